# expect: 04.max_pool odd-row-kept
# Pools the incomplete windows as well.

# %% max_pool
def max_pool(image, size=2):
    h, w = image.shape
    return np.array(
        [
            [image[y : y + size, x : x + size].max() for x in range(0, w, size)]
            for y in range(0, h, size)
        ]
    )
