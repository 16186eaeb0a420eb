import numpy as np

# %% maximum as a column by newaxis
# cause: Maximum and sum of each row become columns.
# codes: passes
def softmax(z):
    assert len(z.shape) == 2
    s = np.max(z, axis=1)
    s = s[:, np.newaxis]
    e_x = np.exp(z - s)
    div = np.sum(e_x, axis=1)
    return e_x / div[:, np.newaxis]

# %% one and two axes
# cause: The function asks for the number of axes first.
# codes: passes
def softmax(x):
    if x.ndim == 2:
        x = x - x.max(axis=1, keepdims=True)
        x = np.exp(x)
        x /= x.sum(axis=1, keepdims=True)
    elif x.ndim == 1:
        x = x - np.max(x)
        x = np.exp(x) / np.sum(np.exp(x))
    return x

# %% transposed
# cause: The transpose makes the rows of sums fit.
# codes: passes
def softmax(x):
    x = x.T
    x = x - np.max(x, axis=0)
    y = np.exp(x) / np.sum(np.exp(x), axis=0)
    return y.T
