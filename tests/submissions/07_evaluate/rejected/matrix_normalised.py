# expect: 07.confusion_matrix shares-for-matrix
# Rows divided by their sums.

# %% confusion_matrix
from sklearn import metrics


def confusion_matrix(y_true, y_pred):
    return metrics.confusion_matrix(y_true, y_pred, labels=range(10), normalize="true")
