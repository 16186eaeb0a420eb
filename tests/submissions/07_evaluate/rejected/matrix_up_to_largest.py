# expect: 07.confusion_matrix absent-class-left-out
# The size comes from the largest label seen.

# %% confusion_matrix
def confusion_matrix(y_true, y_pred):
    size = int(max(max(y_true), max(y_pred))) + 1
    matrix = np.zeros((size, size), dtype=int)
    for true, predicted in zip(y_true, y_pred):
        matrix[true, predicted] += 1
    return matrix
