# %% normal interval, cut at 0 and 1
# cause: 1.96 standard errors to each side, cut off at 0 and 1.
# codes: passes
import math


def accuracy_interval(n_right, n):
    acc = n_right / n
    interval = 1.96 * math.sqrt(acc * (1 - acc) / n)
    lb = max(0, acc - interval)
    ub = min(1.0, acc + interval)
    return (lb, ub)

# %% quantiles of the binomial
# cause: scipy.stats.binom.interval, divided by n.
# codes: passes
import scipy.stats as stats


def accuracy_interval(n_right, n):
    low, high = stats.binom.interval(0.95, n=n, p=n_right / n)
    return [low / n, high / n]

# %% centre and half-width
# cause: The interval of Wilson, centre and half-width apart.
# codes: passes
import numpy as np


def accuracy_interval(n_right, n, z=1.96):
    p = n_right / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return centre - half, centre + half
