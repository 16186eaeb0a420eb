# expect: 03.split_repeatable no-seed
# A generator without a seed.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng()
    train, val = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        n_val = round(fraction * len(rows))
        val.extend(rows[:n_val])
        train.extend(rows[n_val:])
    train, val = rng.permutation(train), rng.permutation(val)
    return x[train], y[train], x[val], y[val]
