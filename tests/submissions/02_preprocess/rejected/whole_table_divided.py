# expect: 02.preprocess labels-divided-too
# The label column is scaled along.

# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or (table < 0).any() or (table > 255).any() or (table[:, 0] > 9).any():
        raise ValueError("bad table")
    scaled = (table / 255).astype("float32")
    return scaled[:, 1:].reshape(-1, 28, 28, 1), scaled[:, 0]
