# expect: 03.split_repeatable no-chance
# Every fifth row of each class: in proportion, but without chance.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    order = np.argsort(y, kind="stable")
    place = np.arange(len(y))
    chosen = np.floor((place + 1) * fraction + 1e-9) > np.floor(place * fraction + 1e-9)
    train, val = np.sort(order[~chosen]), np.sort(order[chosen])
    return x[train], y[train], x[val], y[val]
