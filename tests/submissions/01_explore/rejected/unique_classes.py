# expect: 01.class_counts labels-for-counts
# The classes, not how often they occur.

# %% class_counts
def class_counts(y):
    return np.unique(y)
