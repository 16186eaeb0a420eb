# expect: 07.accuracy_interval ends-reversed
# The high end first.

# %% accuracy_interval
def accuracy_interval(n_right, n):
    p = n_right / n
    margin = 1.96 * np.sqrt(p * (1 - p) / n)
    return p + margin, p - margin
