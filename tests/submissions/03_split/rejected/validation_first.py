# expect: 03.split_sizes sizes-swapped
# The validation part comes first.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(len(y))
    n_val = int(len(y) * fraction)
    val, train = rows[:n_val], rows[n_val:]
    return x[val], y[val], x[train], y[train]
