import math

# Guesses and labels, as a cell above makes them.
_, y_test = recorded.test_arrays()
y_pred = np.where(np.arange(10000) % 13 == 0, (y_test * 3 + 1) % 10, y_test)
right = y_pred == y_test

# %% the standard error itself
# cause: One standard error to each side.
# codes: one-standard-error
def accuracy_interval(n_right, n):
    p = n_right / n
    se = (p * (1 - p) / n) ** 0.5
    return p - se, p + se

# %% 1.64
# cause: 1.64 standard errors make a 90 % interval.
# codes: another-level
def accuracy_interval(n_right, n):
    p = n_right / n
    m = 1.64 * math.sqrt(p * (1 - p) / n)
    return (p - m, p + m)

# %% no root
# cause: The square root is missing.
# codes: root-missing
def accuracy_interval(n_right, n):
    p = n_right / n
    se = p * (1 - p) / n
    return p - 1.96 * se, p + 1.96 * se

# %% bracket of the root
# cause: The bracket of the root closes before n.
# codes: n-outside-the-root
def accuracy_interval(n_right, n):
    p = n_right / n
    se = np.sqrt(p * (1 - p)) / n
    return p - 1.96 * se, p + 1.96 * se

# %% power before division
# cause: ** 0.5 holds for n alone.
# codes: n-outside-the-root
def accuracy_interval(n_right, n):
    p = n_right / n
    se = p * (1 - p) / n ** 0.5
    return p - 2 * se, p + 2 * se

# %% no brackets
# cause: 1 - p stands without brackets.
# codes: brackets-missing
def accuracy_interval(n_right, n):
    p = n_right / n
    se = np.sqrt(p * 1 - p / n)
    return p - 1.96 * se, p + 1.96 * se

# %% p forgotten
# cause: The factor p is missing.
# codes: factor-missing
def accuracy_interval(n_right, n):
    p = n_right / n
    se = np.sqrt((1 - p) / n)
    return p - 1.96 * se, p + 1.96 * se

# %% np.std of the answers
# cause: The standard deviation of single images, not divided by the root of n.
# codes: n-missing
def accuracy_interval(n_right, n):
    answers = np.arange(n) < n_right
    return answers.mean() - 1.96 * answers.std(), answers.mean() + 1.96 * answers.std()

# %% count for p, NumPy
# cause: The count stands in the formula in place of the share.
# codes: negative-under-root
def accuracy_interval(n_right, n):
    se = np.sqrt(n_right * (1 - n_right) / n)
    return n_right - 1.96 * se, n_right + 1.96 * se

# %% count for p, math
# cause: The count stands in the formula in place of the share.
# codes: negative-under-root
def accuracy_interval(n_right, n):
    se = math.sqrt(n_right * (1 - n_right) / n)
    return n_right - 1.96 * se, n_right + 1.96 * se

# %% percent in the formula
# cause: p is in percent.
# codes: negative-under-root
def accuracy_interval(n_right, n):
    p = 100 * n_right / n
    se = np.sqrt(p * (1 - p) / n)
    return p - 1.96 * se, p + 1.96 * se

# %% percent, with 100 - p
# cause: The ends are in percent.
# codes: interval-in-percent
def accuracy_interval(n_right, n):
    p = 100 * n_right / n
    se = np.sqrt(p * (100 - p) / n)
    return p - 1.96 * se, p + 1.96 * se

# %% the interval of the count
# cause: The ends are numbers of images.
# codes: interval-of-counts
def accuracy_interval(n_right, n):
    p = n_right / n
    m = 1.96 * np.sqrt(n * p * (1 - p))
    return n_right - m, n_right + m

# %% margin only
# cause: The margin alone is returned.
# codes: margin-alone
def accuracy_interval(n_right, n):
    p = n_right / n
    return 1.96 * np.sqrt(p * (1 - p) / n)

# %% standard error only
# cause: The standard error alone is returned.
# codes: margin-alone
def accuracy_interval(n_right, n):
    p = n_right / n
    return np.sqrt(p * (1 - p) / n)

# %% accuracy and margin
# cause: The accuracy and the margin in place of the two ends.
# codes: accuracy-and-margin
def accuracy_interval(n_right, n):
    p = n_right / n
    return p, 1.96 * np.sqrt(p * (1 - p) / n)

# %% three numbers
# cause: The accuracy is returned too.
# codes: accuracy-in-the-interval
def accuracy_interval(n_right, n):
    p = n_right / n
    m = 1.96 * np.sqrt(p * (1 - p) / n)
    return p - m, p, p + m

# %% minus and plus
# cause: The margin to both sides of 0.
# codes: accuracy-and-margin
def accuracy_interval(n_right, n):
    p = n_right / n
    m = 1.96 * np.sqrt(p * (1 - p) / n)
    return -m, m

# %% plus first
# cause: The high end comes first.
# codes: ends-reversed
def accuracy_interval(n_right, n):
    p = n_right / n
    m = 2 * np.sqrt(p * (1 - p) / n)
    return p + m, p - m

# %% rounded
# cause: The ends are rounded to two digits.
# codes: interval-rounded
def accuracy_interval(n_right, n):
    p = n_right / n
    m = 1.96 * np.sqrt(p * (1 - p) / n)
    return np.round([p - m, p + m], 2)

# %% a text
# cause: A text is returned.
# codes: interval-is-text
def accuracy_interval(n_right, n):
    p = n_right / n
    m = 1.96 * np.sqrt(p * (1 - p) / n)
    return f"{p - m:.4f} to {p + m:.4f}"

# %% printed
# cause: It prints and returns nothing.
# codes: returns-none
def accuracy_interval(n_right, n):
    p = n_right / n
    m = 1.96 * np.sqrt(p * (1 - p) / n)
    print(p - m, p + m)

# %% half a point
# cause: Half a point is written in.
# codes: margin-always-the-same
def accuracy_interval(n_right, n):
    p = n_right / n
    return p - 0.0053, p + 0.0053

# %% n is 10000
# cause: 10,000 is written in.
# codes: number-for-n
def accuracy_interval(n_right, n):
    p = n_right / n
    m = 1.96 * np.sqrt(p * (1 - p) / 10000)
    return p - m, p + m

# %% 0.92 in the root
# cause: 0.92 is written in.
# codes: number-for-n
def accuracy_interval(n_right, n):
    p = n_right / n
    m = 1.96 * np.sqrt(0.92 * 0.08 / n)
    return p - m, p + m

# %% the notebook's right
# cause: The array of the notebook is used, not the arguments.
# codes: ignores-its-argument
def accuracy_interval(n_right, n):
    p = right.mean()
    m = 1.96 * np.sqrt(p * (1 - p) / right.size)
    return p - m, p + m

# %% an array is expected
# cause: The count is treated as an array.
# codes: array-for-count
def accuracy_interval(n_right, n):
    p = n_right.mean()
    m = 1.96 * np.sqrt(p * (1 - p) / n)
    return p - m, p + m

# %% floor division
# cause: // gives 0.
# codes: accuracy-cut-to-integer
def accuracy_interval(n_right, n):
    p = n_right // n
    m = 1.96 * np.sqrt(p * (1 - p) / n)
    return p - m, p + m

# %% root of two
# cause: The standard error of a difference.
# codes: interval-of-a-difference
def accuracy_interval(n_right, n):
    p = n_right / n
    m = 1.96 * np.sqrt(2 * p * (1 - p) / n)
    return p - m, p + m

# %% only upwards
# cause: The interval begins at the accuracy.
# codes: one-end-twice
def accuracy_interval(n_right, n):
    p = n_right / n
    m = 1.96 * np.sqrt(p * (1 - p) / n)
    return p, p + m

# %% errors
# cause: The share of wrong images is used.
# codes: interval-of-errors
def accuracy_interval(n_right, n):
    p = (n - n_right) / n
    m = 1.96 * np.sqrt(p * (1 - p) / n)
    return p - m, p + m

# %% bootstrap, 5 and 95
# cause: The percentiles 5 and 95 leave out 10 %.
# codes: another-level
def accuracy_interval(n_right, n):
    rng = np.random.default_rng()
    drawn = rng.binomial(n, n_right / n, 2000) / n
    return np.percentile(drawn, 5), np.percentile(drawn, 95)

# %% bootstrap
# cause: Right: the bootstrap's percentiles.
# codes: passes
def accuracy_interval(n_right, n):
    answers = np.arange(n) < n_right
    rng = np.random.default_rng()
    drawn = [answers[rng.integers(0, n, n)].mean() for _ in range(500)]
    return np.percentile(drawn, [2.5, 97.5])

# %% numpy, two standard errors
# cause: Right: two standard errors, as an array.
# codes: passes
def accuracy_interval(n_right, n):
    p = n_right / n
    return p + np.array([-2, 2]) * np.sqrt(p * (1 - p) / n)
