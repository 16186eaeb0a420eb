# expect: 01.class_counts bins-follow-the-data
# Bins between the smallest and largest label that occur.

# %% class_counts
def class_counts(y):
    counts, edges = np.histogram(y, bins=10)
    return counts
