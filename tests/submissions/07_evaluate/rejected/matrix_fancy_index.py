# expect: 07.confusion_matrix repeated-pairs-lost
# Adding through index arrays counts a repeated pair once.

# %% confusion_matrix
def confusion_matrix(y_true, y_pred):
    matrix = np.zeros((10, 10), dtype=int)
    matrix[y_true, y_pred] += 1
    return matrix
