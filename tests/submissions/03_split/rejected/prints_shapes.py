# expect: 03.split_sizes returns-none
# Prints the shapes and returns nothing.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rows = np.random.default_rng(seed).permutation(len(y))
    n_val = round(len(y) * fraction)
    print(x[rows[n_val:]].shape, x[rows[:n_val]].shape)
