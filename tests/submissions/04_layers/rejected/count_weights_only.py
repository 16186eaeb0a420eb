# expect: 04.count_parameters bias-left-out
# Counts no biases.

# %% count_parameters
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size**2 * in_channels * filters
