# expect: 02.rescale returns-none
# Computes and returns nothing.

# %% rescale
def rescale(images):
    scaled = images.astype("float32") / 255
