# expect: 02.rescale standardised
# Each pixel by its own statistics.

# %% rescale
def rescale(images):
    images = images.astype("float32")
    return (images - images.mean(axis=0)) / (images.std(axis=0) + 1e-7)
