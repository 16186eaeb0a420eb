# expect: 07.differ fixed-margin
# More than half a point.

# %% differ
def differ(right_a, right_b):
    return bool(abs(right_a.mean() - right_b.mean()) > 0.005)
