# expect: 02.to_images no-channel-axis
# Three axes.

# %% to_images
def to_images(x):
    return x.reshape(-1, 28, 28)
