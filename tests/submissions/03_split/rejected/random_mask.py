# expect: 03.split_stratified not-stratified
# Each row tosses a coin.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(y))
    x, y = x[order], y[order]
    ranks = rng.random(len(y)).argsort().argsort()
    mask = ranks < round(fraction * len(y))
    return x[~mask], y[~mask], x[mask], y[mask]
