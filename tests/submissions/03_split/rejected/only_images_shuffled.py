# expect: 03.split_pairs labels-shuffled-apart
# The labels stay in place.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(len(y))
    n_val = round(len(y) * fraction)
    x = x[rows]
    return x[n_val:], y[n_val:], x[:n_val], y[:n_val]
