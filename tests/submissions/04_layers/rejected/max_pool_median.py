# expect: 04.max_pool other-value-for-max
# Takes the median of each window.

# %% max_pool
def max_pool(image, size=2):
    h, w = image.shape[0] // size, image.shape[1] // size
    image = image[: h * size, : w * size]
    return np.median(image.reshape(h, size, w, size), axis=(1, 3))
