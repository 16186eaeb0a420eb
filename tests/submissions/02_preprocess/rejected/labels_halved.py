# expect: 02.preprocess labels-wrong
# Two classes under one number.

# %% preprocess
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("785 columns expected")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("out of range")
    return rescale(to_images(x)), y // 2
