# expect: 02.to_images pixels-scrambled
# The count of images goes last, then moves to the front.

# %% to_images
def to_images(x):
    images = x.reshape(28, 28, len(x))
    return np.moveaxis(images, -1, 0)[..., np.newaxis]
