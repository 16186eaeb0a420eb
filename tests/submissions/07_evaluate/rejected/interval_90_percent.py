# expect: 07.accuracy_interval another-level
# The fifth and the 95th percentile of a bootstrap: 90 %.

# %% accuracy_interval
def accuracy_interval(n_right, n):
    redrawn = np.random.default_rng(0).binomial(n, n_right / n, size=5000) / n
    return np.percentile(redrawn, [5, 95])
