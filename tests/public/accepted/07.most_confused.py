import numpy as np

# %% diagonal filled in a copy
# cause: A copy with 0 on the diagonal; unravel_index of argmax.
# codes: passes
def most_confused(matrix):
    cm = matrix.copy()
    np.fill_diagonal(cm, 0)
    return np.unravel_index(np.argmax(cm, axis=None), cm.shape)

# %% sorted list of pairs
# cause: All pairs with their counts are sorted, the largest first.
# codes: passes
def most_confused(cm):
    pairs = {(i, j): int(cm[i, j]) for i in range(10) for j in range(10) if i != j}
    return sorted(pairs.items(), key=lambda kv: kv[1], reverse=True)[0][0]
