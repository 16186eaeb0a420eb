# expect: 02.preprocess scaled-by-own-maximum
# Divides only what looks as if it were not rescaled yet.

# %% preprocess
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("785 columns expected")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("out of range")
    images = to_images(x)
    if images.max() > 1:
        images = images / 255
    return images.astype("float32"), y
