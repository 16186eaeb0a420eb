# expect: 03.split_stratified shares-wrong
# Two rows more of every other class, and two fewer of the others.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(fraction * len(rows)) + (2 if k % 2 else -2)
        val.extend(rows[:n])
        train.extend(rows[n:])
    rng.shuffle(train)
    return x[train], y[train], x[val], y[val]
