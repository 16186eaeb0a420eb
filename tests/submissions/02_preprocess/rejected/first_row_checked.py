# expect: 02.preprocess part-of-the-table-checked
# Looks at the first row alone.

# %% preprocess
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("785 columns expected")
    if not (0 <= table[0, 0] <= 9 and table[0, 1:].min() >= 0 and table[0, 1:].max() <= 255):
        raise ValueError("out of range")
    return rescale(to_images(table[:, 1:])), table[:, 0]
