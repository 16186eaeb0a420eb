# expect: 02.preprocess printed-not-raised
# Prints a message and returns None.

# %% preprocess
def preprocess(table):
    if table.shape[1] != 785:
        print("ValueError: the table needs 785 columns")
        return None
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        print("ValueError: out of range")
        return None
    return rescale(to_images(x)), y
