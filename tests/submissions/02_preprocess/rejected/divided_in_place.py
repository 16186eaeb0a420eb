# expect: 02.rescale in-place-on-uint8
# /= on uint8 raises.

# %% rescale
def rescale(images):
    images /= 255
    return images.astype("float32")
