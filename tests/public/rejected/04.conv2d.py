import numpy as np

# %% the convolution of SciPy
# cause: convolve2d flips the kernel.
# codes: kernel-flipped
from scipy import signal


def conv2d(image, filter_kernel):
    return signal.convolve2d(image, filter_kernel, mode="valid")

# %% square kernels only
# cause: The first side of the kernel is taken for both.
# codes: conv2d-assumes-square
def conv2d(image, weights):
    K = weights.shape[0]
    H_out = image.shape[0] - K + 1
    W_out = image.shape[1] - K + 1
    output = np.zeros((H_out, W_out))
    for i in range(H_out):
        for j in range(W_out):
            output[i, j] = np.sum(image[i : i + K, j : j + K] * weights)
    return output

# %% sizes of one example written in
# cause: The result has 3 x 4 values, as for the one image of the exercise.
# codes: wrong-shape
def conv2d(image, filt):
    filter_col = 3
    filter_row = 3
    res = np.zeros([3, 4])
    for i in range(3):
        for j in range(4):
            res[i, j] = np.sum(image[i : i + filter_row, j : j + filter_col] * filt)
    return res

# %% padded to keep the size
# cause: The image is padded with zeros, so that the map is as large as the image.
# codes: padding-added
def conv2d(image, kernel):
    kh, kw = kernel.shape
    padded = np.pad(image, ((kh // 2, kh - 1 - kh // 2), (kw // 2, kw - 1 - kw // 2)), mode="constant")
    out = np.zeros(image.shape)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            out[i, j] = (padded[i : i + kh, j : j + kw] * kernel).sum()
    return out

# %% ReLU at the end
# cause: The activation is applied to the map.
# codes: relu-inside
def conv2d(image, kernel):
    h, w = kernel.shape
    out = np.array([
        [np.sum(image[y : y + h, x : x + w] * kernel) for x in range(image.shape[1] - w + 1)]
        for y in range(image.shape[0] - h + 1)
    ])
    return np.maximum(out, 0)
