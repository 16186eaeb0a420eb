# expect: 04.count_parameters counts-positions
# Counts the weights again at each place of a 28 x 28 image.

# %% count_parameters
def count_parameters(kernel_size, in_channels, filters):
    return (29 - kernel_size) ** 2 * (kernel_size**2 * in_channels + 1) * filters
