import numpy as np

# %% unique with counts
# cause: np.unique gives the classes that occur; the others stay 0.
# codes: passes
def class_counts(y):
    counts = np.zeros(10, dtype=int)
    classes, n = np.unique(y, return_counts=True)
    counts[classes] = n
    return counts

# %% counted one by one
# cause: A loop adds one for each label.
# codes: passes
def class_counts(labels):
    digitCounts = np.zeros(10)
    for i in range(len(labels)):
        digitCounts[labels[i]] = digitCounts[labels[i]] + 1
    return digitCounts

# %% value_counts
# cause: pandas counts, and reindex puts the classes in order.
# codes: passes
import pandas as pd


def class_counts(y):
    return pd.Series(y).value_counts().reindex(range(10), fill_value=0).values
