# expect: 07.accuracy_interval negative-under-root
# The count is taken for the share.

# %% accuracy_interval
def accuracy_interval(n_right, n):
    margin = 1.96 * np.sqrt(n_right * (1 - n_right) / n)
    return n_right / n - margin, n_right / n + margin
