# expect: 01.class_counts counts-start-at-one
# Every count begins at 1.

# %% class_counts
def class_counts(y):
    counts = [1] * 10
    for label in y:
        counts[label] += 1
    return np.array(counts)
