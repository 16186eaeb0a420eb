# expect: 04.build_cnn layers-made-once
# All layers are new but one.

# %% build_cnn
conv = layers.Conv2D(32, 3, activation="relu")


def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        conv,
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
