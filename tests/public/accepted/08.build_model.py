SEEDS = 1  # each attempt trains a network


def train(model, x, y):
    sums = np.asarray(model(x[:32])).sum(axis=1)
    logits = not np.allclose(sums, 1, atol=1e-3)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    model.fit(x, y, batch_size=128, epochs=8, verbose=0)


# %% filters of 2 x 2 with dropout
# cause: Two convolutions of 2 x 2, each with pooling and dropout 0.3.
# codes: passes
def build_model():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (16, 8):
        model.add(layers.Conv2D(filters=filters, kernel_size=2, padding="same", activation="relu"))
        model.add(layers.MaxPooling2D(pool_size=2))
        model.add(layers.Dropout(0.3))
    model.add(layers.Flatten())
    model.add(layers.Dense(64, activation="relu"))
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% rows for an LSTM
# cause: Reshape makes 28 rows of each image, and an LSTM reads them.
# codes: passes
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Reshape((28, 28)),
        layers.LSTM(32),
        layers.Dense(32, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])

# %% logits of a subclass
# cause: A class of its own gives scores without softmax.
# codes: passes
class MyModel(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv1 = layers.Conv2D(8, 3, strides=2, activation="relu")
        self.flatten = layers.Flatten()
        self.d1 = layers.Dense(32, activation="relu")
        self.d2 = layers.Dense(10)

    def call(self, x):
        return self.d2(self.d1(self.flatten(self.conv1(x))))


def build_model():
    return MyModel()
