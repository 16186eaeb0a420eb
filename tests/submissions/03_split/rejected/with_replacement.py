# expect: 03.split_pairs rows-repeated
# rng.choice draws with replacement.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    rows = rng.choice(len(y), size=len(y))
    n_val = round(len(y) * fraction)
    train, val = rows[n_val:], rows[:n_val]
    return x[train], y[train], x[val], y[val]
