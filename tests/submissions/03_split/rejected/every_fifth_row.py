# expect: 03.split_stratified not-stratified
# Every fifth row: in proportion when the rows are sorted by class, by chance when they are not.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    place = np.arange(len(y))
    chosen = np.floor((place + 1) * fraction + 1e-9) > np.floor(place * fraction + 1e-9)
    return x[~chosen], y[~chosen], x[chosen], y[chosen]
