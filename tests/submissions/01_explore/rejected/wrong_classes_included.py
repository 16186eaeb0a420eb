# expect: 01.mean_image wrong-classes-chosen
# Averages the class and all below it.

# %% mean_image
def mean_image(x, y, label):
    return x[y <= label].mean(axis=0).reshape(28, 28)
