# expect: 07.confusion_matrix one-class-skipped
# range(9) ends at 8.

# %% confusion_matrix
def confusion_matrix(y_true, y_pred):
    matrix = np.zeros((10, 10), dtype=int)
    for true in range(9):
        for predicted in range(10):
            matrix[true, predicted] = np.sum((y_true == true) & (y_pred == predicted))
    return matrix
