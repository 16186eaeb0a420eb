# expect: 07.per_class_recall absent-class-not-nan
# A class without images gets 0.

# %% per_class_recall
def per_class_recall(matrix):
    return np.nan_to_num(matrix.diagonal() / matrix.sum(axis=1))
