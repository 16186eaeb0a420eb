# expect: hostile all but 02.rescale
# Prints without end whenever it is called, past every redirection.

# %% rescale
import os
import sys


def rescale(images):
    for _ in range(300):
        os.write(1, b"flood " * 10_000)
        os.write(2, b"flood " * 10_000)
        sys.__stdout__.write("flood " * 10_000)
    return images


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
