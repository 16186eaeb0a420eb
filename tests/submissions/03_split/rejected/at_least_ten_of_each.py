# expect: 03.split_sizes size-wrong
# Small classes give ten rows, whatever the fraction.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = max(10, round(fraction * len(rows)))
        val.extend(rows[:n])
        train.extend(rows[n:])
    rng.shuffle(train)
    return x[train], y[train], x[val], y[val]
