# expect: 07.differ same-answers-raise
# It divides by a root that may be 0.

# %% differ
def differ(right_a, right_b):
    b, c = int(np.sum(right_a & ~right_b)), int(np.sum(right_b & ~right_a))
    return abs(b - c) / (b + c) ** 0.5 > 2
