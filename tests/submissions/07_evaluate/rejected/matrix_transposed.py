# expect: 07.confusion_matrix matrix-transposed
# The guess is used as the row.

# %% confusion_matrix
def confusion_matrix(y_true, y_pred):
    matrix = np.zeros((10, 10), dtype=int)
    for true, predicted in zip(y_true, y_pred):
        matrix[predicted, true] += 1
    return matrix
