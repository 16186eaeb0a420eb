# expect: 04.max_pool max-pool-wrong-values
# Subtracts the smallest value of each window from the largest.

# %% max_pool
def max_pool(image, size=2):
    h, w = image.shape[0] // size, image.shape[1] // size
    windows = image[: h * size, : w * size].reshape(h, size, w, size)
    return windows.max(axis=(1, 3)) - windows.min(axis=(1, 3))
