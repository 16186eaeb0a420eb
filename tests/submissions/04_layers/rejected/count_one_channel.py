# expect: 04.count_parameters input-channels-ignored
# Forgets the channels of the input.

# %% count_parameters
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size**2 + 1) * filters
