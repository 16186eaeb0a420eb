# expect: 03.split_sizes number-of-results
# Forgets the labels of the validation part.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(len(y))
    n = int(len(y) * fraction)
    return x[rows[n:]], y[rows[n:]], x[rows[:n]]
