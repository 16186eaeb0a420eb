# expect: 08.build_model random-at-inference
# A subclass that keeps dropout on when the network is used.

# %% build_model
class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.flatten = layers.Flatten()
        self.drop = layers.Dropout(0.5)
        self.head = layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.head(self.drop(self.flatten(x), training=True))


def build_model():
    return Network()
