# expect: 04.conv2d mean-for-sum
# Averages the products.

# %% conv2d
def conv2d(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for y in range(result.shape[0]):
        for x in range(result.shape[1]):
            result[y, x] = (image[y : y + kh, x : x + kw] * kernel).mean()
    return result
