# expect: 07.confusion_matrix counts-overflow
# Counts kept in uint8 wrap around at 256.

# %% confusion_matrix
def confusion_matrix(y_true, y_pred):
    matrix = np.zeros((10, 10), dtype=np.uint8)
    for true, predicted in zip(y_true, y_pred):
        matrix[true, predicted] += 1
    return matrix
