# expect: 01.split_columns returns-none
# Prints the answer and returns nothing.

# %% split_columns
def split_columns(table):
    x = table[:, 1:].astype(np.uint8)
    y = table[:, 0]
    print(x.shape, y.shape)
