# expect: 02.rescale unit-length
# Each image divided by its length.

# %% rescale
def rescale(images):
    flat = images.reshape(len(images), -1).astype("float64")
    flat /= np.linalg.norm(flat, axis=1, keepdims=True)
    return flat.reshape(images.shape).astype("float32")
