# expect: 07.differ intervals-do-not-overlap
# True when the two intervals do not overlap.

# %% differ
def differ(right_a, right_b):
    low_a, high_a = accuracy_interval(int(right_a.sum()), right_a.size)
    low_b, high_b = accuracy_interval(int(right_b.sum()), right_b.size)
    return high_a < low_b or high_b < low_a
