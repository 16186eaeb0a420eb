import numpy as np

# %% cut, reshaped, maximum of two axes
# cause: What fills no window is cut off; the windows become axes 1 and 3.
# codes: passes
def max_pool(image, size=2):
    h, w = image.shape
    new = image[: h // size * size, : w // size * size]
    return new.reshape(h // size, size, w // size, size).max(axis=(1, 3))

# %% regions from a generator
# cause: A generator gives each window with its place, and np.amax its maximum.
# codes: passes
def iterate_regions(image, size):
    for i in range(image.shape[0] // size):
        for j in range(image.shape[1] // size):
            yield image[(i * size) : (i * size + size), (j * size) : (j * size + size)], i, j


def max_pool(image, size=2):
    output = np.zeros((image.shape[0] // size, image.shape[1] // size))
    for region, i, j in iterate_regions(image, size):
        output[i, j] = np.amax(region, axis=(0, 1))
    return output

# %% the formula with a stride
# cause: The size is (n - size) // stride + 1, with a stride equal to the size.
# codes: passes
def max_pool(image, size=2):
    stride = size
    H = (image.shape[0] - size) // stride + 1
    W = (image.shape[1] - size) // stride + 1
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            patch = image[i * stride : i * stride + size, j * stride : j * stride + size]
            out[i, j] = max(patch.flatten())
    return out
