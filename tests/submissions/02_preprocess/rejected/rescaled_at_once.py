# expect: 02.to_images rescaled-in-to-images
# Divides here, and again in rescale.

# %% to_images
def to_images(x):
    return x.reshape(-1, 28, 28, 1) / 255
