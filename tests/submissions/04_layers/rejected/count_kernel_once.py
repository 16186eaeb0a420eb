# expect: 04.count_parameters kernel-not-squared
# Takes the kernel for a row.

# %% count_parameters
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size * in_channels + 1) * filters
