# expect: 08.build_model builds-share-state
# One model made outside the function and handed out at every call.

# %% build_model
the_model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)


def build_model():
    return the_model
