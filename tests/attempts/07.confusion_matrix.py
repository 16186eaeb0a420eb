# The labels of the test images, as a cell above the exercise loads them.
_, y_test = recorded.test_arrays()
# Guesses, as a cell above makes them; a rule in place of a network.
y_pred = np.where(np.arange(10000) % 7 == 0, (y_test * 3 + 1) % 10, y_test)

# %% grows outside the function
# cause: The matrix is made outside the function and grows with every call.
# codes: counts-kept-between-calls
m = np.zeros((10, 10), dtype=int)
def confusion_matrix(y_true, y_pred):
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
    return m

# %% matrix as a default argument
# cause: The default argument is made once, so that the matrix keeps the counts of earlier calls.
# codes: counts-kept-between-calls
def confusion_matrix(y_true, y_pred, m=np.zeros((10, 10), dtype=int)):
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
    return m

# %% index arrays with +=
# cause: With index arrays a repeated pair is counted once.
# codes: repeated-pairs-lost
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    m[y_true, y_pred] += 1
    return m

# %% = 1 in place of += 1
# cause: The cell is set to 1 and not increased.
# codes: repeated-pairs-lost
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t, p in zip(y_true, y_pred):
        m[t, p] = 1
    return m

# %% =+ 1
# cause: `=+ 1` sets the cell to 1; `+= 1` adds.
# codes: repeated-pairs-lost
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t, p in zip(y_true, y_pred):
        m[t, p] =+ 1
    return m

# %% a set of pairs
# cause: A set keeps each pair once.
# codes: repeated-pairs-lost
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t, p in set(zip(y_true.tolist(), y_pred.tolist())):
        m[t, p] += 1
    return m

# %% transposed
# cause: The guess is used as the row.
# codes: matrix-transposed
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t, p in zip(y_true, y_pred):
        m[p, t] += 1
    return m

# %% transposed with nested range loops
# cause: The loop over guesses fills the rows.
# codes: matrix-transposed
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for i in range(10):
        for j in range(10):
            m[i, j] = np.sum((y_pred == i) & (y_true == j))
    return m

# %% classes from data
# cause: The size of the matrix is the number of classes that occur, or an index that is beyond it.
# codes: absent-class-left-out
def confusion_matrix(y_true, y_pred):
    n = len(np.unique(y_true))
    m = np.zeros((n, n), dtype=int)
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
    return m

# %% classes from the largest label
# cause: The size of the matrix comes from the largest label.
# codes: absent-class-left-out
def confusion_matrix(y_true, y_pred):
    n = max(y_true) + 1
    m = np.zeros((n, n), dtype=int)
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
    return m

# %% loop over the classes that occur, rows appended
# cause: Rows are made for the classes that occur only.
# codes: absent-class-left-out
def confusion_matrix(y_true, y_pred):
    rows = []
    for k in np.unique(y_true):
        rows.append(np.bincount(y_pred[y_true == k], minlength=10))
    return np.array(rows)

# %% uint8
# cause: uint8 wraps around at 256.
# codes: counts-overflow
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=np.uint8)
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
    return m

# %% int8
# cause: int8 wraps around at 128.
# codes: counts-overflow
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype="int8")
    np.add.at(m, (y_true, y_pred), 1)
    return m

# %% positions of pairs counted
# cause: A right answer: positions from 0 to 99 are counted, and the counts made a table.
# codes: passes
def confusion_matrix(y_true, y_pred):
    return np.bincount(10 * y_true + y_pred, minlength=100).reshape(10, 10)

# %% no diagonal
# cause: Only wrong guesses are counted.
# codes: errors-only
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t, p in zip(y_true, y_pred):
        if t != p:
            m[t, p] += 1
    return m

# %% only right guesses counted
# cause: Only right guesses are counted.
# codes: hits-only
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t, p in zip(y_true, y_pred):
        if t == p:
            m[t, p] += 1
    return m

# %% shares of a row
# cause: The counts are divided by the sums of the rows.
# codes: shares-for-matrix
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10))
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
    return m / m.sum(axis=1, keepdims=True)

# %% shares of all images
# cause: Each count is divided by the number of images.
# codes: shares-for-matrix
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10))
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1 / len(y_true)
    return m

# %% rows are one list
# cause: `[[0] * 10] * 10` is one list ten times, so that every row shows the same counts.
# codes: rows-are-one-list
def confusion_matrix(y_true, y_pred):
    m = [[0] * 10] * 10
    for t, p in zip(y_true, y_pred):
        m[t][p] += 1
    return m

# %% rows are one list, as an array at the end
# cause: `[[0] * 10] * 10` is one list ten times, so that every row shows the same counts.
# codes: rows-are-one-list
def confusion_matrix(y_true, y_pred):
    m = [[0] * 10] * 10
    for i in range(len(y_true)):
        m[y_true[i]][y_pred[i]] += 1
    return np.array(m)

# %% rows are one array
# cause: The one array `row` is appended ten times, so that every row shows the same counts.
# codes: rows-are-one-list
def confusion_matrix(y_true, y_pred):
    row = np.zeros(10, dtype=int)
    m = [row for _ in range(10)]
    for t, p in zip(y_true, y_pred):
        m[t][p] += 1
    return np.array(m)

# %% nested loops over all
# cause: Nested loops pair every true class with every guess.
# codes: every-pair-counted
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t in y_true:
        for p in y_pred:
            m[t, p] += 1
    return m

# %% outer product of counts
# cause: The product of the two counts pairs every true class with every guess.
# codes: every-pair-counted
def confusion_matrix(y_true, y_pred):
    return np.outer(np.bincount(y_true, minlength=10), np.bincount(y_pred, minlength=10))

# %% nested loops with list rows
# cause: Nested loops pair every true class with every guess.
# codes: every-pair-counted
def confusion_matrix(y_true, y_pred):
    m = [[0 for j in range(10)] for i in range(10)]
    for i in range(len(y_true)):
        for j in range(len(y_pred)):
            m[y_true[i]][y_pred[j]] += 1
    return m

# %% == i & == j
# cause: `&` binds stronger than `==`, so the comparisons need parentheses.
# codes: and-before-comparison
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for i in range(10):
        for j in range(10):
            m[i, j] = np.sum(y_true == i & y_pred == j)
    return m

# %% and in place of &
# cause: `and` between two arrays has no single truth value; `&` compares element by element.
# codes: arrays-compared-at-once
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for i in range(10):
        for j in range(10):
            m[i, j] = np.sum((y_true == i) and (y_pred == j))
    return m

# %% if with arrays
# cause: `if` on an array comparison has no single truth value; one image at a time is meant.
# codes: arrays-compared-at-once
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for i in range(10):
        for j in range(10):
            if y_true == i and y_pred == j:
                m[i, j] += 1
    return m

# %% the two comparisons multiplied without sum
# cause: The sum is missing, so an array of all images is put into one cell.
# codes: sequence-for-number
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for i in range(10):
        for j in range(10):
            m[i, j] = (y_true == i) * (y_pred == j)
    return m

# %% or in place of and
# cause: `|` counts images where either the class or the guess fits.
# codes: either-class-counted
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for i in range(10):
        for j in range(10):
            m[i, j] = np.sum((y_true == i) | (y_pred == j))
    return m

# %% counts of y_true and counts of y_pred
# cause: True classes and guesses are counted apart from each other; pairs are not looked at.
# codes: classes-counted-apart
def confusion_matrix(y_true, y_pred):
    return np.array([np.bincount(y_true, minlength=10), np.bincount(y_pred, minlength=10)])

# %% return in the loop
# cause: `return` stands inside the loop, so only the first image is counted.
# codes: return-in-loop
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
        return m

# %% return in the outer of two class loops
# cause: `return` stands inside the outer loop, so only row 0 is counted.
# codes: return-in-loop
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for i in range(10):
        for j in range(10):
            m[i, j] = np.sum((y_true == i) & (y_pred == j))
        return m

# %% matrix made anew in the loop
# cause: The matrix is made anew for every image, so only the last image is left.
# codes: started-anew-in-loop
def confusion_matrix(y_true, y_pred):
    for t, p in zip(y_true, y_pred):
        m = np.zeros((10, 10), dtype=int)
        m[t, p] += 1
    return m

# %% the last image is missed
# cause: range(len(y_true) - 1) leaves out the last image.
# codes: images-left-out
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for k in range(len(y_true) - 1):
        m[y_true[k], y_pred[k]] += 1
    return m

# %% the first image is missed
# cause: range(1, len(y_true)) leaves out the first image.
# codes: images-left-out
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for k in range(1, len(y_true)):
        m[y_true[k], y_pred[k]] += 1
    return m

# %% the number of images written in
# cause: 10,000 images are written in; the function gets fewer.
# codes: past-the-last-image
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for k in range(10000):
        m[y_true[k], y_pred[k]] += 1
    return m

# %% loops over ten images
# cause: The loop runs over 10, the number of classes, in place of the number of images.
# codes: images-left-out
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for k in range(10):
        m[y_true[k], y_pred[k]] += 1
    return m

# %% uses the notebook's arrays
# cause: y_test and the guesses of the notebook are counted; the parameters are not used.
# codes: ignores-its-argument
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    guesses = (y_test + (y_test < 3)) % 10
    np.add.at(m, (y_test, guesses), 1)
    return m

# %% the guess is taken from the notebook
# cause: The notebook's y_test is used in place of the parameter y_true.
# codes: one-argument-unused
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t, p in zip(y_test, y_pred):
        m[t, p] += 1
    return m

# %% y_pred never used
# cause: y_true is used in both places, so that every image is counted as right.
# codes: one-argument-twice
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t in y_true:
        m[t, t] += 1
    return m

# %% y_true never used
# cause: y_pred is used in both places.
# codes: one-argument-twice
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for k in range(len(y_true)):
        m[y_pred[k], y_pred[k]] += 1
    return m

# %% index used as the row
# cause: The number of the image is used as the row, in place of its class.
# codes: image-number-for-class
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for k, p in enumerate(y_pred):
        m[k, p] += 1
    return m

# %% zip forgotten
# cause: Without zip, Python tries to unpack the labels of the tuple (y_true, y_pred).
# codes: zip-forgotten
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t, p in y_true, y_pred:
        m[t, p] += 1
    return m

# %% a list indexed like an array
# cause: A list of lists takes m[t][p]; m[t, p] is for arrays.
# codes: list-has-one-index
def confusion_matrix(y_true, y_pred):
    m = [[0] * 10 for _ in range(10)]
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
    return m

# %% np.zeros(10, 10)
# cause: np.zeros takes the shape as one tuple; the second 10 is taken for a dtype.
# codes: shape-not-in-brackets
def confusion_matrix(y_true, y_pred):
    m = np.zeros(10, 10)
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
    return m

# %% labels compared with names
# cause: The labels are integers; they are compared with the names of the classes, so nothing is counted.
# codes: nothing-counted
def confusion_matrix(y_true, y_pred):
    names = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]
    m = np.zeros((10, 10), dtype=int)
    for i, true in enumerate(names):
        for j, guess in enumerate(names):
            m[i, j] = sum(t == true and p == guess for t, p in zip(y_true, y_pred))
    return m

# %% plus one forgotten
# cause: The matrix is never increased: all cells stay 0.
# codes: nothing-counted
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t, p in zip(y_true, y_pred):
        m[t, p] + 1
    return m

# %% starts with ones
# cause: The matrix starts with ones, so every count is 1 too large.
# codes: starts-with-ones
def confusion_matrix(y_true, y_pred):
    m = np.ones((10, 10), dtype=int)
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
    return m

# %% symmetric
# cause: Both [t, p] and [p, t] are increased, so direction is lost.
# codes: both-directions-counted
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
        m[p, t] += 1
    return m

# %% adds the class number
# cause: The guess itself is added to the cell, in place of 1.
# codes: class-added-for-one
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t, p in zip(y_true, y_pred):
        m[t, p] += p
    return m

# %% range(9) in both loops
# cause: range(9) stops at 8, so class 9 is never counted.
# codes: one-class-skipped
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for i in range(9):
        for j in range(9):
            m[i, j] = np.sum((y_true == i) & (y_pred == j))
    return m

# %% range from 1 to 9
# cause: range(1, 10) leaves class 0 out.
# codes: one-class-skipped
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for i in range(1, 10):
        for j in range(1, 10):
            m[i, j] = ((y_true == i) & (y_pred == j)).sum()
    return m

# %% nine by nine
# cause: The matrix has nine rows; ten classes need ten.
# codes: nine-classes-in-matrix
def confusion_matrix(y_true, y_pred):
    m = np.zeros((9, 9), dtype=int)
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
    return m

# %% eleven by eleven
# cause: The matrix has eleven rows; ten classes need ten.
# codes: eleven-classes-in-matrix
def confusion_matrix(y_true, y_pred):
    m = np.zeros((11, 11), dtype=int)
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
    return m

# %% classes from 1
# cause: The class minus 1 is used as the row and column.
# codes: classes-from-one-in-matrix
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t, p in zip(y_true, y_pred):
        m[t - 1, p - 1] += 1
    return m

# %% a dict of pairs
# cause: A dict of counts is returned, not a table of shape (10, 10).
# codes: not-an-array
def confusion_matrix(y_true, y_pred):
    counts = {}
    for t, p in zip(y_true, y_pred):
        counts[(t, p)] = counts.get((t, p), 0) + 1
    return counts

# %% flat counts
# cause: The 100 counts come back as one row; the reshape to (10, 10) is missing.
# codes: matrix-left-flat
def confusion_matrix(y_true, y_pred):
    return np.bincount(y_true.astype(int) * 10 + y_pred, minlength=100)

# %% times 9
# cause: The row number is multiplied by 9 in place of 10, so pairs of classes share a cell.
# codes: wrong-flat-position
def confusion_matrix(y_true, y_pred):
    flat = y_true.astype(int) * 9 + y_pred
    return np.bincount(flat, minlength=100)[:100].reshape(10, 10)

# %% printed
# cause: The matrix is printed and not returned.
# codes: returns-none
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
    print(m)

# %% append returns None
# cause: `rows = rows.append(...)` makes rows None after the first round.
# codes: none-used-as-value
def confusion_matrix(y_true, y_pred):
    rows = []
    for i in range(10):
        rows = rows.append([sum((y_true == i) & (y_pred == j)) for j in range(10)])
    return rows

# %% misspelt name
# cause: The name y_preds is not defined; the parameter is y_pred.
# codes: name-not-defined
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t, p in zip(y_true, y_preds):
        m[t, p] += 1
    return m

# %% method that does not exist
# cause: A NumPy array has no method `count`.
# codes: attribute-not-there
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for i in range(10):
        for j in range(10):
            m[i, j] = y_pred[y_true == i].count(j)
    return m

# %% calls itself
# cause: The library's function has the same name, so the function calls itself for ever.
# codes: name-hides-library
def confusion_matrix(y_true, y_pred):
    return confusion_matrix(y_true, y_pred)

# %% library function hidden by the same name
# cause: The imported confusion_matrix is replaced by the function of the same name, which has no parameter labels.
# codes: name-hides-library
from sklearn.metrics import confusion_matrix
def confusion_matrix(y_true, y_pred):
    return confusion_matrix(y_true, y_pred, labels=range(10))

# %% images of each class on the diagonal
# cause: The number of images of each class stands on the diagonal; the guesses are not used.
# codes: one-argument-twice
def confusion_matrix(y_true, y_pred):
    return np.diag(np.bincount(y_true, minlength=10))

# %% as a list of lists
# cause: A right answer: a list of lists.
# codes: passes
def confusion_matrix(y_true, y_pred):
    return [[sum(1 for t, p in zip(y_true, y_pred) if t == i and p == j) for j in range(10)] for i in range(10)]

# %% as a TensorFlow tensor
# cause: A right answer: TensorFlow's own function gives a tensor.
# codes: passes
def confusion_matrix(y_true, y_pred):
    import tensorflow as tf
    return tf.math.confusion_matrix(y_true, y_pred, num_classes=10)

# %% histogram of two dimensions
# cause: A right answer: a two-dimensional histogram, floats.
# codes: passes
def confusion_matrix(y_true, y_pred):
    return np.histogram2d(y_true, y_pred, bins=10, range=[[-0.5, 9.5], [-0.5, 9.5]])[0]

# %% Counter of pairs
# cause: A right answer: a Counter, read cell by cell.
# codes: passes
def confusion_matrix(y_true, y_pred):
    from collections import Counter
    counts = Counter(zip(np.asarray(y_true).tolist(), np.asarray(y_pred).tolist()))
    return tuple(tuple(counts[i, j] for j in range(10)) for i in range(10))

# %% classes plus one
# cause: 1 is added to each class, so that class 9 has no row.
# codes: classes-from-one-in-matrix
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for t, p in zip(y_true, y_pred):
        m[t + 1, p + 1] += 1
    return m

# %% range(11)
# cause: range(11) goes to 10, and the last row is 9.
# codes: range-past-nine
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for i in range(11):
        for j in range(11):
            m[i, j] = np.sum((y_true == i) & (y_pred == j))
    return m

# %% one image too many
# cause: range(len(y_true) + 1) goes past the last image.
# codes: past-the-last-image
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for k in range(len(y_true) + 1):
        m[y_true[k], y_pred[k]] += 1
    return m

# %% histogram without a range
# cause: The bins reach from the lowest to the highest class that occurs, so that they shift when a class is absent.
# codes: absent-class-left-out
def confusion_matrix(y_true, y_pred):
    return np.histogram2d(y_true, y_pred, bins=10)[0]

# %% mask of a mask
# cause: The second mask has as many values as images, and the array has fewer after the first.
# codes: mask-of-other-length
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for i in range(10):
        for j in range(10):
            m[i, j] = len(y_true[y_true == i][y_pred == j])
    return m

# %% pandas crosstab
# cause: The cross table has rows and columns only for classes that occur.
# codes: absent-class-left-out
import pandas as pd
def confusion_matrix(y_true, y_pred):
    return pd.crosstab(y_true, y_pred)

# %% classes as a boolean matrix
# cause: A matrix of booleans holds True and False, and so no count above 1.
# codes: repeated-pairs-lost
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=bool)
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
    return m

# %% right guesses in every cell
# cause: Every cell holds the number of right guesses: the classes of the cell are not asked for.
# codes: same-count-everywhere
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for i in range(10):
        for j in range(10):
            m[i, j] = np.sum(y_true == y_pred)
    return m

# %% add.at with a list
# cause: A list of two arrays is taken for row numbers; a tuple would be row and column.
# codes: list-for-index-pair
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    np.add.at(m, [y_true, y_pred], 1)
    return m

# %% percent, rounded
# cause: The counts are given in percent of all images, rounded.
# codes: shares-for-matrix
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10))
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
    return np.round(100 * m / len(y_true), 1)

# %% result of add.at
# cause: np.add.at changes the matrix and returns None.
# codes: returns-none
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    return np.add.at(m, (y_true, y_pred), 1)

# %% elif keeps right guesses on one side
# cause: A right guess adds one to the whole row of that class.
# codes: several-cells-for-an-image
def confusion_matrix(y_true, y_pred):
    matrix = np.zeros((10, 10))
    for t, p in zip(y_true, y_pred):
        if t == p:
            matrix[t] += 1
        else:
            matrix[t, p] += 1
    return matrix

# %% matlab indices from one
# cause: The loops run from 1 to 10 as in MATLAB, so class 0 is not counted and class 10 does not exist.
# codes: classes-from-one-in-matrix
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10))
    for i in range(1, 11):
        for j in range(1, 11):
            m[i - 1, j - 1] = np.sum((y_true == i) & (y_pred == j))
    return m

# %% matlab brackets
# cause: Calls the matrix with round brackets as in MATLAB.
# codes: not-callable
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10))
    for k in range(len(y_true)):
        m[y_true(k), y_pred(k)] += 1
    return m

# %% bincount of 10 i + j without minlength
# cause: `bincount` without `minlength` gives fewer than 100 counts when 99 does not occur.
# codes: absent-class-left-out
def confusion_matrix(y_true, y_pred):
    return np.bincount(10 * np.array(y_true) + np.array(y_pred)).reshape(10, 10)

# %% code with the wrong factor
# cause: Codes the pairs with `t + 10 * p`: transposed.
# codes: matrix-transposed
def confusion_matrix(y_true, y_pred):
    codes = np.asarray(y_true) + 10 * np.asarray(y_pred)
    return np.bincount(codes, minlength=100).reshape(10, 10)

# %% code with factor 9
# cause: Codes the pairs with `9 * t + p`, so different pairs share one number.
# codes: wrong-flat-position
def confusion_matrix(y_true, y_pred):
    codes = 9 * np.asarray(y_true) + np.asarray(y_pred)
    return np.bincount(codes, minlength=100).reshape(10, 10)

# %% the shares of the rows
# cause: Divides each row by its sum: shares, not counts.
# codes: shares-for-matrix
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10))
    np.add.at(m, (np.asarray(y_true), np.asarray(y_pred)), 1)
    totals = m.sum(axis=1, keepdims=True)
    return np.divide(m, totals, out=np.zeros_like(m), where=totals > 0)

# %% the test set in place of the argument
# cause: Loops over the global y_test in place of y_true.
# codes: past-the-last-image
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for i in range(len(y_test)):
        m[y_test[i], y_pred[i]] += 1
    return m

# %% list of lists outside the function
# cause: The table is made outside, so the counts of earlier calls stay in it.
# codes: counts-kept-between-calls
table = [[0 for _ in range(10)] for _ in range(10)]
def confusion_matrix(y_true, y_pred):
    for i in range(len(y_true)):
        table[y_true[i]][y_pred[i]] += 1
    return table

# %% Counter of the classes that occur
# cause: Rows are made for the classes that occur in one of the two arrays only.
# codes: absent-class-left-out
def confusion_matrix(y_true, y_pred):
    from collections import Counter
    classes = sorted(set(list(y_true) + list(y_pred)))
    c = Counter(zip(y_true, y_pred))
    return np.array([[c[(a, b)] for b in classes] for a in classes])

# %% += of a slice
# cause: Adds one at `m[t:p]`, a range of rows, in place of `m[t, p]`.
# codes: several-cells-for-an-image
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10))
    for t, p in zip(y_true, y_pred):
        m[t:p] += 1
    return m

# %% unusual right, dictionary
# cause: Right: counts pairs in a dictionary.
# codes: passes
def confusion_matrix(y_true, y_pred):
    from collections import defaultdict
    d = defaultdict(int)
    for pair in zip(map(int, y_true), map(int, y_pred)):
        d[pair] += 1
    return [[d[r, c] for c in range(10)] for r in range(10)]

# %% unusual right, one-hot product
# cause: Right: the product of two one-hot tables.
# codes: passes
def confusion_matrix(y_true, y_pred):
    eye = np.eye(10)
    return np.einsum("ni,nj->ij", eye[np.asarray(y_true)], eye[np.asarray(y_pred)])

# %% whole column
# cause: Adds one to the whole column of the guess.
# codes: several-cells-for-an-image
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    for i in range(10):
        m[:, i] += np.sum(y_pred == i)
        m[i, :] += np.sum(y_true == i)
    return m

# %% np.empty in place of zeros
# cause: np.empty does not set the cells to zero; it holds what the memory held before.
# codes: counts-kept-between-calls keeps-state
def confusion_matrix(y_true, y_pred):
    m = np.empty((10, 10))
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
    return m

# %% np.add.at with the columns only
# cause: np.add.at gets the guesses alone as the index, so whole rows of the guess are increased.
# codes: one-argument-unused
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    np.add.at(m, y_pred, 1)
    return m

# %% sums of one comparison in a row
# cause: Every cell of row i holds the number of right guesses of class i.
# codes: several-cells-for-an-image
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10))
    for i in range(10):
        m[i] = np.sum((y_true == i) & (y_pred == i))
    return m

# %% count of equal places
# cause: The errors are put at [guess, true].
# codes: matrix-transposed
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10))
    for t, p in zip(y_true, y_pred):
        if t == p:
            m[t, t] += 1
        else:
            m[p, t] += 1
    return m

# %% list comprehension with count
# cause: `count` of a list takes one item; the pair needs round brackets of its own.
# codes: arguments-do-not-fit
def confusion_matrix(y_true, y_pred):
    return [[list(zip(y_true, y_pred)).count(i, j) for j in range(10)] for i in range(10)]

# %% sklearn
# cause: sklearn without labels= leaves out the classes that do not occur, so that the table is smaller.
# codes: absent-class-left-out
def confusion_matrix(y_true, y_pred):
    from sklearn.metrics import confusion_matrix as cm
    return cm(y_true, y_pred)

# %% tf
# cause: tf is not defined: TensorFlow was not imported.
# codes: name-not-defined
def confusion_matrix(y_true, y_pred):
    return tf.math.confusion_matrix(y_true, y_pred, num_classes=10).numpy()

# %% keras metrics has none
# cause: Keras has no metrics.ConfusionMatrix.
# codes: attribute-not-there
def confusion_matrix(y_true, y_pred):
    import keras
    return keras.metrics.ConfusionMatrix(10)(y_true, y_pred)

# %% range 9
# cause: range(9) leaves out class 9.
# codes: one-class-skipped
def confusion_matrix(y_true, y_pred):
    y_true, y_pred = np.array(y_true), np.array(y_pred)
    m = np.zeros((10, 10), dtype=int)
    for i in range(9):
        for j in range(9):
            m[i, j] = np.sum((y_true == i) & (y_pred == j))
    return m

# %% max plus one
# cause: The size of the table is the largest class plus one, not 10.
# codes: absent-class-left-out
def confusion_matrix(y_true, y_pred):
    n = max(max(y_true), max(y_pred)) + 1
    m = np.zeros((n, n), dtype=int)
    np.add.at(m, (y_true, y_pred), 1)
    return m

# %% global names
# cause: It uses y_test of the notebook and not the argument y_true.
# codes: one-argument-unused
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    y_test = recorded.test_arrays()[1]
    for t, p in zip(y_test, y_pred):
        m[t, p] += 1
    return m

# %% bincount without minlength
# cause: bincount without minlength is too short when the last pairs do not occur, and the reshape fails.
# codes: absent-class-left-out
def confusion_matrix(y_true, y_pred):
    return np.bincount(np.asarray(y_true) * 10 + np.asarray(y_pred)).reshape(10, 10)

# %% bincount with pairs times 9
# cause: The pair is coded as 9 * true + guess, so that different pairs get the same code.
# codes: wrong-flat-position
def confusion_matrix(y_true, y_pred):
    return np.bincount(np.asarray(y_true) * 9 + np.asarray(y_pred), minlength=100).reshape(10, 10)

# %% histogram2d without bins range
# cause: histogram2d takes the range from the data, so that the bins are not the classes when some are absent.
# codes: absent-class-left-out
def confusion_matrix(y_true, y_pred):
    m, _, _ = np.histogram2d(y_true, y_pred, bins=10)
    return m.astype(int)

# %% one-hot product the other way
# cause: The product of the one-hot tables is taken the other way round: the rows are guesses.
# codes: matrix-transposed
def confusion_matrix(y_true, y_pred):
    t = np.eye(10, dtype=int)[y_true]
    p = np.eye(10, dtype=int)[y_pred]
    return p.T @ t

# %% pandas crosstab, again
# cause: pd is not defined: pandas was not imported.
# codes: name-not-defined
def confusion_matrix(y_true, y_pred):
    return pd.crosstab(y_true, y_pred).values

# %% dictionary of pairs
# cause: It returns a dictionary of pairs, not a table.
# codes: not-an-array
def confusion_matrix(y_true, y_pred):
    counts = {}
    for pair in zip(y_true, y_pred):
        counts[pair] = counts.get(pair, 0) + 1
    return counts

# %% plots
# cause: It shows the table as a picture and returns nothing.
# codes: returns-none
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    np.add.at(m, (y_true, y_pred), 1)
    plots.confusion(m)

# %% y_pred argmaxed again
# cause: y_pred are classes already; argmax along axis 1 asks for a second axis that is not there.
# codes: axis-out-of-range
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10), dtype=int)
    guesses = np.argmax(y_pred, axis=1)
    np.add.at(m, (y_true, guesses), 1)
    return m

# %% MATLAB round brackets
# cause: m(t, p) with round brackets calls the array as if it were a function.
# codes: not-callable
def confusion_matrix(y_true, y_pred):
    m = np.zeros((10, 10))
    for k in range(len(y_true)):
        m(y_true[k], y_pred[k])
    return m

# %% right: Counter
# cause: Right: a Counter of pairs in a list of lists.
# codes: passes
def confusion_matrix(y_true, y_pred):
    from collections import Counter
    c = Counter(zip(map(int, y_true), map(int, y_pred)))
    return [[c[i, j] for j in range(10)] for i in range(10)]

# %% right: einsum
# cause: Right: einsum of two comparisons.
# codes: passes
def confusion_matrix(y_true, y_pred):
    t = (np.asarray(y_true)[:, None] == np.arange(10)).astype(int)
    p = (np.asarray(y_pred)[:, None] == np.arange(10)).astype(int)
    return np.einsum("ni,nj->ij", t, p)
