# expect: 01.split_columns outputs-swapped
# Returns labels and images in the order of the table.

# %% split_columns
def split_columns(table):
    labels, pixels = table[:, 0], table[:, 1:].astype(np.uint8)
    return labels, pixels
