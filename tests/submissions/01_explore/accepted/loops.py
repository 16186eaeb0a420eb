# expect: accepted
# Plain Python loops, lists instead of arrays for the labels.

# %% split_columns
def split_columns(table):
    x = np.zeros((len(table), 784), dtype=np.uint8)
    y = []
    for i, row in enumerate(table):
        y.append(int(row[0]))
        for j in range(784):
            x[i, j] = row[j + 1]
    return x, y

# %% class_counts
def class_counts(y):
    counts = [0] * 10
    for label in y:
        counts[int(label)] += 1
    return counts

# %% mean_image
def mean_image(x, y, label):
    total, n = np.zeros(784), 0
    for image, k in zip(x, y):
        if k == label:
            total += image
            n += 1
    return (total / n).reshape(28, 28)
