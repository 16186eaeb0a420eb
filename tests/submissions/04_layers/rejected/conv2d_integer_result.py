# expect: 04.conv2d truncated-to-integers
# Writes floats into an array of integers.

# %% conv2d
def conv2d(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1), dtype=int)
    for y in range(result.shape[0]):
        for x in range(result.shape[1]):
            result[y, x] = np.sum(image[y : y + kh, x : x + kw] * kernel)
    return result
