import numpy as np

# %% number of images first
# cause: reshape gets the number of rows and the three sizes.
# codes: passes
def to_images(x):
    img_rows, img_cols = 28, 28
    return x.reshape(x.shape[0], img_rows, img_cols, 1)

# %% an axis added at the end
# cause: expand_dims adds the channel to pictures of 28 x 28.
# codes: passes
def to_images(x):
    return np.expand_dims(np.reshape(x, (len(x), 28, 28)), axis=-1)
