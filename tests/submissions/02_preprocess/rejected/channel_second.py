# expect: 02.to_images channels-first
# The channel axis as in PyTorch.

# %% to_images
def to_images(x):
    return x.reshape(len(x), 1, 28, 28)
