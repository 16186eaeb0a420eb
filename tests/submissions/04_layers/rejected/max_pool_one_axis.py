# expect: 04.max_pool reshape-is-no-window
# Reshapes so that rows get mixed.

# %% max_pool
def max_pool(image, size=2):
    h, w = image.shape[0] // size, image.shape[1] // size
    image = image[: h * size, : w * size]
    return image.reshape(h, w, size * size).max(axis=2)
