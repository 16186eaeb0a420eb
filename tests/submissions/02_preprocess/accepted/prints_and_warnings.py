# expect: accepted
# Prints, a warning and standard error in every function; a plot in an extra cell.

# %% after setup
import sys
import warnings

# %% to_images
def to_images(x):
    print("to_images", x.shape)
    warnings.warn("reshaping")
    return x.copy().reshape((len(x), 28, 28, 1))

# %% rescale
def rescale(images):
    print("rescale", images.dtype, file=sys.stderr)
    scaled = images.astype(np.float32)
    scaled /= 255
    return scaled

# %% after rescale
print(rescale(np.zeros((1, 28, 28, 1), dtype=np.uint8)).dtype)

# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or (table < 0).any() or (table > 255).any():
        raise ValueError("bad table")
    if (table[:, 0] > 9).any():
        raise ValueError("bad label")
    print("fine", file=sys.stderr)
    return [rescale(to_images(table[:, 1:])), table[:, 0]]
