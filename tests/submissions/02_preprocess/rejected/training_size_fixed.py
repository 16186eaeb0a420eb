# expect: 02.to_images number-of-images
# Made for 60,000 rows only.

# %% to_images
def to_images(x):
    return x.reshape(60000, 28, 28, 1)
