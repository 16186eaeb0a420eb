# expect: 02.rescale standardised
# Mean 0 and standard deviation 1.

# %% rescale
def rescale(images):
    images = images.astype("float32")
    return (images - images.mean()) / images.std()
