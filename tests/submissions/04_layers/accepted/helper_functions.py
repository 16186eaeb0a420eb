# expect: accepted
# Helpers in an extra cell, NumPy integers returned.

# %% after import-keras
def places(length, window):
    return length - window + 1

# %% conv2d
def conv2d(image, kernel):
    size = tuple(n - k + 1 for n, k in zip(image.shape, kernel.shape))
    return np.array(
        [
            np.vdot(image[y : y + kernel.shape[0], x : x + kernel.shape[1]], kernel)
            for y, x in np.ndindex(size)
        ]
    ).reshape(size)

# %% count_parameters
def count_parameters(kernel_size, in_channels, filters):
    return np.prod([kernel_size, kernel_size, in_channels, filters]) + np.int64(filters)
