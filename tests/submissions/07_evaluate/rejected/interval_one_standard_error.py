# expect: 07.accuracy_interval one-standard-error
# One standard error to each side.

# %% accuracy_interval
def accuracy_interval(n_right, n):
    p = n_right / n
    se = np.sqrt(p * (1 - p) / n)
    return p - se, p + se
