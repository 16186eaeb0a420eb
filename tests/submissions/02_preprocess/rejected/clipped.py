# expect: 02.rescale clipped-not-scaled
# Cut off at 1.

# %% rescale
def rescale(images):
    return np.clip(images, 0, 1).astype("float32")
