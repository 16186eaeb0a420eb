# expect: 02.to_images values-changed
# Adds 1 to every value.

# %% to_images
def to_images(x):
    return x.reshape(-1, 28, 28, 1).astype(int) + 1
