# expect: 01.class_counts uint8-wraparound
# Counts are kept in the labels' own type.

# %% class_counts
def class_counts(y):
    counts = np.zeros(10, dtype=np.uint8)
    for label in y:
        counts[label] += 1
    return counts
