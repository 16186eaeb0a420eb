# expect: 03.split_stratified not-stratified
# Shuffled and cut, with no look at the classes.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(len(y))
    n_val = round(len(y) * fraction)
    train, val = rows[n_val:], rows[:n_val]
    return x[train], y[train], x[val], y[val]
