# expect: 07.accuracy_interval interval-in-percent
# In percent.

# %% accuracy_interval
def accuracy_interval(n_right, n):
    p = n_right / n
    margin = 1.96 * np.sqrt(p * (1 - p) / n)
    return 100 * (p - margin), 100 * (p + margin)
