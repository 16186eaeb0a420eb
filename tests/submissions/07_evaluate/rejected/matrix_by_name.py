# expect: 07.confusion_matrix class-order-changed
# Names sort alphabetically, so the rows are no longer 0 to 9.

# %% confusion_matrix
from sklearn import metrics


def confusion_matrix(y_true, y_pred):
    names = np.array(CLASS_NAMES)
    return metrics.confusion_matrix(names[y_true], names[y_pred], labels=sorted(CLASS_NAMES))
