# expect: 01.split_columns pixels-not-uint8
# Right only for a table that is uint8 already.

# %% split_columns
def split_columns(table):
    return table[:, 1:], table[:, 0]
