# expect: 03.split_pairs rows-changed
# permuted shuffles every column on its own.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    x = np.random.default_rng(seed).permuted(x, axis=0)
    y = np.random.default_rng(seed).permuted(y)
    n_val = round(len(y) * fraction)
    return x[n_val:], y[n_val:], x[:n_val], y[:n_val]
