# expect: 03.split_sizes split-size-fixed
# A fixed number of rows, whatever comes in.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(len(y))
    train, val = rows[85:], rows[:85]
    return x[train], y[train], x[val], y[val]
