# expect: 07.confusion_matrix errors-only
# Only wrong guesses are counted.

# %% confusion_matrix
def confusion_matrix(y_true, y_pred):
    matrix = np.zeros((10, 10), dtype=int)
    for true, predicted in zip(y_true, y_pred):
        if true != predicted:
            matrix[true, predicted] += 1
    return matrix
