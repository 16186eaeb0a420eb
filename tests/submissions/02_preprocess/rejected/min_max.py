# expect: 02.rescale scaled-by-own-maximum
# Min-max scaling of the batch.

# %% rescale
def rescale(images):
    images = images.astype("float32")
    return (images - images.min()) / (images.max() - images.min())
