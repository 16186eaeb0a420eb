# expect: 07.per_class_recall precision-for-recall
# Divides by the sums of the columns.

# %% per_class_recall
def per_class_recall(matrix):
    return matrix.diagonal() / matrix.sum(axis=0)
