# expect: 02.to_images three-channels
# Grey repeated three times.

# %% to_images
def to_images(x):
    grey = x.reshape(-1, 28, 28, 1)
    return np.repeat(grey, 3, axis=-1)
