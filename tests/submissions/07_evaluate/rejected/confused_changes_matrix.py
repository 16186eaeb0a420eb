# expect: 07.most_confused changes-its-input
# Zeros written into the caller's own matrix.

# %% most_confused
def most_confused(matrix):
    np.fill_diagonal(matrix, 0)
    true, predicted = np.unravel_index(matrix.argmax(), matrix.shape)
    return int(true), int(predicted)
