# expect: 03.split_sizes changes-its-input
# rng.shuffle works on the caller's arrays.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    np.random.default_rng(seed).shuffle(x)
    np.random.default_rng(seed).shuffle(y)
    n_val = round(len(y) * fraction)
    return x[n_val:], y[n_val:], x[:n_val], y[:n_val]
