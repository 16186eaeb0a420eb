# expect: 03.split_stratified whole-classes-held-out
# Cuts first and shuffles each part.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    n_val = round(len(y) * fraction)
    val, train = rng.permutation(n_val), n_val + rng.permutation(len(y) - n_val)
    return x[train], y[train], x[val], y[val]
