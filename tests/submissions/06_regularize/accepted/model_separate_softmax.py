# expect: accepted
# The softmax as a layer of its own; SpatialDropout2D beside Dropout; not compiled.

# %% model
fix = recorded.network("fix")
kept = fix.layers[-1].get_weights()
model = keras.Sequential([keras.Input((28, 28, 1)), layers.SpatialDropout2D(0.1), *fix.layers[:-1]])
model.add(layers.Dense(10, name="scores"))
model.add(layers.Softmax())
model.layers[-2].set_weights(kept)
