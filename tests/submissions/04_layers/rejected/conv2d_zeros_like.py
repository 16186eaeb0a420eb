# expect: 04.conv2d map-as-large-as-image
# The sums are right, in an array that is too large.

# %% conv2d
def conv2d(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros_like(image)
    for y in range(image.shape[0] - kh + 1):
        for x in range(image.shape[1] - kw + 1):
            result[y, x] = np.sum(image[y : y + kh, x : x + kw] * kernel)
    return result
