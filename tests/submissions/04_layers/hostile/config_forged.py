# expect: hostile all but 04.build_cnn
# The layers' own descriptions speak of a convolutional network; the layers are something else.

# %% build_cnn
WANTED = keras.Sequential(
    [
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)


class Forged(keras.Sequential):
    __module__ = "keras.src.models.sequential"

    def get_config(self):
        return WANTED.get_config()

    def to_json(self, **kwargs):
        return WANTED.to_json(**kwargs)


Forged.__name__ = Forged.__qualname__ = "Sequential"


def build_cnn():
    return Forged([keras.Input(shape=(28, 28, 1)), layers.Flatten(), layers.Dense(10)])
