# expect: 04.count_parameters parameter-count-wrong
# Adds the channels to the kernel's side.

# %% count_parameters
def count_parameters(kernel_size, in_channels, filters):
    return ((kernel_size + in_channels) ** 2 + 1) * filters
