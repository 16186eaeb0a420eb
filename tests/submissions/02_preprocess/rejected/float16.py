# expect: 02.rescale not-float32
# Right but for rounding to the three digits of float16.

# %% rescale
def rescale(images):
    return (images / 255).astype(np.float16)
