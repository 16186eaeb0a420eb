# expect: 04.conv2d total-never-reset
# Never sets the sum back to zero.

# %% conv2d
def conv2d(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    total = 0
    for y in range(result.shape[0]):
        for x in range(result.shape[1]):
            total += np.sum(image[y : y + kh, x : x + kw] * kernel)
            result[y, x] = total
    return result
