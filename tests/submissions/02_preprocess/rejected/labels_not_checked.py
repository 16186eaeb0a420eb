# expect: 02.preprocess values-not-checked
# Checks the pixels alone.

# %% preprocess
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("785 columns expected")
    x, y = table[:, 1:], table[:, 0]
    if (x < 0).any() or (x > 255).any():
        raise ValueError("pixels outside 0-255")
    return rescale(to_images(x)), y
