# expect: 01.class_counts shares-for-counts
# Shares of the whole.

# %% class_counts
def class_counts(y):
    return np.bincount(y, minlength=10) / len(y)
