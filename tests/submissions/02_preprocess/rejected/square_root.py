# expect: 02.rescale not-proportional
# Brightens as a monitor does.

# %% rescale
def rescale(images):
    return np.sqrt(images / 255).astype("float32")
