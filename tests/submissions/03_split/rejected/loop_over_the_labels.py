# expect: 03.split_sizes loop-over-all-labels
# The loop runs over all labels in place of the classes, so each class is cut again and again.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in y:
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]
