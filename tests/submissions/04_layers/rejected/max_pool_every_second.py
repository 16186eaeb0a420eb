# expect: 04.max_pool pool-keeps-one-corner
# Takes every second pixel.

# %% max_pool
def max_pool(image, size=2):
    h, w = image.shape
    return image[::size, ::size][: h // size, : w // size]
