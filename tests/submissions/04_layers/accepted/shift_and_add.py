# expect: accepted
# Adds shifted images, one for each weight; pools with nan padding undone.

# %% conv2d
def conv2d(image, kernel):
    kh, kw = kernel.shape
    h, w = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    result = 0
    for i in range(kh):
        for j in range(kw):
            result = result + kernel[i, j] * image[i : i + h, j : j + w]
    return result

# %% max_pool
def max_pool(image, size=2):
    result = np.full((image.shape[0] // size, image.shape[1] // size), -np.inf)
    for y in range(result.shape[0] * size):
        for x in range(result.shape[1] * size):
            result[y // size, x // size] = max(result[y // size, x // size], image[y, x])
    return result
