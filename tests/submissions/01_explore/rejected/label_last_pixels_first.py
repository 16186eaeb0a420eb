# expect: 01.split_columns label-read-as-last-column
# Features first, target last: the usual order elsewhere.

# %% split_columns
def split_columns(table):
    return table[:, :-1].astype(np.uint8), table[:, -1]
