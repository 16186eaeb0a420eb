# expect: 03.split_pairs positions-within-class
# permutation(len(rows)) gives positions within the class; rows[order] is missing, so they are used as row numbers of the table.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = np.where(y == k)[0]
        order = rng.permutation(len(rows))
        n = int(len(rows) * fraction)
        val.append(order[:n])
        train.append(order[n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]
