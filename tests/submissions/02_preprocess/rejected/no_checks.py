# expect: 02.preprocess width-not-checked
# Trusts every table.

# %% preprocess
def preprocess(table):
    return rescale(to_images(table[:, 1:])), table[:, 0]
