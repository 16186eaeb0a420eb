# expect: 01.class_counts counts-in-a-dict
# A dict of counts.

# %% class_counts
def class_counts(y):
    return {k: int((y == k).sum()) for k in range(10)}
