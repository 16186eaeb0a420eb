# expect: 01.class_counts absent-class-lost
# np.unique leaves absent classes out.

# %% class_counts
def class_counts(y):
    classes, counts = np.unique(y, return_counts=True)
    return counts
