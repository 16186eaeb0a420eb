# expect: 06.target target-not-probabilities
# Ten sigmoids in place of a softmax.

# %% model
fix = recorded.network("fix")
kept = fix.layers[-1].get_weights()
model = keras.Sequential([keras.Input((28, 28, 1)), *fix.layers[:-1]])
model.add(layers.Dense(10, activation="sigmoid", name="classes"))
model.layers[-1].set_weights(kept)
