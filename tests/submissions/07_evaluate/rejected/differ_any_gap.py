# expect: 07.differ any-difference-counts
# Counts on one side, shares on the other.

# %% differ
def differ(right_a, right_b):
    b, c = np.sum(right_a & ~right_b), np.sum(right_b & ~right_a)
    return abs(b - c) > 2 * np.sqrt(b + c) / right_a.size
