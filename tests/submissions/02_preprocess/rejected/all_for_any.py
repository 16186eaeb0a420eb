# expect: 02.preprocess all-for-any
# Refuses only when every value is bad.

# %% preprocess
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("785 columns expected")
    x, y = table[:, 1:], table[:, 0]
    if (x < 0).all() or (x > 255).all() or (y < 0).all() or (y > 9).all():
        raise ValueError("out of range")
    return rescale(to_images(x)), y
