# expect: hostile all but 02.rescale
# Exits the moment that it is called; `exit` is not an answer.

# %% rescale
import sys


def rescale(images):
    sys.exit(0)


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
