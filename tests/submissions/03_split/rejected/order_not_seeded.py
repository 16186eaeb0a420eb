# expect: 03.split_repeatable no-seed
# The rows are the same at every call, their order is not.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        n_val = round(fraction * len(rows))
        val.extend(rows[:n_val])
        train.extend(rows[n_val:])
    np.random.shuffle(train)
    return x[train], y[train], x[val], y[val]
