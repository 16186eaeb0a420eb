# expect: accepted
# np.interp and a table of 256 values; array_split; clip to compare.

# %% to_images
def to_images(x):
    return np.stack(np.array_split(x, 28, axis=1), axis=1)[..., None]

# %% rescale
def rescale(images):
    shades = np.linspace(0, 1, 256, dtype=np.float32)
    return shades[images.astype(int)]

# %% preprocess
def preprocess(table):
    if table.shape != (len(table), 785):
        raise ValueError("columns")
    limits = np.array([9] + [255] * 784)
    if not np.array_equal(np.clip(table.astype(np.int64), 0, limits), table):
        raise ValueError("values")
    return rescale(to_images(table[:, 1:])), np.asarray(table[:, 0], dtype=np.int32)
