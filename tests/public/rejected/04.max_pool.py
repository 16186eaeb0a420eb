import numpy as np

# %% windows of stride 1
# cause: The windows move by one pixel.
# codes: pool-windows-overlap
def max_pool(image, size=2):
    dims = image.shape
    result = np.zeros((dims[0] - size + 1, dims[1] - size + 1))
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            result[i, j] = np.amax(image[i : i + size, j : j + size])
    return result

# %% always 2 x 2
# cause: The numbers 2 are written in.
# codes: pool-size-ignored
def max_pool(im, size=2):
    result = np.zeros((im.shape[0] // 2, im.shape[1] // 2))
    for ii in range(result.shape[0]):
        for jj in range(result.shape[1]):
            result[ii, jj] = np.max(im[ii * 2 : ii * 2 + 2, jj * 2 : jj * 2 + 2])
    return result

# %% the height for both sides
# cause: The new width is computed from the height.
# codes: pool-assumes-square
def max_pool(image, size=2):
    h, w = image.shape
    newH = h // size
    newW = h // size
    out = np.zeros((newH, newW))
    for i in range(newH):
        for j in range(newW):
            out[i, j] = image[i * size : (i + 1) * size, j * size : (j + 1) * size].max()
    return out

# %% reshaped without a cut
# cause: A side that is no multiple of the size can't be reshaped.
# codes: odd-size-fails
def max_pool(image, size=2):
    h, w = image.shape
    return image.reshape(h // size, size, w // size, size).max(axis=(1, 3))

# %% Python's max of rows
# cause: max(patch) compares rows of the window.
# codes: max-of-rows
def max_pool(image, size=2):
    out = np.zeros((image.shape[0] // size, image.shape[1] // size))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            patch = image[i * size : i * size + size, j * size : j * size + size]
            out[i, j] = max(patch)
    return out
