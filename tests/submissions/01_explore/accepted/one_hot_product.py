# expect: accepted
# Counts and means out of one product of matrices; float64 counts.

# %% after setup
def one_hot(y):
    return np.eye(10)[y]

# %% class_counts
def class_counts(y):
    return one_hot(y).sum(axis=0)

# %% mean_image
def mean_image(x, y, label):
    totals = one_hot(y).T @ x
    return (totals / np.maximum(class_counts(y), 1)[:, None])[label].reshape(28, 28)
