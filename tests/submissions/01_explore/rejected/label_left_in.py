# expect: 01.split_columns label-among-pixels
# The whole row is taken for pixels.

# %% split_columns
def split_columns(table):
    x = table.astype(np.uint8)
    y = table[:, 0]
    return x, y
