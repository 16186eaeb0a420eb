import numpy as np

# %% the table as float32
# cause: The whole table becomes float32 before it is split.
# codes: pixels-not-uint8
def split_columns(table):
    data = np.array(table, dtype="float32")
    return data[:, 1:], data[:, 0]

# %% scaled at once
# cause: The pixels are divided by 255 already.
# codes: scaled-too-early
def split_columns(table):
    x = table[:, 1:] / 255
    y = table[:, 0]
    return x, y

# %% labels in the last column
# cause: All but the last column are taken for pixels.
# codes: label-read-as-last-column
def split_columns(table):
    img = np.array(table[:, :-1]).astype(np.uint8)
    return img, table[:, -1]

# %% labels as a column
# cause: The labels have a second axis.
# codes: labels-as-column
def split_columns(table):
    Y = table[:, 0].reshape(len(table), -1)
    X = table[:, 1:785].astype(np.uint8)
    return X, Y
