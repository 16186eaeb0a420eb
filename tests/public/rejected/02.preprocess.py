import numpy as np

# %% no checks
# cause: Nothing looks at the values, as in most notebooks.
# codes: width-not-checked
def preprocess(table):
    images = np.reshape(np.array(table[:, 1:], dtype="float32") / 255.0, (-1, 28, 28, 1))
    return images, table[:, 0]

# %% asserted
# cause: assert raises AssertionError.
# codes: wrong-kind-of-error
def preprocess(table):
    assert table.shape[1] == 785
    assert table[:, 1:].min() >= 0 and table[:, 1:].max() <= 255
    assert table[:, 0].min() >= 0 and table[:, 0].max() <= 9
    return (table[:, 1:] / 255).astype("float32").reshape(-1, 28, 28, 1), table[:, 0]

# %% one-hot labels
# cause: The labels become rows of ten.
# codes: labels-one-hot
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("bad table")
    images = (table[:, 1:] / 255).astype("float32").reshape(-1, 28, 28, 1)
    labels = np.zeros(shape=(len(table), 10))
    for i in range(len(table)):
        labels[i][int(table[i, 0])] = 1
    return images, labels
