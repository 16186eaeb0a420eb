# expect: accepted
# newaxis; times 1/255; checks with any and all.

# %% to_images
def to_images(x):
    return x.reshape(x.shape[0], 28, 28)[:, :, :, np.newaxis]

# %% rescale
def rescale(images):
    return (images * (1 / 255)).astype(np.float32)

# %% preprocess
def preprocess(table):
    if table.ndim != 2 or table.shape[1] != 785:
        raise ValueError("not 785 columns")
    if not np.all((table >= 0) & (table <= 255)):
        raise ValueError("pixel")
    if np.any(table[:, 0] > 9):
        raise ValueError("label")
    return rescale(to_images(table[:, 1:])), table[:, 0].astype(int)
