# expect: 02.rescale divided-by-256
# 256 values, so 256.

# %% rescale
def rescale(images):
    return images.astype("float32") / 256
