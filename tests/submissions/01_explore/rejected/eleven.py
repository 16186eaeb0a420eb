# expect: 01.class_counts eleven-classes
# One count too many.

# %% class_counts
def class_counts(y):
    return np.bincount(y, minlength=11)
