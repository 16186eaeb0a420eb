# expect: accepted
# A subclass with batch normalisation, trained in batches of 512: 48 steps in the check.

# %% build_model
class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.convolution = layers.Conv2D(24, 3, strides=2, padding="same")
        self.normalise = layers.BatchNormalization()
        self.pool = layers.MaxPooling2D()
        self.flatten = layers.Flatten()
        self.head = layers.Dense(10, activation="softmax")

    def call(self, x, training=False):
        x = keras.ops.relu(self.normalise(self.convolution(x), training=training))
        return self.head(self.flatten(self.pool(x)))


def build_model():
    return Network()


def train(model, x, y):
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=512, epochs=8, verbose=0)
