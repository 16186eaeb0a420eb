# expect: 04.conv2d conv2d-assumes-square
# Uses the height for the width.

# %% conv2d
def conv2d(image, kernel):
    n, k = len(image), len(kernel)
    size = n - k + 1
    result = np.zeros((size, size))
    for y in range(size):
        for x in range(size):
            result[y, x] = np.sum(image[y : y + k, x : x + k] * kernel)
    return result
