# expect: accepted
# Rounds every class down; validation stays sorted by class.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    val = []
    for label in range(10):
        rows = np.flatnonzero(y == label)
        val.extend(rng.choice(rows, size=int(fraction * len(rows)), replace=False))
    val = np.array(val)
    train = rng.permutation(np.setdiff1d(np.arange(len(y)), val))
    return x[train], y[train], x[val], y[val]
