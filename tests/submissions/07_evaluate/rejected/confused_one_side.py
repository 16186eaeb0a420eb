# expect: 07.most_confused half-of-the-matrix
# The inner loop starts right of the diagonal.

# %% most_confused
def most_confused(matrix):
    best = (0, 1)
    for i in range(10):
        for j in range(i + 1, 10):
            if matrix[i, j] > matrix[best]:
                best = (i, j)
    return best
