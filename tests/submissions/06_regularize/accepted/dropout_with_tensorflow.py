# expect: accepted
# TensorFlow's dropout, seeded from the generator.

# %% dropout
import tensorflow as tf


def dropout(x, rate, rng):
    if rate == 0:
        return x
    seed = rng.integers(0, 2**31, size=2).tolist()
    return tf.nn.experimental.stateless_dropout(tf.convert_to_tensor(x), rate, seed)


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
