# expect: 04.max_pool odd-row-dropped-at-the-start
# Cuts the odd row off at the wrong end.

# %% max_pool
def max_pool(image, size=2):
    h, w = image.shape
    image = image[h % size :, w % size :]
    return image.reshape(h // size, size, w // size, size).max(axis=(1, 3))
