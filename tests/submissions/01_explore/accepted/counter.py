# expect: accepted
# collections.Counter; a cumulative mean in float32.

# %% class_counts
def class_counts(y):
    from collections import Counter

    seen = Counter(np.asarray(y).tolist())
    return np.array([seen[k] for k in range(10)])

# %% mean_image
def mean_image(x, y, label):
    mean = np.zeros(784, dtype=np.float32)
    for n, image in enumerate(x[y == label], start=1):
        mean += (image - mean) / n
    return mean.reshape(28, 28)
