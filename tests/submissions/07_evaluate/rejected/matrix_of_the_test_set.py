# expect: 07.confusion_matrix ignores-its-argument
# Uses the notebook's own arrays and ignores its arguments.

# %% confusion_matrix
def confusion_matrix(y_true, y_pred):
    matrix = np.zeros((10, 10), dtype=int)
    np.add.at(matrix, (y_test, scores.argmax(axis=1)), 1)
    return matrix
