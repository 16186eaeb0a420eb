# expect: 07.confusion_matrix returns-none
# Shown, not returned.

# %% confusion_matrix
def confusion_matrix(y_true, y_pred):
    matrix = np.zeros((10, 10), dtype=int)
    np.add.at(matrix, (y_true, y_pred), 1)
    print(matrix)
