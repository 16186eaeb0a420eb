# expect: 02.preprocess label-read-as-last-column
# The first 784 columns are taken for pixels.

# %% preprocess
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("785 columns expected")
    x, y = table[:, :-1], table[:, -1]
    if x.min() < 0 or x.max() > 255:
        raise ValueError("out of range")
    return rescale(to_images(x)), y
