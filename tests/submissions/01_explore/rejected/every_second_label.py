# expect: 01.class_counts counts-wrong
# Looks at every second label.

# %% class_counts
def class_counts(y):
    return np.bincount(y[::2], minlength=10)
