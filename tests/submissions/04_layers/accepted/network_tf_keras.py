# expect: accepted
# The same network written with tf.keras and one filter only.

# %% build_cnn
import tensorflow as tf


def build_cnn():
    return tf.keras.models.Sequential(
        [
            tf.keras.layers.InputLayer(shape=(28, 28, 1)),
            tf.keras.layers.Conv2D(1, 3, activation="relu"),
            tf.keras.layers.MaxPooling2D(),
            tf.keras.layers.Dropout(0.25),
            tf.keras.layers.Flatten(),
            tf.keras.layers.Dense(10, activation=tf.nn.softmax),
        ]
    )
