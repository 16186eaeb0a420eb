# expect: accepted
# tf.reshape and tf.cast: course code avoids TensorFlow here, a student need not.

# %% to_images
def to_images(x):
    import tensorflow as tf

    return tf.reshape(x, (-1, 28, 28, 1))

# %% rescale
def rescale(images):
    import tensorflow as tf

    return tf.cast(images, tf.float32) / 255.0

# %% preprocess
def preprocess(table):
    import tensorflow as tf

    if table.shape[1] != 785:
        raise ValueError("columns")
    if table[:, 0].max() > 9 or table.min() < 0 or table.max() > 255:
        raise ValueError("values")
    return rescale(to_images(tf.convert_to_tensor(table[:, 1:]))), tf.cast(table[:, 0], tf.int32)
