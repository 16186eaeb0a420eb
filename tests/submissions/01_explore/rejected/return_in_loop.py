# expect: 01.split_columns one-row-only
# The loop ends in its first round.

# %% split_columns
def split_columns(table):
    x, y = [], []
    for row in table:
        y.append(row[0])
        x.append(row[1:])
        return np.array(x, dtype=np.uint8), np.array(y)
