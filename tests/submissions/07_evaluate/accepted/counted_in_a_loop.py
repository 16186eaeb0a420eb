# expect: accepted
# Python alone, two standard errors, and the exact standard error of the mean difference.

# %% accuracy_interval
import math


def accuracy_interval(n_right, n):
    p = n_right / n
    se = math.sqrt(p * (1 - p) / (n - 1))
    return max(0.0, p - 2 * se), min(1.0, p + 2 * se)


# %% differ
def differ(right_a, right_b):
    n, b, c = len(right_a), 0, 0
    for first, second in zip(right_a, right_b):
        if first and not second:
            b += 1
        elif second and not first:
            c += 1
    error = math.sqrt(b + c - (b - c) ** 2 / n) / n
    if abs(b - c) / n > 1.96 * error:
        return 1
    return 0
