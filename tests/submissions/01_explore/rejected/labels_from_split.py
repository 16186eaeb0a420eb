# expect: 01.split_columns labels-as-column
# np.split keeps the axis too.

# %% split_columns
def split_columns(table):
    y, x = np.split(table, [1], axis=1)
    return x.astype(np.uint8), y
