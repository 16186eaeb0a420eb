# expect: 02.rescale values-left-at-255
# Only the type changes.

# %% rescale
def rescale(images):
    return images.astype("float32")
