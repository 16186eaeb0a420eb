# %% one bias in all
# cause: The bias is counted once and not once for each filter.
# codes: one-bias-in-all
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size * kernel_size * in_channels * filters + 1

# %% weights only
# cause: The biases are left out.
# codes: bias-left-out
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size ** 2) * in_channels * filters
