# expect: 04.count_parameters bias-per-input-channel
# Gives each channel of each filter a bias.

# %% count_parameters
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size**2 + 1) * in_channels * filters
