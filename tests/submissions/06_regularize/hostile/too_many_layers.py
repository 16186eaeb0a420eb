# expect: hostile all but 06.target
# Models in models, and more layers than any network needs, to keep the judge busy.

# %% model
images = keras.Input((28, 28, 1))
values = layers.Flatten()(images)
for _ in range(310):
    values = layers.Identity()(values)
model = keras.Model(images, values)
for _ in range(8):
    model = keras.Sequential([keras.Input((28, 28, 1)), model])
model.add(layers.Dense(10, activation="softmax"))
