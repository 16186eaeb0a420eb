# expect: 02.preprocess rejects-good-table
# Refuses a table of another integer type.

# %% preprocess
def preprocess(table):
    if table.dtype != np.uint8 or table.shape[1] != 785:
        raise ValueError("785 columns of uint8 expected")
    x, y = table[:, 1:], table[:, 0]
    if y.max() > 9:
        raise ValueError("out of range")
    return rescale(to_images(x)), y
