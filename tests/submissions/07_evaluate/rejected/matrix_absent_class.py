# expect: 07.confusion_matrix absent-class-left-out
# scikit-learn without labels= takes the classes that occur.

# %% confusion_matrix
from sklearn import metrics


def confusion_matrix(y_true, y_pred):
    return metrics.confusion_matrix(y_true, y_pred)
