# expect: 02.rescale scaled-twice
# Divides in two places.

# %% rescale
def rescale(images):
    images = images / 255.0
    return (images / 255.0).astype("float32")
