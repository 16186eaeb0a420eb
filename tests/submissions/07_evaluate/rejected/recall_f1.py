# expect: 07.per_class_recall f1-for-recall
# Mixes recall with precision.

# %% per_class_recall
def per_class_recall(matrix):
    return 2 * matrix.diagonal() / (matrix.sum(axis=0) + matrix.sum(axis=1))
