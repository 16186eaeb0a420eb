# expect: 07.differ no-return-for-false
# Nothing is returned when they do not differ.

# %% differ
def differ(right_a, right_b):
    b, c = np.sum(right_a & ~right_b), np.sum(right_b & ~right_a)
    if abs(b - c) > 2 * np.sqrt(b + c):
        return True
