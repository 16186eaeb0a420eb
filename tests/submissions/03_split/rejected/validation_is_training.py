# expect: 03.split_sizes nothing-held-out
# Validates on the training data themselves.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(len(y))
    return x[rows], y[rows], x[rows], y[rows]
