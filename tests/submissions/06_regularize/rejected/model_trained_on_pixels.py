# expect: 06.target target-expects-pixels
# Has a Rescaling layer: made for pixels from 0 to 255.

# %% model
fix = recorded.network("fix")
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Rescaling(1 / 255), *fix.layers])
