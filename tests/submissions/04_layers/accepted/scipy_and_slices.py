# expect: accepted
# SciPy for the convolution, slices for the pooling.

# %% conv2d
from scipy.signal import correlate2d


def conv2d(image, kernel):
    return correlate2d(image, kernel, mode="valid")

# %% max_pool
def max_pool(image, size=2):
    h, w = image.shape
    h, w = h - h % size, w - w % size
    shifted = [image[i:h:size, j:w:size] for i in range(size) for j in range(size)]
    return np.maximum.reduce(shifted)
