# expect: 04.build_cnn network-made-once
# One network of a class of its own at every call.

# %% build_cnn
class CNN(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv2D(32, 3, activation="relu")
        self.pool = layers.MaxPooling2D()
        self.drop = layers.Dropout(0.5)
        self.flat = layers.Flatten()
        self.dense = layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.dense(self.flat(self.drop(self.pool(self.conv(x)))))


cnn = CNN()


def build_cnn():
    return cnn
