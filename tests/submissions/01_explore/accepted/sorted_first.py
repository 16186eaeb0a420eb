# expect: accepted
# Sorts by class, then cuts; the labels keep the type of the table.

# %% mean_image
def mean_image(x, y, label):
    order = np.argsort(y, kind="stable")
    start, stop = np.searchsorted(y[order], [label, label + 1])
    return np.mean(x[order[start:stop]], 0).reshape(28, -1)

# %% class_counts
def class_counts(y):
    ordered = np.sort(y)
    return np.diff(np.searchsorted(ordered, np.arange(11)))
