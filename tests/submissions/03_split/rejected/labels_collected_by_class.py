# expect: 03.split_pairs labels-sorted-apart
# The labels are written class by class, the rows are shuffled after.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        n_val = round(fraction * len(rows))
        val.extend(rows[:n_val])
        train.extend(rows[n_val:])
    y_train, y_val = np.sort(y[train]), np.sort(y[val])
    train, val = rng.permutation(train), rng.permutation(val)
    return x[train], y_train, x[val], y_val
