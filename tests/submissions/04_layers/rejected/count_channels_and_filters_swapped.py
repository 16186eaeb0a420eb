# expect: 04.count_parameters bias-per-input-channel
# Gives the biases to the channels in.

# %% count_parameters
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size**2 * in_channels * filters + in_channels
