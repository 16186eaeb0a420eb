import math

# %% not divided by n
# cause: The root has no n.
# codes: n-missing
def accuracy_interval(n_right, n):
    acc = n_right / n
    interval = 1.96 * math.sqrt(acc * (1 - acc))
    return acc - interval, acc + interval

# %% half the width
# cause: Only the half-width is returned.
# codes: margin-alone
def accuracy_interval(n_right, n):
    error = 1 - n_right / n
    return 1.96 * math.sqrt(error * (1 - error) / n)
