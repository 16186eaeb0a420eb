# expect: accepted
# TensorFlow and Keras do the work, and tensors come back.

# %% softmax
import tensorflow as tf


def softmax(logits):
    return tf.nn.softmax(tf.cast(logits, tf.float64), axis=-1)


# %% cross_entropy
def cross_entropy(probabilities, y):
    import keras

    return keras.ops.mean(keras.losses.sparse_categorical_crossentropy(y, probabilities))


# %% history
# A short recorded training in place of a new one.
history = {
    "loss": [0.967, 0.612, 0.551, 0.507],
    "accuracy": [0.648, 0.774, 0.797, 0.814],
    "val_loss": [0.531, 0.462, 0.417, 0.389],
    "val_accuracy": [0.794, 0.826, 0.849, 0.857],
}
