# expect: 01.split_columns labels-not-integers
# Collects the labels in an array of zeros, which is float64.

# %% split_columns
def split_columns(table):
    y = np.zeros(len(table))
    for i, row in enumerate(table):
        y[i] = row[0]
    return table[:, 1:].astype(np.uint8), y
