# expect: 07.per_class_recall recall-averaged
# One number for all classes.

# %% per_class_recall
def per_class_recall(matrix):
    return float(np.nanmean(matrix.diagonal() / matrix.sum(axis=1)))
