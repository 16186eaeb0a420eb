# expect: accepted
# A random key sorted within the classes, then an even sample of the ranks.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(y))
    by_class = order[np.argsort(y[order], kind="stable")]
    place = np.arange(len(y))
    chosen = np.floor((place + 1) * fraction) > np.floor(place * fraction)
    train, val = rng.permutation(by_class[~chosen]), by_class[chosen]
    return x[train], y[train], x[val], y[val]
