# expect: 04.max_pool mean-for-max
# Averages the windows.

# %% max_pool
def max_pool(image, size=2):
    h, w = image.shape[0] // size, image.shape[1] // size
    return image[: h * size, : w * size].reshape(h, size, w, size).mean(axis=(1, 3))
