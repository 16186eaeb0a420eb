# expect: 07.accuracy_interval interval-rounded
# Rounded to two digits.

# %% accuracy_interval
def accuracy_interval(n_right, n):
    p = n_right / n
    margin = 1.96 * np.sqrt(p * (1 - p) / n)
    return round(p - margin, 2), round(p + margin, 2)
