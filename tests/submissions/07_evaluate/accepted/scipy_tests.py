# expect: accepted
# SciPy's exact interval and its paired t test.

# %% accuracy_interval
from scipy import stats


def accuracy_interval(n_right, n):
    exact = stats.binomtest(n_right, n).proportion_ci(0.95)
    return exact.low, exact.high


# %% differ
def differ(right_a, right_b):
    return stats.ttest_rel(right_a.astype(int), right_b.astype(int)).pvalue < 0.05
