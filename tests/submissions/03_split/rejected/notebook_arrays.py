# expect: 03.split_sizes ignores-its-argument
# Splits arrays of the notebook in place of x and y.

# %% after setup
some_images, some_labels = images[:400], labels[:400]

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(len(some_labels))
    n_val = round(len(rows) * fraction)
    train, val = rows[n_val:], rows[:n_val]
    return some_images[train], some_labels[train], some_images[val], some_labels[val]
