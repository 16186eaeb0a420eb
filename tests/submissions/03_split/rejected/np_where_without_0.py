# expect: 03.split_sizes where-without-index
# np.where gives a tuple of arrays; its first item is missing.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = np.where(y == k)
        rows = rng.permutation(rows)
        n = int(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = np.concatenate(val)
    return x[train], y[train], x[val], y[val]
