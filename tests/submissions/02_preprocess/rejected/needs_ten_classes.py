# expect: 02.preprocess rejects-good-table
# Wants all ten classes in every table.

# %% preprocess
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("785 columns expected")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or set(np.unique(y)) != set(range(10)):
        raise ValueError("out of range")
    return rescale(to_images(x)), y
