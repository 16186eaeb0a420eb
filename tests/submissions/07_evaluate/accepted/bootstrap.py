# expect: accepted
# Redrawn samples for both, without a seed.

# %% accuracy_interval
def accuracy_interval(n_right, n):
    redrawn = np.random.default_rng().binomial(n, n_right / n, size=2000) / n
    return np.percentile(redrawn, [2.5, 97.5])


# %% differ
def differ(right_a, right_b):
    gap = right_a.astype(float) - right_b
    images = np.random.default_rng().integers(0, gap.size, size=(1000, gap.size), dtype=np.int16)
    low, high = np.percentile(gap[images].mean(axis=1), [2.5, 97.5])
    return not low <= 0 <= high
