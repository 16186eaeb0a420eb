# expect: 07.differ one-direction-only
# The second network can't be the better one.

# %% differ
def differ(right_a, right_b):
    b, c = np.sum(right_a & ~right_b), np.sum(right_b & ~right_a)
    return b - c > 2 * np.sqrt(b + c)
