# expect: accepted
# scikit-learn for all three functions.

# %% confusion_matrix
from sklearn import metrics


def confusion_matrix(y_true, y_pred):
    return metrics.confusion_matrix(y_true, y_pred, labels=np.arange(10))


# %% per_class_recall
def per_class_recall(matrix):
    true = np.repeat(np.arange(10), matrix.sum(axis=1))
    predicted = np.concatenate([np.repeat(np.arange(10), row) for row in matrix])
    return metrics.recall_score(
        true, predicted, labels=range(10), average=None, zero_division=np.nan
    )


# %% most_confused
def most_confused(matrix):
    off = np.where(np.eye(10, dtype=bool), -1, matrix)
    return divmod(int(off.argmax()), 10)
