import numpy as np

# %% both directions added
# cause: The counts of (i, j) and (j, i) are added.
# codes: directions-added
def most_confused(cm):
    pairs = {}
    for i in range(10):
        for j in range(i + 1, 10):
            pairs[(i, j)] = int(cm[i, j] + cm[j, i])
    return max(pairs, key=pairs.get)
