# expect: 04.conv2d kernel-size-fixed
# Works for 3 x 3 kernels only.

# %% conv2d
def conv2d(image, kernel):
    result = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for y in range(result.shape[0]):
        for x in range(result.shape[1]):
            result[y, x] = np.sum(image[y : y + 3, x : x + 3] * np.resize(kernel, (3, 3)))
    return result
