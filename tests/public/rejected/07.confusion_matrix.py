import numpy as np

# %% classes that occur
# cause: As many rows as there are different classes among the labels.
# codes: absent-class-left-out
def confusion_matrix(y_true, y_pred):
    classes = np.unique(np.concatenate([y_true, y_pred]))
    matrix = np.zeros((len(classes), len(classes)), dtype=int)
    for true, pred in zip(y_true, y_pred):
        matrix[true, pred] += 1
    return matrix

# %% scikit-learn without labels
# cause: Classes that don't occur have no row.
# codes: absent-class-left-out
from sklearn.metrics import confusion_matrix as cm


def confusion_matrix(y_true, y_pred):
    return cm(y_true, y_pred)

# %% matrix and accuracy together
# cause: The accuracy is returned beside the matrix.
# codes: number-of-results
def confusion_matrix(Ctrues, Cpreds):
    CM = np.zeros((10, 10))
    for a, p in zip(Ctrues, Cpreds):
        CM[a][p] += 1
    acc = (np.asarray(Ctrues) == np.asarray(Cpreds)).sum(dtype=float) / len(Ctrues)
    return (CM, acc)

# %% guesses as rows
# cause: Rows and columns are swapped.
# codes: matrix-transposed
def confusion_matrix(y_true, y_pred):
    cm = np.zeros((10, 10), dtype=int)
    for actual, predicted in zip(y_true, y_pred):
        cm[predicted][actual] += 1
    return cm
