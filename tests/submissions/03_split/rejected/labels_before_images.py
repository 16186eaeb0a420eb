# expect: 03.split_sizes outputs-in-another-order
# Labels first in each pair.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(len(y))
    n_val = round(len(y) * fraction)
    train, val = rows[n_val:], rows[:n_val]
    return y[train], x[train], y[val], x[val]
