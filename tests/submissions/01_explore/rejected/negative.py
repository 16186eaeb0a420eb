# expect: 01.split_columns pixels-inverted
# Black on white, as on paper.

# %% split_columns
def split_columns(table):
    return (255 - table[:, 1:]).astype(np.uint8), table[:, 0]
