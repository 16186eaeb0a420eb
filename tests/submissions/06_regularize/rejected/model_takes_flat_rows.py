# expect: 06.target target-wrong-input
# Takes rows of 784 pixels.

# %% model
fix = recorded.network("fix")
model = keras.Sequential([keras.Input((784,)), layers.Reshape((28, 28, 1)), *fix.layers])
