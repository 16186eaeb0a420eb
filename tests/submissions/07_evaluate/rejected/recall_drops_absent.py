# expect: 07.per_class_recall absent-class-dropped
# Classes without images are left out of the list.

# %% per_class_recall
def per_class_recall(matrix):
    recalls = []
    for k in range(10):
        if matrix[k].sum() > 0:
            recalls.append(matrix[k, k] / matrix[k].sum())
    return np.array(recalls)
