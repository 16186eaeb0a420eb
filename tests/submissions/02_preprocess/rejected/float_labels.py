# expect: 02.preprocess labels-not-integers
# Everything becomes float32.

# %% preprocess
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("785 columns expected")
    table = table.astype("float32")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("out of range")
    return x.reshape(-1, 28, 28, 1) / 255, y
