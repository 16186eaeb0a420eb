# expect: 03.split_sizes divided-by-the-fraction
# The number of rows is divided by fraction in place of multiplied by it, so the cut lies beyond the end.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(len(x) / fraction)
    return x[n:], y[n:], x[:n], y[:n]
