# expect: 04.conv2d kernel-transposed
# Takes the kernel with x before y.

# %% conv2d
def conv2d(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for y in range(result.shape[0]):
        for x in range(result.shape[1]):
            for i in range(kh):
                for j in range(kw):
                    result[y, x] += image[y + i, x + j] * kernel[j, i]
    return result
