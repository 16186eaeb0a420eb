# expect: accepted
# Wilson's interval, and McNemar's test with the correction for continuity.

# %% accuracy_interval
def accuracy_interval(n_right, n):
    z = 1.96
    p = n_right / n
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return [middle - half, middle + half]


# %% differ
def differ(right_a, right_b):
    b = int(np.sum(right_a & ~right_b))
    c = int(np.sum(~right_a & right_b))
    if b + c == 0:
        return False
    return (abs(b - c) - 1) ** 2 / (b + c) > 3.84
