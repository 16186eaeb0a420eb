# expect: 04.max_pool pool-size-ignored
# Has the 2 written into it.

# %% max_pool
def max_pool(image, size=2):
    h, w = image.shape[0] // 2, image.shape[1] // 2
    result = np.zeros((h, w))
    for y in range(h):
        for x in range(w):
            result[y, x] = image[2 * y : 2 * y + 2, 2 * x : 2 * x + 2].max()
    return result
