# expect: 07.most_confused diagonal-counted
# The largest cell of all lies on the diagonal.

# %% most_confused
def most_confused(matrix):
    return np.unravel_index(matrix.argmax(), matrix.shape)
