# expect: 03.split_sizes nothing-held-out
# The validation rows stay in the training part.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(len(y))
    val = rows[: round(len(y) * fraction)]
    return x[rows], y[rows], x[val], y[val]
