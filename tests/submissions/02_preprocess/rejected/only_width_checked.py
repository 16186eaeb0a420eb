# expect: 02.preprocess values-not-checked
# No look at pixels and labels.

# %% preprocess
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("785 columns expected")
    return rescale(to_images(table[:, 1:])), table[:, 0]
