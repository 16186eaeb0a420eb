# expect: accepted
# tf.reshape and tf.cast: course code avoids TensorFlow here, a student need not.

# %% after setup
import tensorflow as tf

# %% to_images
def to_images(x):
    return tf.reshape(x, (-1, 28, 28, 1))

# %% rescale
def rescale(images):
    return tf.cast(images, tf.float32) / 255.0

# %% preprocess
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    if table[:, 0].max() > 9 or table.min() < 0 or table.max() > 255:
        raise ValueError("values")
    return rescale(to_images(tf.convert_to_tensor(table[:, 1:]))), tf.cast(table[:, 0], tf.int32)
