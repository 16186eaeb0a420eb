# expect: 04.max_pool pool-windows-overlap
# Moves the window one step at a time.

# %% max_pool
def max_pool(image, size=2):
    h, w = image.shape
    return np.array(
        [
            [image[y : y + size, x : x + size].max() for x in range(w - size + 1)]
            for y in range(h - size + 1)
        ]
    )
