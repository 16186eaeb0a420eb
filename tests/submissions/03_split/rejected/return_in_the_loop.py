# expect: 03.split_sizes only-the-first-class
# return stands inside the loop, so the function ends after the first class.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = rng.permutation(np.where(y == k)[0])
        n = int(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
        train_rows = rng.permutation(np.concatenate(train))
        val_rows = rng.permutation(np.concatenate(val))
        return x[train_rows], y[train_rows], x[val_rows], y[val_rows]
