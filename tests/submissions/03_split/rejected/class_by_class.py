# expect: 03.split_repeatable sorted-by-class
# The classes are joined one after the other.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        n_val = round(fraction * len(rows))
        val.extend(rows[:n_val])
        train.extend(rows[n_val:])
    return x[train], y[train], x[val], y[val]
