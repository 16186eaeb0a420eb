# expect: 04.max_pool pool-starts-at-zero
# Looks for the largest value from 0 upwards.

# %% max_pool
def max_pool(image, size=2):
    result = np.zeros((image.shape[0] // size, image.shape[1] // size))
    for y in range(result.shape[0] * size):
        for x in range(result.shape[1] * size):
            if image[y, x] > result[y // size, x // size]:
                result[y // size, x // size] = image[y, x]
    return result
