# expect: 07.per_class_recall recall-in-percent
# Percent, not a share.

# %% per_class_recall
def per_class_recall(matrix):
    return 100 * matrix.diagonal() / matrix.sum(axis=1)
