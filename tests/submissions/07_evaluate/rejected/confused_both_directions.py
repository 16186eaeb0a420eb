# expect: 07.most_confused directions-added
# Adds the mirror image before looking for the largest.

# %% most_confused
def most_confused(matrix):
    errors = matrix + matrix.T
    np.fill_diagonal(errors, 0)
    true, predicted = np.unravel_index(errors.argmax(), errors.shape)
    if matrix[predicted, true] > matrix[true, predicted]:
        true, predicted = predicted, true
    return int(true), int(predicted)
