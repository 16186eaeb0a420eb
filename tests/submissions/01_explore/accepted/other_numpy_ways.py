# expect: accepted
# hsplit and ravel, a histogram with fixed edges, np.average with weights.

# %% split_columns
def split_columns(table):
    y, x = np.hsplit(table, [1])
    return np.asarray(x, dtype=np.uint8), y.ravel()

# %% class_counts
def class_counts(y):
    return np.histogram(y, bins=np.arange(11) - 0.5)[0]

# %% mean_image
def mean_image(x, y, label):
    return np.average(x, axis=0, weights=(y == label)).reshape((28, 28))
