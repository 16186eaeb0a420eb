# expect: 03.split_sizes split-size-fixed
# Takes 20 rows of each class for a fraction of 0.2.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    n_val = int(fraction * 100)
    train, val = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        val.extend(rows[:n_val])
        train.extend(rows[n_val:])
    train, val = rng.permutation(train), rng.permutation(val)
    return x[train], y[train], x[val], y[val]
