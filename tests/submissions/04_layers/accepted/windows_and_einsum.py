# expect: accepted
# Vectorised: sliding windows, einsum, a reshape.

# %% conv2d
from numpy.lib.stride_tricks import sliding_window_view


def conv2d(image, kernel):
    return np.einsum("yxij,ij->yx", sliding_window_view(image, kernel.shape), kernel)

# %% max_pool
def max_pool(image, size=2):
    h, w = (side // size for side in image.shape)
    return image[: h * size, : w * size].reshape(h, size, w, size).max((1, 3))
