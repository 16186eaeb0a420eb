# expect: accepted
# Prints, warnings and standard error everywhere, helper functions, an extra plot.

# %% after setup
import sys
import warnings

def shout(text):
    print(text)
    print(text, file=sys.stderr)
    warnings.warn(text)

# %% split_columns
def split_columns(table):
    shout("splitting")
    return np.delete(table, 0, axis=1).astype(np.uint8), table[:, 0].astype(np.int64)

# %% after split_columns
shout("split_columns is defined")

# %% class_counts
def class_counts(y):
    shout("counting")
    return np.array([np.count_nonzero(y == k) for k in range(10)], dtype=np.float64)

# %% mean_image
def mean_image(x, y, label):
    shout("averaging")
    images = x.reshape(-1, 28, 28)
    return images[np.flatnonzero(y == label)].mean(axis=0)
