# expect: accepted
# Rounds every class up; deletes the validation rows.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(y))
    x, y = x[order], y[order]
    val = np.concatenate(
        [
            np.flatnonzero(y == label)[: int(np.ceil(fraction * (y == label).sum()))]
            for label in np.unique(y)
        ]
    )
    return np.delete(x, val, axis=0), np.delete(y, val), x[val], y[val]
