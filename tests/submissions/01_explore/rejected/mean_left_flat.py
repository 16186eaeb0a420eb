# expect: 01.mean_image mean-not-reshaped
# 784 numbers in a row.

# %% mean_image
def mean_image(x, y, label):
    return x[y == label].mean(axis=0)
