# expect: 07.per_class_recall share-of-all-for-recall
# Divides by all images.

# %% per_class_recall
def per_class_recall(matrix):
    return matrix.diagonal() / matrix.sum()
