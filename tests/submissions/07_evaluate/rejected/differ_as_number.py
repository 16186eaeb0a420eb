# expect: 07.differ number-for-verdict
# The number of standard errors is returned.

# %% differ
def differ(right_a, right_b):
    b, c = np.sum(right_a & ~right_b), np.sum(right_b & ~right_a)
    return abs(b - c) / np.sqrt(b + c)
