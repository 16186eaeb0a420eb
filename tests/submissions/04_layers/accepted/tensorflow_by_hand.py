# expect: accepted
# TensorFlow for both, and Keras counts the parameters.

# %% conv2d
import tensorflow as tf


def conv2d(image, kernel):
    image = tf.cast(image, tf.float32)[None, :, :, None]
    kernel = tf.cast(kernel, tf.float32)[:, :, None, None]
    return tf.nn.conv2d(image, kernel, strides=1, padding="VALID")[0, :, :, 0]

# %% max_pool
def max_pool(image, size=2):
    image = tf.cast(image, tf.float32)[None, :, :, None]
    return tf.nn.max_pool2d(image, ksize=size, strides=size, padding="VALID")[0, :, :, 0]

# %% count_parameters
def count_parameters(kernel_size, in_channels, filters):
    layer = keras.layers.Conv2D(filters, kernel_size)
    layer.build((None, 28, 28, in_channels))
    return layer.count_params()
