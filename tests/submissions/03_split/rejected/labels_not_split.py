# expect: 03.split_sizes labels-not-split
# Only x is cut.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(len(y))
    n_val = round(len(y) * fraction)
    return x[rows[n_val:]], y, x[rows[:n_val]], y
