# expect: accepted
# A subclassed model that calls functions for its activations.

# %% build_cnn
import tensorflow as tf


class Net(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.features = keras.Sequential(
            [layers.Conv2D(32, 3, padding="same"), layers.MaxPooling2D(2), layers.Dropout(0.25)]
        )
        self.head = keras.Sequential([layers.Flatten(), layers.Dense(10)])

    def call(self, x, training=False):
        return tf.nn.softmax(self.head(tf.nn.relu(self.features(x, training=training))))


def build_cnn():
    return Net()
