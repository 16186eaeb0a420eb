# expect: accepted
# StratifiedShuffleSplit on positions.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    from sklearn.model_selection import StratifiedShuffleSplit

    splitter = StratifiedShuffleSplit(n_splits=1, test_size=fraction, random_state=seed)
    train, val = next(splitter.split(np.zeros(len(y)), y))
    return [x[train], y[train], x[val], y[val]]
