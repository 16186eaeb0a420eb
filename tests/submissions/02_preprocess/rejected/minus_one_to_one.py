# expect: 02.rescale scaled-to-minus-one
# To -1..1, as some pretrained networks want it.

# %% rescale
def rescale(images):
    return (images / 127.5 - 1).astype("float32")
