# expect: 07.per_class_recall recall-divided-as-integers
# The result array has an integer type, so every share becomes 0 or 1.

# %% per_class_recall
def per_class_recall(matrix):
    recall = np.zeros(10, dtype=int)
    for k in range(10):
        if matrix[k].sum() > 0:
            recall[k] = matrix[k, k] / matrix[k].sum()
    return recall
