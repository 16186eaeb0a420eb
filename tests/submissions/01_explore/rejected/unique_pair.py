# expect: 01.class_counts classes-and-counts-together
# Returns what np.unique gives.

# %% class_counts
def class_counts(y):
    return np.unique(y, return_counts=True)
