# expect: accepted
# A subclassed model.

# %% build_cnn
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv2D(32, 3, activation="relu")
        self.pool = layers.MaxPooling2D(2)
        self.drop = layers.Dropout(0.25)
        self.flat = layers.Flatten()
        self.out = layers.Dense(10, activation="softmax")

    def call(self, x, training=False):
        x = self.pool(self.conv(x))
        return self.out(self.flat(self.drop(x, training=training)))


def build_cnn():
    return Net()
