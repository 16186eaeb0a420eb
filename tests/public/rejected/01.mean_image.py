import numpy as np

# %% scaled to 0 to 1
# cause: The images are divided by 255 before they are averaged.
# codes: scaled-too-early
def mean_image(x_train, y_train, target_digit):
    target_images = x_train[y_train == target_digit]
    target_images = target_images.astype("float32") / 255.0
    return np.mean(target_images, axis=0).reshape(28, 28)

# %% inverted
# cause: The mean is subtracted from 255, to print dark on white.
# codes: picture-inverted
def mean_image(x, y, label):
    chosen = x[y == label]
    return 255 - sum([image.astype("float") for image in chosen]).reshape(28, 28) / len(chosen)

# %% left flat
# cause: The mean has 784 values in a row.
# codes: mean-not-reshaped
def mean_image(x, y, k):
    return np.mean(x[y == k], axis=0)
