# expect: 07.confusion_matrix matrix-transposed
# The right library call with its arguments in the wrong order.

# %% confusion_matrix
from sklearn import metrics


def confusion_matrix(y_true, y_pred):
    return metrics.confusion_matrix(y_pred, y_true, labels=range(10))
