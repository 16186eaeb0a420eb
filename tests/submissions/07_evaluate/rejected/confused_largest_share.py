# expect: 07.most_confused largest-share-for-count
# Rows are divided by their sums first.

# %% most_confused
def most_confused(matrix):
    shares = matrix / matrix.sum(axis=1, keepdims=True)
    np.fill_diagonal(shares, 0)
    true, predicted = np.unravel_index(shares.argmax(), shares.shape)
    return int(true), int(predicted)
