import numpy as np

# %% one sum for the whole batch
# cause: The sum is over all scores of all images.
# codes: softmax-whole-batch
def softmax(x):
    e = np.exp(x - np.max(x))
    return e / e.sum()

# %% over axis 0
# cause: Maximum and sum run down the columns.
# codes: softmax-over-images
def softmax(x):
    x = x - np.max(x, axis=0)
    return np.exp(x) / np.sum(np.exp(x), axis=0)

# %% no maximum subtracted
# cause: The exponential of a score of 1000 is infinite.
# codes: softmax-overflow
def softmax(x, axis=-1):
    exp_x = np.exp(x)
    return exp_x / exp_x.sum(axis=axis, keepdims=True)

# %% one maximum for the whole batch
# cause: The maximum of all scores is subtracted, so that a row far below it becomes 0 / 0.
# codes: softmax-shared-shift
def softmax(x, axis=-1):
    e_x = np.exp(x - np.max(x))
    return e_x / e_x.sum(axis=axis, keepdims=True)

# %% the scores are changed
# cause: -= works on the array that was given.
# codes: changes-its-input
def softmax(z):
    z -= np.expand_dims(z.max(axis=1), axis=-1)
    np.exp(z, out=z)
    return z / z.sum(axis=1, keepdims=True)
