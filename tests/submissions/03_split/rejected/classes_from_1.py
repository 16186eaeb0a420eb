# expect: 03.split_sizes class-left-out
# range(1, 10) leaves class 0 out.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(1, 10):
        rows = rng.permutation(np.where(y == k)[0])
        n = int(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]
