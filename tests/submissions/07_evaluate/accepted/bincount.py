# expect: accepted
# One bincount over pair numbers, floats out, arrays for pairs.

# %% confusion_matrix
def confusion_matrix(y_true, y_pred):
    pairs = 10 * np.asarray(y_true, dtype=int) + y_pred
    return np.bincount(pairs, minlength=100).reshape(10, 10).astype(float)


# %% per_class_recall
def per_class_recall(matrix):
    with np.errstate(invalid="ignore"):
        return np.diag(matrix) / matrix.sum(1)


# %% most_confused
def most_confused(matrix):
    masked = np.ma.masked_array(matrix, mask=np.eye(10, dtype=bool))
    return np.array(np.unravel_index(masked.argmax(), (10, 10)))
