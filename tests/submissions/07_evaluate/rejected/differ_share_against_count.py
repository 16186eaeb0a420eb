# expect: 07.differ same-verdict-always
# A share on one side, a count on the other.

# %% differ
def differ(right_a, right_b):
    b, c = np.sum(right_a & ~right_b), np.sum(right_b & ~right_a)
    return abs(b - c) / right_a.size > 2 * np.sqrt(b + c)
