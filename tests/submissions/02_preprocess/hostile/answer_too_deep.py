# expect: hostile all but 02.rescale
# A list that contains itself, and one with more names than fit.

# %% rescale
def rescale(images):
    endless = {"again": None}
    endless["again"] = [endless] * 1000
    return endless


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
