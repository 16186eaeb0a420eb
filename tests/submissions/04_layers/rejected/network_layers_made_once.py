# expect: 04.build_cnn layers-made-once
# A new model around the same layers.

# %% build_cnn
stack = [
    keras.Input((28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Dropout(0.3),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
]


def build_cnn():
    return keras.Sequential(stack)
