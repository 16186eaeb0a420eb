# expect: 02.rescale inverted
# Black on white.

# %% rescale
def rescale(images):
    return ((255 - images) / 255).astype("float32")
