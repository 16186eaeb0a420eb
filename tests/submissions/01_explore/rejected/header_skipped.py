# expect: 01.split_columns first-row-lost
# Skips a header row that is not there.

# %% split_columns
def split_columns(table):
    table = table[1:]
    return table[:, 1:].astype(np.uint8), table[:, 0]
