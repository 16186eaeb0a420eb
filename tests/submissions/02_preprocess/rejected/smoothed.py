# expect: 02.rescale scaling-wrong
# The mean of each pixel and the one below it.

# %% rescale
def rescale(images):
    images = images.astype(np.float32)
    return (images + np.roll(images, -1, axis=1)) / 510
