# expect: 03.split_stratified class-numbers-with-a-gap
# range(len(np.unique(y))) takes the classes for 0, 1, 2 ... without a gap; when a class does not occur, the highest is left out.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(len(np.unique(y))):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]
