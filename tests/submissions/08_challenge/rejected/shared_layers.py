# expect: 08.build_model builds-share-state
# New models around the same layers.

# %% build_model
stack = [
    layers.Conv2D(8, 3, activation="relu"),
    layers.MaxPooling2D(3),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
]


def build_model():
    return keras.Sequential([keras.Input((28, 28, 1)), *stack])
