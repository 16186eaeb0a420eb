# expect: 01.split_columns ignores-its-argument
# Uses a name of the notebook in place of the parameter.

# %% after setup
sample = table[:8]

# %% split_columns
def split_columns(table):
    return sample[:, 1:].astype(np.uint8), sample[:, 0]
