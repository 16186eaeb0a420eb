# expect: 03.split_stratified whole-classes-held-out
# The last 20 % of the rows as they come.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    n_train = len(y) - round(len(y) * fraction)
    return x[:n_train], y[:n_train], x[n_train:], y[n_train:]
