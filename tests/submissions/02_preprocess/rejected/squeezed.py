# expect: 02.to_images batch-axis-lost
# Squeeze takes the axis of a single image away.

# %% to_images
def to_images(x):
    images = np.squeeze(x.reshape(-1, 28, 28))
    return images[..., np.newaxis]
