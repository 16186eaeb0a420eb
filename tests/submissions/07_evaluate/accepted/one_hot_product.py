# expect: accepted
# The matrix as a product of one-hot tables; the pair by sorting; prints and extra cells.

# %% after confusion_matrix
print("the sum of all cells:", confusion_matrix(y_test, y_pred).sum())

# %% confusion_matrix
def confusion_matrix(y_true, y_pred):
    print("counting", len(y_true), "images")
    eye = np.eye(10)
    return (eye[y_true].T @ eye[y_pred]).astype(np.int64)


# %% per_class_recall
def per_class_recall(matrix):
    return np.divide(
        np.diag(matrix), matrix.sum(1), out=np.full(10, np.nan), where=matrix.sum(1) != 0
    )


# %% most_confused
def most_confused(matrix):
    pairs = [(i, j) for i in range(10) for j in range(10) if i != j]
    return sorted(pairs, key=lambda pair: matrix[pair])[-1]
