# expect: 01.split_columns labels-sorted
# Labels sorted on their own, images not.

# %% split_columns
def split_columns(table):
    x = table[:, 1:].astype(np.uint8)
    y = np.sort(table[:, 0])
    return x, y
