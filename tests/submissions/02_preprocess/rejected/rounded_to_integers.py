# expect: 02.rescale fractions-cut-off
# Rounds to the nearest whole number.

# %% rescale
def rescale(images):
    return np.round(images / 255).astype("float32")
