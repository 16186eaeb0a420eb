# expect: 03.split_pairs rows-in-both
# Training and validation are drawn independently.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    n_val = round(len(y) * fraction)
    val = rng.choice(len(y), n_val, replace=False)
    train = rng.choice(len(y), len(y) - n_val, replace=False)
    return x[train], y[train], x[val], y[val]
