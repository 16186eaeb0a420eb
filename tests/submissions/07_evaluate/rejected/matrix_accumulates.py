# expect: 07.confusion_matrix counts-kept-between-calls
# The matrix lives outside the function and grows with every call.

# %% confusion_matrix
matrix = np.zeros((10, 10), dtype=int)


def confusion_matrix(y_true, y_pred):
    np.add.at(matrix, (y_true, y_pred), 1)
    return matrix.copy()
