# expect: 01.mean_image one-image-for-mean
# The first image of the class.

# %% mean_image
def mean_image(x, y, label):
    return x[y == label][0].reshape(28, 28)
