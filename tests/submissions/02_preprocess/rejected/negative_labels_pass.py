# expect: 02.preprocess bound-missing
# Only the upper bounds are looked at.

# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table[:, 1:].max() > 255 or table[:, 0].max() > 9:
        raise ValueError("bad table")
    return rescale(to_images(table[:, 1:])), table[:, 0]
