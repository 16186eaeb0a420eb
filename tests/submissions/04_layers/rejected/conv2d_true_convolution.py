# expect: 04.conv2d kernel-flipped
# SciPy has a function called convolve2d, and it flips.

# %% conv2d
from scipy.signal import convolve2d


def conv2d(image, kernel):
    return convolve2d(image, kernel, mode="valid")
