# expect: 03.split_sizes fraction-ignored
# 0.8 is written into the function.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(len(y))
    cut = int(0.8 * len(y))
    train, val = rows[:cut], rows[cut:]
    return x[train], y[train], x[val], y[val]
