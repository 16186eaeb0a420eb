# expect: 02.rescale values-rounded
# Rounded to two decimals.

# %% rescale
def rescale(images):
    return np.round(images / 255, 2).astype("float32")
