# expect: 07.most_confused flat-index-for-pair
# argmax numbers the cells of the flattened matrix.

# %% most_confused
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return int(errors.argmax())
