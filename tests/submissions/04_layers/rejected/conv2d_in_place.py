# expect: 04.conv2d changes-its-input
# Multiplies inside the image itself.

# %% conv2d
def conv2d(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for y in range(result.shape[0]):
        for x in range(result.shape[1]):
            window = image[y : y + kh, x : x + kw]
            window *= kernel
            result[y, x] = window.sum()
    return result
