# expect: 07.accuracy_interval margin-always-the-same
# Half a point, whatever the number of images.

# %% accuracy_interval
def accuracy_interval(n_right, n):
    p = n_right / n
    return p - 0.005, p + 0.005
