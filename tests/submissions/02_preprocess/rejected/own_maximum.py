# expect: 02.rescale scaled-by-own-maximum
# The maximum of the batch.

# %% rescale
def rescale(images):
    return (images / images.max()).astype("float32")
