# expect: 04.conv2d conv2d-wrong-values
# Squares each sum.

# %% conv2d
def conv2d(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for y, x in np.ndindex(result.shape):
        result[y, x] = np.sum(image[y : y + kh, x : x + kw] * kernel) ** 2
    return result
