# expect: 06.target target-wrong-input
# Takes (28, 28): no channel axis.

# %% model
fix = recorded.network("fix")
model = keras.Sequential([keras.Input((28, 28)), layers.Reshape((28, 28, 1)), *fix.layers])
