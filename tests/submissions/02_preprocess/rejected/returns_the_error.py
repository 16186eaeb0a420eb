# expect: 02.preprocess printed-not-raised
# return where raise is meant.

# %% preprocess
def preprocess(table):
    if table.shape[1] != 785:
        return ValueError("785 columns expected")
    return rescale(to_images(table[:, 1:])), table[:, 0]
