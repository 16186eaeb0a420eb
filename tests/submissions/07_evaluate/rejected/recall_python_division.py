# expect: 07.per_class_recall absent-class-raises
# Python's own integers raise when divided by zero.

# %% per_class_recall
def per_class_recall(matrix):
    return [int(matrix[k][k]) / sum(int(v) for v in matrix[k]) for k in range(10)]
