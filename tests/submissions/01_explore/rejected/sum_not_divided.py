# expect: 01.mean_image sum-for-mean
# Forgets to divide.

# %% mean_image
def mean_image(x, y, label):
    total = np.zeros(784)
    for image, k in zip(x, y):
        if k == label:
            total += image
    return total.reshape(28, 28)
