# expect: 04.max_pool odd-size-fails
# A reshape that needs even sides.

# %% max_pool
def max_pool(image, size=2):
    h, w = image.shape
    return image.reshape(h // size, size, w // size, size).max(axis=(1, 3))
