# expect: 02.rescale scaled-by-own-maximum
# Divides only what looks as if it were not rescaled yet.

# %% rescale
def rescale(images):
    if images.max() > 1:
        images = images / 255
    return images.astype("float32")
