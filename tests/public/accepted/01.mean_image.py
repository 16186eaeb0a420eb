import numpy as np

# %% chosen, averaged, laid out
# cause: A comparison chooses the rows, mean(axis=0) averages, reshape lays out.
# codes: passes
def mean_image(X, Y, k):
    Xk = X[Y == k]
    Mk = Xk.mean(axis=0)
    return Mk.reshape(28, 28)

# %% sum through the number of images
# cause: The sum along axis 0 is divided by the number of images.
# codes: passes
def mean_image(x, y, label):
    digits = x[y == label]
    return (np.sum(digits, axis=0) / digits.shape[0]).reshape(28, 28)

# %% average of a list
# cause: A list comprehension picks the images.
# codes: passes
def mean_image(x, y, digit):
    filtered_data = [image for image, number in zip(x, y) if number == digit]
    return np.average(np.asarray(filtered_data), axis=0).reshape((28, 28))
