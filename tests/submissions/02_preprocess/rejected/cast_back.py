# expect: 02.rescale fractions-cut-off
# Back to the type that came in.

# %% rescale
def rescale(images):
    scaled = images / 255
    return scaled.astype(images.dtype)
