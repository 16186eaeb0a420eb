# expect: accepted
# A subclass of keras.Model, trained by the standard recipe.

# %% build_model
class Small(keras.Model):
    def __init__(self):
        super().__init__()
        self.convolution = layers.Conv2D(12, 3, activation="relu")
        self.pool = layers.MaxPooling2D(3)
        self.flatten = layers.Flatten()
        self.drop = layers.Dropout(0.2)
        self.head = layers.Dense(10, activation="softmax")

    def call(self, x, training=False):
        x = self.flatten(self.pool(self.convolution(x)))
        return self.head(self.drop(x, training=training))


def build_model():
    return Small()
