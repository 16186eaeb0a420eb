# expect: 07.accuracy_interval root-missing
# No square root.

# %% accuracy_interval
def accuracy_interval(n_right, n):
    p = n_right / n
    margin = 1.96 * p * (1 - p) / n
    return p - margin, p + margin
