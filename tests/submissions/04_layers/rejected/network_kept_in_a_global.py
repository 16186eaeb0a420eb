# expect: 04.build_cnn network-made-once
# Made at the first call and kept.

# %% build_cnn
cnn = None


def build_cnn():
    global cnn
    if cnn is None:
        cnn = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
    return cnn
