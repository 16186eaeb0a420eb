# expect: 03.split_sizes results-in-pairs
# Two pairs are returned in place of four results.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(len(x) * fraction)
    return (x[n:], y[n:]), (x[:n], y[:n])
