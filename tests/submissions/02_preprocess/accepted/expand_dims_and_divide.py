# expect: accepted
# expand_dims, np.divide with a dtype, isin; float64 in to_images.

# %% to_images
def to_images(x):
    return np.expand_dims(np.reshape(x, (-1, 28, 28)), axis=-1).astype("float64")

# %% rescale
def rescale(images):
    return np.divide(images, 255, dtype=np.float32)

# %% preprocess
def preprocess(table):
    n, columns = table.shape
    if columns != 785:
        raise ValueError(f"{columns} columns")
    labels = table[:, 0].astype("int64")
    if not np.isin(labels, np.arange(10)).all():
        raise ValueError("labels")
    pixels = table[:, 1:].astype("float32")
    if pixels.max() > 255 or pixels.min() < 0:
        raise ValueError("pixels")
    return rescale(to_images(pixels)), labels
