# expect: hostile all but 06.target
# Models in models, and a thousand layers, to keep the judge busy.

# %% model
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten()])
for _ in range(600):
    model.add(layers.Dropout(0.1))
for _ in range(30):
    model = keras.Sequential([keras.Input((28, 28, 1)), model])
model.add(layers.Dense(10, activation="softmax"))
