# expect: 07.confusion_matrix absent-class-left-out
# A pandas cross table has rows only for what occurs.

# %% confusion_matrix
import pandas as pd


def confusion_matrix(y_true, y_pred):
    return pd.crosstab(pd.Series(y_true), pd.Series(y_pred)).to_numpy()
