# expect: 01.mean_image mean-wrong
# Averages every second image of the class.

# %% mean_image
def mean_image(x, y, label):
    return x[y == label][::2].mean(axis=0).reshape(28, 28)
