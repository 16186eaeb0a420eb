# expect: 04.build_cnn layers-added-again
# The model lives outside the function and grows.

# %% build_cnn
model = keras.Sequential([keras.Input(shape=(28, 28, 1))])


def build_cnn():
    for layer in (
        layers.Conv2D(8, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(2, padding="same"),
        layers.Dropout(0.25),
        layers.Reshape((14, 14, 8)),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ):
        model.add(layer)
    return model
