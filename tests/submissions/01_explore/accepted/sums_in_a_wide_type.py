# expect: accepted
# Adds in uint64; add.at for the counts.

# %% split_columns
def split_columns(table):
    return np.take(table, range(1, 785), axis=1).astype("u1"), np.take(table, 0, axis=1)

# %% class_counts
def class_counts(y):
    counts = np.zeros(10, dtype=int)
    np.add.at(counts, y, 1)
    return counts

# %% mean_image
def mean_image(x, y, label):
    members = x[y == label]
    return members.sum(axis=0, dtype=np.uint64).reshape(28, 28) / members.shape[0]
