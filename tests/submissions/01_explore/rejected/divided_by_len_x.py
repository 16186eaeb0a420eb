# expect: 01.mean_image divided-by-all
# Divides by the number of all images.

# %% mean_image
def mean_image(x, y, label):
    return (x[y == label].sum(axis=0) / len(x)).reshape(28, 28)
