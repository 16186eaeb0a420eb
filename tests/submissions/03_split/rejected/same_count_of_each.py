# expect: 03.split_stratified same-number-of-each-class
# The same number of rows from each class.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    classes = np.unique(y)
    each = round(fraction * len(y) / len(classes))
    val = np.concatenate(
        [rng.permutation(np.flatnonzero(y == label))[:each] for label in classes]
    )
    train = rng.permutation(np.setdiff1d(np.arange(len(y)), val))
    return x[train], y[train], x[val], y[val]
