import math

# What cells above define.
_, _, x_val, y_val = recorded.training_arrays()

# %% unpaired
# cause: The standard error is that of two independent accuracies.
# codes: unpaired-comparison
def differ(right_a, right_b):
    pa, pb, n = right_a.mean(), right_b.mean(), len(right_a)
    se = np.sqrt(pa * (1 - pa) / n + pb * (1 - pb) / n)
    return abs(pa - pb) > 2 * se

# %% one accuracy's error
# cause: The difference is compared with the standard error of one accuracy.
# codes: unpaired-comparison
def differ(right_a, right_b):
    p = right_a.mean()
    se = np.sqrt(p * (1 - p) / right_a.size)
    return abs(p - right_b.mean()) > 1.96 * se

# %% intervals overlap
# cause: Two intervals that do not overlap are asked for.
# codes: intervals-do-not-overlap
def differ(right_a, right_b):
    a = accuracy_interval(int(right_a.sum()), len(right_a))
    b = accuracy_interval(int(right_b.sum()), len(right_b))
    return a[1] < b[0] or b[1] < a[0]

# %% no abs
# cause: The second network can't be the better one.
# codes: one-direction-only
def differ(right_a, right_b):
    b = (right_a & ~right_b).sum()
    c = (right_b & ~right_a).sum()
    return (b - c) / np.sqrt(b + c) > 2

# %% c minus b
# cause: The first network can't be the better one.
# codes: one-direction-only
def differ(right_a, right_b):
    b = (right_a & ~right_b).sum()
    c = (right_b & ~right_a).sum()
    return c - b > 1.96 * np.sqrt(b + c)

# %% one standard error
# cause: One standard error is the limit.
# codes: one-standard-error-differs
def differ(right_a, right_b):
    b = (right_a & ~right_b).sum()
    c = (right_b & ~right_a).sum()
    return abs(b - c) > np.sqrt(b + c)

# %% three standard errors
# cause: Three standard errors are the limit.
# codes: another-limit
def differ(right_a, right_b):
    b = (right_a & ~right_b).sum()
    c = (right_b & ~right_a).sum()
    return abs(b - c) > 3 * np.sqrt(b + c)

# %% square against two
# cause: The square is compared with 2.
# codes: another-limit
def differ(right_a, right_b):
    b = int((right_a & ~right_b).sum())
    c = int((right_b & ~right_a).sum())
    if b + c == 0:
        return False
    return (b - c) ** 2 / (b + c) > 2

# %% accuracies not equal
# cause: Any difference counts.
# codes: any-difference-counts
def differ(right_a, right_b):
    return right_a.mean() != right_b.mean()

# %% count against share
# cause: A count is compared with a share.
# codes: any-difference-counts
def differ(right_a, right_b):
    b = np.sum(right_a & ~right_b)
    c = np.sum(right_b & ~right_a)
    return abs(b - c) > 2 * np.sqrt(b + c) / len(right_a)

# %% any image
# cause: One image with two answers counts.
# codes: any-image-differs
def differ(right_a, right_b):
    return bool(np.any(right_a != right_b))

# %% array_equal
# cause: One image with two answers counts.
# codes: any-image-differs
def differ(right_a, right_b):
    return not np.array_equal(right_a, right_b)

# %% sum for difference
# cause: b + c stands on both sides.
# codes: any-image-differs
def differ(right_a, right_b):
    b = np.sum(right_a & ~right_b)
    c = np.sum(right_b & ~right_a)
    return b + c > 2 * np.sqrt(b + c)

# %% not equal, image by image
# cause: One answer for each image is returned.
# codes: verdict-for-each-image
def differ(right_a, right_b):
    return right_a != right_b

# %% half a point
# cause: Half a point is written in.
# codes: fixed-margin
def differ(right_a, right_b):
    return abs(right_a.mean() - right_b.mean()) > 0.005

# %% 0.38 points
# cause: The number of the text is written in.
# codes: fixed-margin
def differ(right_a, right_b):
    n = len(right_a)
    return abs(right_a.sum() - right_b.sum()) / n > 2 * 0.0038

# %% share against count
# cause: A share is compared with a count.
# codes: same-verdict-always
def differ(right_a, right_b):
    b = np.sum(right_a & ~right_b)
    c = np.sum(right_b & ~right_a)
    return abs(b - c) / len(right_a) > 2 * np.sqrt(b + c)

# %% no root
# cause: The root is missing.
# codes: same-verdict-always
def differ(right_a, right_b):
    b = np.sum(right_a & ~right_b)
    c = np.sum(right_b & ~right_a)
    return abs(b - c) > 2 * (b + c)

# %% all images
# cause: All images stand under the root.
# codes: all-images-under-root
def differ(right_a, right_b):
    b = np.sum(right_a & ~right_b)
    c = np.sum(right_b & ~right_a)
    return abs(b - c) > 2 * np.sqrt(len(right_a))

# %% minus of booleans
# cause: Arrays of True and False can't be subtracted.
# codes: minus-of-booleans
def differ(right_a, right_b):
    gap = right_a - right_b
    return abs(gap.mean()) > 2 * gap.std() / np.sqrt(gap.size)

# %% and not
# cause: and, not take single values.
# codes: truth-of-array
def differ(right_a, right_b):
    b = sum(right_a and not right_b)
    c = sum(right_b and not right_a)
    return abs(b - c) > 2 * np.sqrt(b + c)

# %% a number
# cause: The number of standard errors is returned.
# codes: number-for-verdict
def differ(right_a, right_b):
    b = np.sum(right_a & ~right_b)
    c = np.sum(right_b & ~right_a)
    return (b - c) / np.sqrt(b + c)

# %% text
# cause: A text is returned.
# codes: verdict-is-text
def differ(right_a, right_b):
    b = np.sum(right_a & ~right_b)
    c = np.sum(right_b & ~right_a)
    return "True" if abs(b - c) > 2 * np.sqrt(b + c) else "False"

# %% no else
# cause: Nothing is returned for False.
# codes: no-return-for-false
def differ(right_a, right_b):
    b = np.sum(right_a & ~right_b)
    c = np.sum(right_b & ~right_a)
    if abs(b - c) > 2 * np.sqrt(b + c):
        return True

# %% divides by zero
# cause: It divides by 0 where the two never disagree.
# codes: same-answers-raise
def differ(right_a, right_b):
    b = int(np.sum(right_a & ~right_b))
    c = int(np.sum(right_b & ~right_a))
    return abs(b - c) / math.sqrt(b + c) > 2

# %% root of the difference
# cause: b - c stands under the root.
# codes: root-of-negative-difference
def differ(right_a, right_b):
    b = int(np.sum(right_a & ~right_b))
    c = int(np.sum(right_b & ~right_a))
    return abs(b - c) > 2 * math.sqrt(b - c)

# %% smaller than
# cause: True and False are exchanged.
# codes: verdict-inverted
def differ(right_a, right_b):
    b = np.sum(right_a & ~right_b)
    c = np.sum(right_b & ~right_a)
    return abs(b - c) <= 2 * np.sqrt(b + c)

# %% shares with the exact error
# cause: Right: the standard deviation of the differences.
# codes: passes
def differ(right_a, right_b):
    gap = right_a.astype(int) - right_b.astype(int)
    return abs(gap.mean()) > 1.96 * gap.std() / np.sqrt(gap.size)

# %% permutation
# cause: Right: the sign of each disagreement is drawn anew.
# codes: passes
def differ(right_a, right_b):
    b, c = np.sum(right_a & ~right_b), np.sum(right_b & ~right_a)
    drawn = np.random.default_rng().binomial(b + c, 0.5, 5000)
    return np.mean(abs(2 * drawn - (b + c)) >= abs(b - c)) < 0.05
