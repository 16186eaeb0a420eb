import numpy as np

# %% bincount alone
# cause: Classes above the largest label have no entry.
# codes: absent-class-lost
def class_counts(y):
    return np.bincount(y)

# %% lengths of a dict of lists
# cause: Only classes that occur are in the dict.
# codes: absent-class-lost
def class_counts(y):
    D = {label: [] for label in set(y.tolist())}
    for label in y.tolist():
        D[label].append(label)
    return np.array([len(D[label]) for label in sorted(D)])

# %% value_counts as it is
# cause: value_counts sorts by frequency.
# codes: sorted-by-frequency
import pandas as pd


def class_counts(y):
    return pd.Series(y).value_counts().values
