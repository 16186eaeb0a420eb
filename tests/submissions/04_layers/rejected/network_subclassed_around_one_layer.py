# expect: 04.build_cnn layers-made-once
# Subclassed models around one convolution that gets its weights in the first of them.

# %% build_cnn
convolution = layers.Conv2D(8, 3, activation="relu")


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = convolution
        self.pool = layers.MaxPooling2D(2)
        self.drop = layers.Dropout(0.25)
        self.flat = layers.Flatten()
        self.out = layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.out(self.flat(self.drop(self.pool(self.conv(x)))))


def build_cnn():
    return Net()
