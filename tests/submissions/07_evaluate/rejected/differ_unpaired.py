# expect: 07.differ unpaired-comparison
# The standard error of two independent accuracies.

# %% differ
def differ(right_a, right_b):
    error = np.sqrt(right_a.var() / right_a.size + right_b.var() / right_b.size)
    return abs(right_a.mean() - right_b.mean()) > 1.96 * error
