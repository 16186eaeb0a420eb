import numpy as np

# %% float32 first
# cause: astype, then divided in place.
# codes: passes
def rescale(images):
    images = images.astype("float32")
    images /= 255
    return images

# %% np.float32 of the quotient
# cause: The quotient is turned into float32.
# codes: passes
def rescale(x):
    return np.float32(x / 255.)
