# expect: hostile all but 04.build_cnn
# A new wrapper at each call around one network, which tells of no weights.

# %% build_cnn
INNER = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)


class Wrapper(keras.Model):
    trainable_variables = ()

    def __init__(self):
        super().__init__()
        self.inner = INNER

    def call(self, x):
        return self.inner(x)


def build_cnn():
    return Wrapper()
