# expect: 04.count_parameters one-bias-in-all
# Adds one bias at the end.

# %% count_parameters
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size**2 * in_channels * filters + 1
