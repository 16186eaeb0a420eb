# expect: 02.preprocess other-divisor
# Divides by the largest value of the type: right for uint8 alone.

# %% preprocess
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("785 columns expected")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("out of range")
    return (to_images(x) / np.iinfo(table.dtype).max).astype("float32"), y
