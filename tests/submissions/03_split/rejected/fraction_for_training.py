# expect: 03.split_sizes sizes-swapped
# The fraction is read as the share for training.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(len(y))
    n_train = int(len(y) * fraction)
    train, val = rows[:n_train], rows[n_train:]
    return x[train], y[train], x[val], y[val]
