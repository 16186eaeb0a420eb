# expect: 02.to_images changes-its-input
# Gives the caller's own array another shape.

# %% to_images
def to_images(x):
    x.shape = (len(x), 28, 28, 1)
    return x
