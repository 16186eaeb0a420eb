# expect: 01.split_columns rows-for-columns
# The comma is missing.

# %% split_columns
def split_columns(table):
    y = table[0]
    x = table[1:]
    return x.astype(np.uint8), y
