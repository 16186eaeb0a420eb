# expect: 03.split_stratified not-stratified
# Stratified on the brightness of the images.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    brightness = x.reshape(len(x), -1).mean(axis=1)
    groups = np.digitize(brightness, np.quantile(brightness, [0.25, 0.5, 0.75]))
    train, val = [], []
    for group in np.unique(groups):
        rows = rng.permutation(np.flatnonzero(groups == group))
        n_val = round(fraction * len(rows))
        val.extend(rows[:n_val])
        train.extend(rows[n_val:])
    train, val = rng.permutation(train), rng.permutation(val)
    return x[train], y[train], x[val], y[val]
