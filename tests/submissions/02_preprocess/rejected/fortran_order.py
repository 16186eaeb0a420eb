# expect: 02.to_images pixels-transposed
# Fills column by column within each image.

# %% to_images
def to_images(x):
    return np.array([row.reshape(28, 28, order="F") for row in x])[..., None]
