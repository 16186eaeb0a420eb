import numpy as np

# %% diagonal by sums of rows
# cause: 0 / 0 gives NaN, with NumPy's warning.
# codes: passes
def per_class_recall(conf_mat):
    return np.diagonal(conf_mat) / np.sum(conf_mat, axis=1)

# %% class by class
# cause: A class without images gets NaN in a loop.
# codes: passes
def per_class_recall(C):
    recalls = np.full(C.shape[0], np.nan)
    for k in range(C.shape[0]):
        actual_class_total = np.sum(C[k, :])
        if actual_class_total > 0:
            recalls[k] = C[k, k] / actual_class_total
    return recalls

# %% true positives and false negatives
# cause: TP / (TP + FN), where the warning is silenced.
# codes: passes
def per_class_recall(confusion_matrix):
    FN = confusion_matrix.sum(axis=1) - np.diag(confusion_matrix)
    TP = np.diag(confusion_matrix)
    with np.errstate(divide="ignore", invalid="ignore"):
        return TP / (TP + FN)
