# expect: accepted
# A functional model that gives bare scores.

# %% model
fix = recorded.network("fix")
kept = fix.layers[-1].get_weights()
images = keras.Input((28, 28, 1))
values = images
for layer in fix.layers[:-1]:
    values = layer(values)
scores = layers.Dense(10, name="scores")
model = keras.Model(images, scores(values))
scores.set_weights(kept)
model.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
