# expect: 03.split_pairs labels-shuffled-apart
# Two permutations.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    x, y = rng.permutation(x), rng.permutation(y)
    n_val = round(len(y) * fraction)
    return x[n_val:], y[n_val:], x[:n_val], y[:n_val]
