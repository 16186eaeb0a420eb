import numpy as np

# %% 60,000 written in
# cause: The number of images of the whole data set is written in.
# codes: number-of-images
def to_images(x):
    return x.reshape(60000, 28, 28, 1)

# %% channel first
# cause: The channel stands before rows and columns.
# codes: channels-first
def to_images(x):
    return x.reshape(-1, 1, 28, 28)

# %% no channel
# cause: The pictures have no channel.
# codes: no-channel-axis
def to_images(x):
    return np.reshape(x, (len(x), 28, 28))
