# expect: 02.rescale not-float32
# NumPy's own result of a division.

# %% rescale
def rescale(images):
    return images / 255
