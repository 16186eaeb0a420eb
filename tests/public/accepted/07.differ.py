# %% exact test of McNemar
# cause: A binomial test on the images that only one gets right.
# codes: passes
import numpy as np
from scipy.stats import binomtest


def differ(right_a, right_b):
    n01 = int(np.sum(np.logical_and(right_a, np.logical_not(right_b))))
    n10 = int(np.sum(np.logical_and(np.logical_not(right_a), right_b)))
    if n01 + n10 == 0:
        return False
    return binomtest(n01, n01 + n10, 0.5).pvalue < 0.05
