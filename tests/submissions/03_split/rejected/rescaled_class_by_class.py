# expect: 03.split_repeatable rows-changed
# Rescales on the way, so that no row of a part is a row of x.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        n_val = round(fraction * len(rows))
        val.extend(rows[:n_val])
        train.extend(rows[n_val:])
    train, val = rng.permutation(train), rng.permutation(val)
    return x[train] / 255, y[train], x[val] / 255, y[val]
