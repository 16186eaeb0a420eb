# expect: accepted
# Data frames all the way.

# %% confusion_matrix
import pandas as pd


def confusion_matrix(y_true, y_pred):
    table = pd.crosstab(pd.Series(y_true, name="true"), pd.Series(y_pred, name="guess"))
    return table.reindex(index=range(10), columns=range(10), fill_value=0)


# %% per_class_recall
def per_class_recall(matrix):
    table = pd.DataFrame(matrix)
    return pd.Series(np.diag(table) / table.sum(axis=1))


# %% most_confused
def most_confused(matrix):
    table = pd.DataFrame(matrix).stack()
    table = table[[i != j for i, j in table.index]]
    return table.idxmax()
