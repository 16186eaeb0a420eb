# expect: 07.per_class_recall recall-rounded
# Rounded for display inside the function.

# %% per_class_recall
def per_class_recall(matrix):
    return np.round(matrix.diagonal() / matrix.sum(axis=1), 2)
