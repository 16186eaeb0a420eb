# expect: 03.split_stratified empty-share
# rows[:-n] is empty when n is 0, so of a very small class all rows go to validation.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(len(rows) * fraction)
        train.append(rows[:-n])
        val.append(rows[-n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]
