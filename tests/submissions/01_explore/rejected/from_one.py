# expect: 01.class_counts classes-from-one
# Counts classes 1 to 10.

# %% class_counts
def class_counts(y):
    return np.array([(y == k).sum() for k in range(1, 11)])
