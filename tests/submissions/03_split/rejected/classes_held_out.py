# expect: 03.split_stratified whole-classes-held-out
# 20 % of the classes in place of 20 % of each class.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    from sklearn.model_selection import GroupShuffleSplit

    splitter = GroupShuffleSplit(1, test_size=fraction, random_state=seed)
    train, val = next(splitter.split(x, y, groups=y))
    return x[train], y[train], x[val], y[val]
