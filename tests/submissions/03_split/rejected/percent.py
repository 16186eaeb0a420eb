# expect: 03.split_sizes fraction-as-percent
# The fraction is taken for per cent.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(len(y))
    n_val = int(len(y) * fraction / 100)
    train, val = rows[n_val:], rows[:n_val]
    return x[train], y[train], x[val], y[val]
