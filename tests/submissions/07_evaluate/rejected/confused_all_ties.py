# expect: 07.most_confused several-pairs
# argwhere gives every place of the largest count.

# %% most_confused
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return np.argwhere(errors == errors.max()).squeeze()
