# expect: 04.conv2d padding-added
# Pads so that the map is as large as the image.

# %% conv2d
def conv2d(image, kernel):
    kh, kw = kernel.shape
    padded = np.pad(image, ((kh // 2, kh // 2), (kw // 2, kw // 2)))
    result = np.zeros(image.shape)
    for y in range(image.shape[0]):
        for x in range(image.shape[1]):
            result[y, x] = np.sum(padded[y : y + kh, x : x + kw] * kernel)
    return result
