# expect: 01.split_columns label-read-as-last-column
# As in tables whose target stands in the last column.

# %% split_columns
def split_columns(table):
    x = table[:, 1:].astype("uint8")
    y = table[:, -1]
    return x, y
