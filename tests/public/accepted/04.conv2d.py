import numpy as np

# %% regions of the image, einsum
# cause: The window is cut out and multiplied by einsum("ij,ij").
# codes: passes
def conv2d(image, kernel):
    x_h, x_w = image.shape
    kernel_h, kernel_w = kernel.shape
    out_h = (x_h - kernel_h) // 1 + 1
    out_w = (x_w - kernel_w) // 1 + 1
    out = np.zeros((out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            region = image[i * 1 : i * 1 + kernel_h, j * 1 : j * 1 + kernel_w]
            out[i, j] = np.einsum("ij,ij", region, kernel)
    return out

# %% strided view of all windows
# cause: as_strided gives all windows at once, einsum adds them up.
# codes: passes
def conv2d(a, f):
    s = f.shape + tuple(np.subtract(a.shape, f.shape) + 1)
    sub = np.lib.stride_tricks.as_strided(a, shape=s, strides=a.strides * 2)
    return np.einsum("ij,ijkl->kl", f, sub)

# %% a matrix of columns
# cause: im2col: the windows become rows of a matrix, which is multiplied by the flat kernel.
# codes: passes
def im2col(A, size):
    H, W = A.shape
    rows, cols = H - size[0] + 1, W - size[1] + 1
    start = np.arange(size[0])[:, None] * W + np.arange(size[1])
    offset = np.arange(rows)[:, None] * W + np.arange(cols)
    return np.take(A, start.ravel()[:, None] + offset.ravel()[None, :]), (rows, cols)


def conv2d(image, kernel):
    columns, size = im2col(np.ascontiguousarray(image), kernel.shape)
    return (kernel.ravel() @ columns).reshape(size)

# %% helper with loops for one window
# cause: A helper adds up one window in two loops; the size comes from the shapes.
# codes: passes
def conv_helper(fragment, kernel):
    result = 0.0
    f_row, f_col = fragment.shape
    for row in range(f_row):
        for col in range(f_col):
            result += fragment[row, col] * kernel[row, col]
    return result


def conv2d(image, kernel):
    image_row, image_col = image.shape
    kernel_row, kernel_col = kernel.shape
    outputx = int(image_row - (kernel_row / 2) * 2 + 1)
    outputy = int(image_col - (kernel_col / 2) * 2 + 1)
    output = np.zeros((outputx, outputy))
    for row in range(outputx):
        for col in range(outputy):
            output[row, col] = conv_helper(image[row : row + kernel_row, col : col + kernel_col], kernel)
    return output

# %% the correlation of SciPy
# cause: scipy.signal.correlate2d with mode "valid" is what is asked for.
# codes: passes
from scipy import signal


def conv2d(image, kernel):
    return signal.correlate2d(image, kernel, mode="valid")

# %% Keras's layer with the kernel set
# cause: The kernel is given to tf.nn.conv2d with padding VALID.
# codes: passes
import tensorflow as tf


def conv2d(image, kernel):
    x = tf.reshape(tf.cast(image, tf.float32), (1, *image.shape, 1))
    w = tf.reshape(tf.cast(kernel, tf.float32), (*kernel.shape, 1, 1))
    return tf.nn.conv2d(x, w, strides=1, padding="VALID")[0, :, :, 0].numpy()
