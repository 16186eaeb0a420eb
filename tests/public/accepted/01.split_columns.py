import numpy as np

# %% through pandas
# cause: The table becomes a DataFrame; iloc takes the columns, values gives arrays.
# codes: passes
import pandas as pd


def split_columns(table):
    df = pd.DataFrame(table)
    y = df.iloc[:, 0].values
    x = df.iloc[:, 1:].values.astype("uint8")
    return x, y

# %% columns 1 to 785
# cause: The last column is written out, and the labels are flattened.
# codes: passes
def split_columns(data):
    data = np.array(data)
    Y = data[:, 0].reshape(len(data), -1).ravel()
    X = data[:, 1:785].astype(np.uint8)
    return X, Y
