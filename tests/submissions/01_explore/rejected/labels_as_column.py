# expect: 01.split_columns labels-as-column
# A slice keeps the axis.

# %% split_columns
def split_columns(table):
    return table[:, 1:].astype(np.uint8), table[:, :1]
