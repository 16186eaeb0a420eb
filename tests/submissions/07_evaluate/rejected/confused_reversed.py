# expect: 07.most_confused pair-reversed
# Column first.

# %% most_confused
def most_confused(matrix):
    errors = matrix - np.diag(matrix.diagonal())
    true, predicted = np.unravel_index(errors.argmax(), errors.shape)
    return int(predicted), int(true)
