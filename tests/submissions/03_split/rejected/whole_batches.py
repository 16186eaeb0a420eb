# expect: 03.split_sizes size-wrong
# The validation part is rounded up to whole batches of 64.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(len(y))
    n = -(-round(fraction * len(y)) // 64) * 64
    return x[rows[n:]], y[rows[n:]], x[rows[:n]], y[rows[:n]]
