# expect: 01.split_columns changes-its-input
# Clears the label column of the table that was handed in.

# %% split_columns
def split_columns(table):
    y = table[:, 0].copy()
    table[:, 0] = 0
    return table[:, 1:].astype(np.uint8), y
