# %% the textbook's formula
# cause: ((width * height * channels) + 1) * filters.
# codes: passes
def count_parameters(kernel_size, in_channels, filters):
    return ((kernel_size * kernel_size * in_channels) + 1) * filters

# %% asked of Keras
# cause: A layer is built, and Keras counts.
# codes: passes
from tensorflow.keras.layers import Conv2D


def count_parameters(kernel_size, in_channels, filters):
    layer = Conv2D(filters, kernel_size)
    layer.build((None, None, None, in_channels))
    return layer.count_params()
