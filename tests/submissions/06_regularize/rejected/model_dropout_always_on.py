# expect: 06.target target-random-at-inference
# training=True left on in the call of the dropout layers.

# %% model
fix = recorded.network("fix")
images = keras.Input((28, 28, 1))
values = images
for layer in fix.layers:
    dropping = isinstance(layer, layers.Dropout)
    values = layer(values, training=True) if dropping else layer(values)
model = keras.Model(images, values)
