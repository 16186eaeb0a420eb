# expect: 03.split_repeatable table-order
# Sorted positions: the order of the table, which may be sorted by class.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    mask = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        mask[rows[: round(fraction * len(rows))]] = True
    return x[~mask], y[~mask], x[mask], y[mask]
