# expect: 03.split_pairs rows-changed
# Rescales the training part on the way.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(len(y))
    n_val = round(len(y) * fraction)
    train, val = rows[n_val:], rows[:n_val]
    return x[train] / 255, y[train], x[val] / 255, y[val]
