# expect: 01.class_counts absent-class-lost
# np.bincount ends at the largest label.

# %% class_counts
def class_counts(y):
    return np.bincount(y)
