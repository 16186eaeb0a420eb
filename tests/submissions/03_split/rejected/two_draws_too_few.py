# expect: 03.split_sizes fraction-taken-off-twice
# Training gets 60 %, nobody the rest.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(len(y))
    n = int(len(y) * fraction)
    val, train = rows[:n], rows[2 * n :]
    return x[train], y[train], x[val], y[val]
