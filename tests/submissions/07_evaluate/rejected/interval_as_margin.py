# expect: 07.accuracy_interval accuracy-and-margin
# The accuracy and the margin.

# %% accuracy_interval
def accuracy_interval(n_right, n):
    p = n_right / n
    return p, 1.96 * np.sqrt(p * (1 - p) / n)
