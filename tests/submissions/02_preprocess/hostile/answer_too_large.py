# expect: hostile all but 02.rescale
# An answer of a hundred terabytes that takes no memory at all.

# %% rescale
def rescale(images):
    return np.broadcast_to(np.float32(0.5), (10**7, 28, 28, 1000))


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
