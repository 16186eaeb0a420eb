# expect: accepted
# training=True in the call of the dropout layers: predict and evaluate switch it off all the same.

# %% model
fix = recorded.network("fix")
images = keras.Input((28, 28, 1))
values = images
for layer in fix.layers:
    dropping = isinstance(layer, layers.Dropout)
    values = layer(values, training=True) if dropping else layer(values)
model = keras.Model(images, values)
