import numpy as np

# %% intervals that don't overlap
# cause: Two separate intervals are compared, as if the images were different ones.
# codes: intervals-do-not-overlap
def differ(right_a, right_b):
    n = len(right_a)
    a, b = np.mean(right_a), np.mean(right_b)
    ea, eb = 1.96 * np.sqrt(a * (1 - a) / n), 1.96 * np.sqrt(b * (1 - b) / n)
    return bool(a + ea < b - eb or b + eb < a - ea)

# %% any difference
# cause: Two accuracies that are not equal are called different.
# codes: any-difference-counts
def differ(right_a, right_b):
    return bool(np.mean(right_a) != np.mean(right_b))
