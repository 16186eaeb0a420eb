import numpy as np

# %% divided as it is
# cause: The quotient of uint8 and a number is float64.
# codes: not-float32
def rescale(images):
    return images / 255.0

# %% between -1 and 1
# cause: The pixels are mapped to -1 to 1.
# codes: scaled-to-minus-one
def rescale(images):
    return (images.astype("float32") / 255.0) * 2 - 1

# %% standardised
# cause: Mean 0 and standard deviation 1.
# codes: standardised
def rescale(X):
    X = X.astype("float32")
    mean = np.mean(X, axis=(0, 1, 2, 3))
    std = np.std(X, axis=(0, 1, 2, 3))
    return (X - mean) / (std + 1e-7)

# %% divided in place
# cause: /= can't write fractions into bytes.
# codes: in-place-on-uint8
def rescale(x_train):
    x_train /= 255
    return x_train

# %% unit length
# cause: keras.utils.normalize gives each row the length 1.
# codes: unit-length
import keras


def rescale(images):
    return keras.utils.normalize(images.astype("float32"), axis=1)
