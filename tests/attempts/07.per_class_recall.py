# The labels of the test images, as a cell above the exercise loads them.
_, y_test = recorded.test_arrays()
# Guesses, as a cell above makes them; a rule in place of a network.
y_pred = np.where(np.arange(10000) % 7 == 0, (y_test * 3 + 1) % 10, y_test)

# %% precision
# cause: The diagonal is divided by the sums of the columns: that is the precision.
# codes: precision-for-recall
def per_class_recall(matrix):
    return matrix.diagonal() / matrix.sum(axis=0)

# %% 0 for NaN
# cause: A class without images gets 0 in place of NaN.
# codes: absent-class-not-nan
def per_class_recall(matrix):
    return np.nan_to_num(matrix.diagonal() / matrix.sum(axis=1))

# %% else 0 in a loop
# cause: A class without images gets 0 in place of NaN.
# codes: absent-class-not-nan
def per_class_recall(matrix):
    result = []
    for k in range(10):
        total = matrix[k].sum()
        result.append(matrix[k, k] / total if total > 0 else 0)
    return result

# %% integer division
# cause: `//` drops the fraction.
# codes: recall-divided-as-integers
def per_class_recall(matrix):
    return matrix.diagonal() // np.maximum(matrix.sum(axis=1), 1)

# %% integer division, no guard
# cause: `//` drops the fraction.
# codes: recall-divided-as-integers
def per_class_recall(matrix):
    return matrix.diagonal() // matrix.sum(axis=1)

# %% integer result array
# cause: The array of results holds integers, which drop the fraction.
# codes: recall-divided-as-integers
def per_class_recall(matrix):
    recall = np.zeros(10, dtype=int)
    for k in range(10):
        if matrix[k].sum():
            recall[k] = matrix[k, k] / matrix[k].sum()
    return recall

# %% mean
# cause: The mean over the classes is returned, not ten values.
# codes: recall-averaged
def per_class_recall(matrix):
    return np.mean(matrix.diagonal() / matrix.sum(axis=1))

# %% divided by 1000
# cause: 1,000 images of each class are written in; the row's own sum is needed.
# codes: number-for-row-sum
def per_class_recall(matrix):
    return matrix.diagonal() / 1000

# %% divided by 1000, with NaN
# cause: 1,000 images of each class are written in; the row's own sum is needed.
# codes: number-for-row-sum
def per_class_recall(matrix):
    recall = matrix.diagonal() / 1000
    recall[matrix.sum(axis=1) == 0] = np.nan
    return recall

# %% the matrix of shares
# cause: Every cell is divided by its row's sum and the whole matrix is returned; the diagonal is not taken.
# codes: diagonal-not-taken
def per_class_recall(matrix):
    return matrix / matrix.sum(axis=1, keepdims=True)

# %% max of the row
# cause: The largest count of the row is taken in place of the diagonal's.
# codes: largest-for-diagonal
def per_class_recall(matrix):
    return matrix.max(axis=1) / matrix.sum(axis=1)

# %% list
# cause: A right answer as a list, with NaN.
# codes: passes
def per_class_recall(matrix):
    recalls = []
    for k in range(10):
        total = matrix[k].sum()
        if total == 0:
            recalls.append(np.nan)
        else:
            recalls.append(matrix[k, k] / total)
    return recalls

# %% None for NaN
# cause: A class without images gets None in place of NaN.
# codes: passes
def per_class_recall(matrix):
    recalls = []
    for k in range(10):
        total = matrix[k].sum()
        recalls.append(matrix[k, k] / total if total else None)
    return recalls

# %% return in the loop
# cause: `return` stands inside the loop, so only class 0 is computed.
# codes: return-in-loop
def per_class_recall(matrix):
    recalls = []
    for k in range(10):
        recalls.append(matrix[k, k] / matrix[k].sum())
        return recalls

# %% return in the loop, one number
# cause: `return` stands inside the loop, so the recall of class 0 alone is returned.
# codes: return-in-loop
def per_class_recall(matrix):
    for k in range(10):
        return matrix[k, k] / matrix[k].sum()

# %% overwritten in the loop
# cause: The result is overwritten in each round; the recall of class 9 alone is returned.
# codes: overwritten-in-loop
def per_class_recall(matrix):
    for k in range(10):
        recall = matrix[k, k] / matrix[k].sum()
    return recall

# %% return in the loop of an array
# cause: `return` stands inside the loop, so only the first value is filled in.
# codes: return-in-loop
def per_class_recall(matrix):
    recall = np.full(10, np.nan)
    for k in range(10):
        recall[k] = matrix[k, k] / matrix[k].sum()
        return recall

# %% one-class sums in the loop
# cause: The column's sum is used in the loop: that is the precision.
# codes: precision-for-recall
def per_class_recall(matrix):
    return [matrix[k, k] / sum(matrix[:, k]) if sum(matrix[:, k]) else np.nan for k in range(10)]

# %% zero test on the wrong axis
# cause: The test for no images looks at the columns, so a class that is never guessed gets NaN.
# codes: nan-for-never-guessed
def per_class_recall(matrix):
    recall = np.full(10, np.nan)
    for k in range(10):
        if matrix[:, k].sum() > 0 and matrix[k].sum() > 0:
            recall[k] = matrix[k, k] / matrix[k].sum()
    return recall

# %% zero test on the diagonal
# cause: The test looks whether the diagonal is 0, so a class of which no image was found gets NaN in place of 0.
# codes: nan-for-never-found
def per_class_recall(matrix):
    recall = np.full(10, np.nan)
    for k in range(10):
        if matrix[k, k] > 0:
            recall[k] = matrix[k, k] / matrix[k].sum()
    return recall

# %% NaN in place of every zero
# cause: Every 0 becomes NaN, also that of a class of which no image was found.
# codes: nan-for-never-found
def per_class_recall(matrix):
    with np.errstate(all="ignore"):
        recall = matrix.diagonal() / matrix.sum(axis=1)
    recall[recall == 0] = np.nan
    return recall

# %% divided by the errors
# cause: The divisor leaves out the right guesses.
# codes: errors-for-divisor
def per_class_recall(matrix):
    hits = matrix.diagonal()
    return hits / (matrix.sum(axis=1) - hits)

# %% percent
# cause: The recall is multiplied by 100.
# codes: recall-in-percent
def per_class_recall(matrix):
    return 100 * matrix.diagonal() / matrix.sum(axis=1)

# %% rounded
# cause: The recalls are rounded to two digits.
# codes: recall-rounded
def per_class_recall(matrix):
    return np.round(matrix.diagonal() / matrix.sum(axis=1), 2)

# %% counts of the diagonal
# cause: The diagonal's counts are returned without a division.
# codes: count-for-recall
def per_class_recall(matrix):
    return np.diag(matrix)

# %% all images as the divisor
# cause: The diagonal is divided by the number of all images.
# codes: share-of-all-for-recall
def per_class_recall(matrix):
    return np.diag(matrix) / np.sum(matrix)

# %% accuracy for each class
# cause: Every class gets the accuracy of all.
# codes: overall-for-each-class
def per_class_recall(matrix):
    accuracy = np.trace(matrix) / matrix.sum()
    return np.array([accuracy] * 10)

# %% accuracy
# cause: The accuracy of all classes together is returned, one number.
# codes: recall-averaged
def per_class_recall(matrix):
    return np.trace(matrix) / matrix.sum()

# %% specificity-like
# cause: The share of right rejections is computed (specificity), not the recall.
# codes: another-measure-for-recall
def per_class_recall(matrix):
    result = []
    total = matrix.sum()
    for k in range(10):
        tp = matrix[k, k]
        fn = matrix[k].sum() - tp
        fp = matrix[:, k].sum() - tp
        tn = total - tp - fn - fp
        result.append(tn / (tn + fp))
    return result

# %% one-vs-rest accuracy
# cause: The accuracy of 'this class or not' is computed, (tp + tn) over all.
# codes: another-measure-for-recall
def per_class_recall(matrix):
    result = []
    total = matrix.sum()
    for k in range(10):
        tp = matrix[k, k]
        fn = matrix[k].sum() - tp
        fp = matrix[:, k].sum() - tp
        tn = total - tp - fn - fp
        result.append((tp + tn) / total)
    return result

# %% tp, fp and fn mixed up
# cause: What is called fn is summed down the column: precision, not recall.
# codes: precision-for-recall
def per_class_recall(matrix):
    tp = np.diag(matrix)
    fn = matrix.sum(axis=0) - tp
    return tp / (tp + fn)

# %% jaccard
# cause: Row and column together are the divisor, with the diagonal once: the Jaccard index, not the recall.
# codes: another-measure-for-recall
def per_class_recall(matrix):
    tp = np.diag(matrix)
    return tp / (matrix.sum(axis=0) + matrix.sum(axis=1) - tp)

# %% F1
# cause: F1 mixes recall and precision.
# codes: f1-for-recall
def per_class_recall(matrix):
    tp = np.diag(matrix)
    return 2 * tp / (matrix.sum(axis=0) + matrix.sum(axis=1))

# %% antidiagonal
# cause: The other diagonal is read, from the lower left to the upper right.
# codes: other-diagonal
def per_class_recall(matrix):
    return np.array([matrix[k, 9 - k] / matrix[k].sum() for k in range(10)])

# %% mean of the row
# cause: The mean of the row is the divisor, so the values are ten times too large.
# codes: row-mean-for-sum
def per_class_recall(matrix):
    return matrix.diagonal() / matrix.mean(axis=1)

# %% the miss rate
# cause: The share that was missed is computed.
# codes: misses-for-recall
def per_class_recall(matrix):
    return (matrix.sum(axis=1) - matrix.diagonal()) / matrix.sum(axis=1)

# %% upside down
# cause: The quotient is upside down: the sum of the row divided by the diagonal.
# codes: quotient-upside-down
def per_class_recall(matrix):
    return matrix.sum(axis=1) / matrix.diagonal()

# %% Python numbers divided by zero
# cause: Python's own integers raise ZeroDivisionError for a class without images.
# codes: absent-class-raises
def per_class_recall(matrix):
    rows = matrix.tolist()
    return [rows[k][k] / sum(rows[k]) for k in range(10)]

# %% absent class skipped
# cause: A class without images is skipped, so fewer than ten values come back.
# codes: absent-class-dropped
def per_class_recall(matrix):
    result = []
    for k in range(10):
        if matrix[k].sum() > 0:
            result.append(matrix[k, k] / matrix[k].sum())
    return np.array(result)

# %% text for NaN
# cause: The text "nan" stands for a class without images, where a number is needed.
# codes: text-for-nan
def per_class_recall(matrix):
    return [matrix[k, k] / matrix[k].sum() if matrix[k].sum() else "nan" for k in range(10)]

# %% minus one for NaN
# cause: A class without images gets -1 in place of NaN.
# codes: absent-class-not-nan
def per_class_recall(matrix):
    return np.array([matrix[k, k] / matrix[k].sum() if matrix[k].sum() else -1 for k in range(10)])

# %% None in place of the test
# cause: `matrix[k].sum() == np.nan` is never true; the sum is 0, and NaN equals nothing. The division gives NaN anyway, so the answer is right.
# codes: passes
def per_class_recall(matrix):
    recall = []
    for k in range(10):
        if matrix[k].sum() == np.nan:
            recall.append(np.nan)
        else:
            recall.append(matrix[k, k] / matrix[k].sum())
    return recall

# %% any class absent, all NaN
# cause: When any class has no images, every class gets NaN.
# codes: all-nan-for-one-absent
def per_class_recall(matrix):
    if (matrix.sum(axis=1) == 0).any():
        return np.full(10, np.nan)
    return matrix.diagonal() / matrix.sum(axis=1)

# %% if on an array
# cause: `if` on the ten sums has no single truth value; one class at a time, or np.where.
# codes: classes-tested-at-once
def per_class_recall(matrix):
    images = matrix.sum(axis=1)
    if images == 0:
        return np.nan
    return matrix.diagonal() / images

# %% np.where
# cause: A right answer with np.where.
# codes: passes
def per_class_recall(matrix):
    images = matrix.sum(axis=1)
    return np.where(images == 0, np.nan, np.diag(matrix) / np.maximum(images, 1))

# %% keepdims
# cause: keepdims makes a column (10, 1), and the quotient becomes a table (10, 10).
# codes: column-broadcast
def per_class_recall(matrix):
    return matrix.diagonal() / matrix.sum(axis=1, keepdims=True)

# %% column result
# cause: The result is a column of shape (10, 1).
# codes: column-for-row
def per_class_recall(matrix):
    return (matrix.diagonal() / matrix.sum(axis=1)).reshape(-1, 1)

# %% the diagonal's parentheses are missing
# cause: `matrix.diagonal` without parentheses is the method itself.
# codes: method-not-called
def per_class_recall(matrix):
    return matrix.diagonal / matrix.sum(axis=1)

# %% method that does not exist
# cause: A NumPy array has no method `diag`; it is `diagonal`, or np.diag.
# codes: attribute-not-there
def per_class_recall(matrix):
    return matrix.diag() / matrix.sum(axis=1)

# %% name of the docstring
# cause: The name y_prediction is not defined: the function gets a matrix, no guesses.
# codes: name-not-defined
def per_class_recall(matrix):
    recalls = []
    for k in range(10):
        recalls.append(np.mean(y_prediction[y_test == k] == k))
    return np.array(recalls)

# %% the notebook's labels
# cause: The recall is computed from the labels of the notebook; the parameter is not used.
# codes: ignores-its-argument
def per_class_recall(matrix):
    guesses = (y_test + (np.arange(len(y_test)) % 5 == 0)) % 10
    return np.array([np.mean(guesses[y_test == k] == k) for k in range(10)])

# %% printed
# cause: The recalls are printed and not returned.
# codes: returns-none
def per_class_recall(matrix):
    for k in range(10):
        print(k, matrix[k, k] / matrix[k].sum())

# %% nine classes
# cause: range(9) stops at 8, so class 9 is missing.
# codes: one-class-skipped
def per_class_recall(matrix):
    return np.array([matrix[k, k] / matrix[k].sum() for k in range(9)])

# %% nine classes filled
# cause: range(9) stops at 8, so class 9 keeps its NaN.
# codes: one-class-skipped
def per_class_recall(matrix):
    recall = np.full(10, np.nan)
    for k in range(9):
        if matrix[k].sum():
            recall[k] = matrix[k, k] / matrix[k].sum()
    return recall

# %% from class one
# cause: range(1, 10) begins at 1, so class 0 is missing.
# codes: one-class-skipped
def per_class_recall(matrix):
    return [matrix[k, k] / matrix[k].sum() for k in range(1, 10)]

# %% dict by class
# cause: The recalls stand in a dict; an array of shape (10,) is asked for.
# codes: dict-for-recall
def per_class_recall(matrix):
    with np.errstate(all="ignore"):
        return {k: matrix[k, k] / matrix[k].sum() for k in range(10)}

# %% sorted
# cause: The recalls are sorted, so their places no longer say the class.
# codes: recall-sorted
def per_class_recall(matrix):
    return np.sort(matrix.diagonal() / matrix.sum(axis=1))

# %% divided in place
# cause: `matrix /= ...` writes into the matrix that came in, and an integer array can't take the quotient.
# codes: result-type-too-small
def per_class_recall(matrix):
    matrix /= matrix.sum(axis=1, keepdims=True)
    return matrix.diagonal()

# %% rows overwritten
# cause: The rows of the input are overwritten, integers that drop the fraction.
# codes: changes-its-input
def per_class_recall(matrix):
    for k in range(10):
        if matrix[k].sum():
            matrix[k] = matrix[k] / matrix[k].sum()
    return matrix.diagonal()

# %% the inf of a zero replaced
# cause: A right answer: float division with a list comprehension and float("nan").
# codes: passes
def per_class_recall(matrix):
    return tuple(float(row[k]) / float(sum(row)) if sum(row) else float("nan") for k, row in enumerate(matrix))

# %% as a tensor
# cause: A right answer as a TensorFlow tensor.
# codes: passes
def per_class_recall(matrix):
    import tensorflow as tf
    m = tf.constant(matrix, dtype=tf.float64)
    return tf.linalg.diag_part(m) / tf.reduce_sum(m, axis=1)

# %% NaN into an array of integers
# cause: The result is an array of integers, which holds neither fractions nor NaN.
# codes: recall-divided-as-integers
def per_class_recall(matrix):
    recall = np.zeros(10, dtype=int)
    for k in range(10):
        total = matrix[k].sum()
        recall[k] = matrix[k, k] / total if total > 0 else np.nan
    return recall

# %% like the matrix of integers
# cause: np.zeros_like makes an array of integers, which can't take NaN.
# codes: nan-into-integers recall-divided-as-integers
def per_class_recall(matrix):
    recall = np.full_like(matrix[0], np.nan)
    for k in range(10):
        recall[k] = matrix[k, k] / matrix[k].sum()
    return recall

# %% divided by the largest row
# cause: Every class is divided by the largest row's sum.
# codes: number-for-row-sum
def per_class_recall(matrix):
    return matrix.diagonal() / matrix.sum(axis=1).max()

# %% ZeroDivisionError caught
# cause: A right answer: NumPy's numbers give NaN and raise nothing.
# codes: passes
def per_class_recall(matrix):
    recall = []
    for k in range(10):
        try:
            recall.append(matrix[k][k] / matrix[k].sum())
        except ZeroDivisionError:
            recall.append(0)
    return recall

# %% += on the array
# cause: += without an index adds each recall to all ten places.
# codes: recalls-added-up
def per_class_recall(matrix):
    recall = np.zeros(10)
    for k in range(10):
        recall += matrix[k, k] / matrix[k].sum()
    return recall

# %% largest of the column
# cause: The largest count of the column is divided by the column's sum; the row counts.
# codes: precision-for-recall
def per_class_recall(matrix):
    return matrix.max(axis=0) / matrix.sum(axis=0)

# %% torch dim
# cause: NumPy's sum has no `dim`; it is called `axis`.
# codes: arguments-do-not-fit
def per_class_recall(matrix):
    return np.diag(matrix) / matrix.sum(dim=1)

# %% precision, axis 0
# cause: Divides by column sums: precision.
# codes: precision-for-recall
def per_class_recall(matrix):
    rec = np.zeros(10)
    for k in range(10):
        tp = matrix[k][k]
        fp = matrix[:, k].sum() - tp
        rec[k] = tp / (tp + fp) if tp + fp else np.nan
    return rec

# %% zero for absent
# cause: Gives 0 for a class without images.
# codes: absent-class-not-nan
def per_class_recall(matrix):
    sums = matrix.sum(axis=1)
    return np.where(sums == 0, 0, np.diag(matrix) / np.maximum(sums, 1))

# %% small number against division by zero
# cause: Adds a small number to the sums, so an absent class gets 0 and not NaN.
# codes: absent-class-not-nan
def per_class_recall(matrix):
    return np.diag(matrix) / (np.sum(matrix, axis=1) + 1e-8)

# %% nan_to_num
# cause: `nan_to_num` replaces the NaN of the absent class by 0.
# codes: absent-class-not-nan
def per_class_recall(matrix):
    return np.nan_to_num(np.diag(matrix) / np.sum(matrix, 1))

# %% zero in the except
# cause: The class that is absent divides by zero, and the except gives it 0.
# codes: absent-class-not-nan
def per_class_recall(matrix):
    out = []
    for k in range(10):
        total = int(matrix[k].sum())
        try:
            out.append(int(matrix[k, k]) / total)
        except ZeroDivisionError:
            out.append(0)
    return out

# %% the whole diagonal over one row
# cause: The name of the loop is overwritten in each round, so every class is divided by the sum of the last row.
# codes: number-for-row-sum
def per_class_recall(matrix):
    for row in matrix:
        total = row.sum()
    return np.diag(matrix) / total

# %% normalised without keepdims
# cause: Divides each column by the sum of the row of the same number, by broadcasting, and adds up the rows.
# codes: unnamed
def per_class_recall(matrix):
    norm = matrix / matrix.sum(axis=1)
    return norm.sum(axis=1)

# %% global matrix
# cause: Computes from a global confusion matrix of y_test, not the argument.
# codes: ignores-its-argument
def per_class_recall(matrix):
    cm = confusion_matrix(y_test, y_pred)
    return np.diag(cm) / cm.sum(axis=1)

# %% unusual right, divide with where
# cause: Right: np.divide with where and out.
# codes: passes
def per_class_recall(matrix):
    matrix = np.array(matrix, float)
    out = np.full(10, np.nan)
    n = matrix @ np.ones(10)
    np.divide(np.einsum("ii->i", matrix), n, out=out, where=n != 0)
    return out

# %% unusual right, list with None
# cause: Right: a list with None for the absent class, as the next cell says.
# codes: passes
def per_class_recall(matrix):
    return [float(r[i]) / float(sum(r)) if sum(r) else float("nan") for i, r in enumerate(matrix)]

# %% a dash in an array
# cause: A dash stands for the absent class, which makes the whole array text.
# codes: text-for-nan
def per_class_recall(matrix):
    return np.array(["-" if s == 0 else d / s for d, s in zip(np.diag(matrix), matrix.sum(axis=1))])

# %% misses over the class
# cause: The true positives are the sum of the row without the diagonal.
# codes: misses-for-recall
def per_class_recall(matrix):
    out = np.full(10, np.nan)
    for i in range(10):
        tp = sum(matrix[i, j] for j in range(10) if j != i)
        if matrix[i].sum():
            out[i] = tp / matrix[i].sum()
    return out

# %% inf for nan
# cause: np.inf stands for the absent class.
# codes: absent-class-not-nan
def per_class_recall(matrix):
    s = matrix.sum(axis=1)
    return np.array([matrix[k, k] / s[k] if s[k] else np.inf for k in range(10)])

# %% one for absent
# cause: A class without images gets 1.
# codes: absent-class-not-nan
def per_class_recall(matrix):
    s = np.where(matrix.sum(axis=1) == 0, 1, matrix.sum(axis=1))
    d = np.where(matrix.sum(axis=1) == 0, 1, np.diag(matrix))
    return d / s

# %% row of the class before
# cause: The sum is that of the row before, by an index that is one too low.
# codes: another-divisor
def per_class_recall(matrix):
    out = []
    for k in range(10):
        out.append(matrix[k][k] / sum(matrix[k - 1]))
    return out

# %% norm of the row
# cause: np.linalg.norm gives the length of the vector, not the sum.
# codes: another-divisor
def per_class_recall(matrix):
    return np.diag(matrix) / np.linalg.norm(matrix, axis=1)

# %% nan to zero
# cause: nan_to_num makes 0 of the NaN of a class without images.
# codes: absent-class-not-nan
def per_class_recall(matrix):
    return np.nan_to_num(np.diag(matrix) / matrix.sum(axis=1))

# %% epsilon
# cause: A small number is added below, so that a class without images has 0 and not NaN.
# codes: absent-class-not-nan
def per_class_recall(matrix):
    return np.diag(matrix) / (matrix.sum(axis=1) + 1e-9)

# %% hard-coded 1000
# cause: It divides by 1000 images of each class, which holds for the test set only.
# codes: number-for-row-sum
def per_class_recall(matrix):
    return np.diag(matrix) / 1000

# %% keepdims broadcast
# cause: The row sums are kept as a column, so that the division makes a 10 x 10 table.
# codes: column-broadcast
def per_class_recall(matrix):
    return np.diag(matrix) / matrix.sum(axis=1, keepdims=True)

# %% off-diagonal
# cause: It gives the share that was missed, 1 minus the recall.
# codes: misses-for-recall
def per_class_recall(matrix):
    return 1 - np.diag(matrix) / matrix.sum(axis=1)

# %% f1
# cause: It computes F1, the harmonic mean of precision and recall.
# codes: f1-for-recall
def per_class_recall(matrix):
    tp = np.diag(matrix)
    p = tp / matrix.sum(axis=0)
    r = tp / matrix.sum(axis=1)
    return 2 * p * r / (p + r)

# %% percent, again
# cause: The recalls are given in per cent.
# codes: recall-in-percent
def per_class_recall(matrix):
    return np.diag(matrix) / matrix.sum(axis=1) * 100

# %% skips empty classes
# cause: Classes without images are left out, so that fewer than ten numbers come back.
# codes: absent-class-dropped
def per_class_recall(matrix):
    out = []
    for i in range(10):
        total = sum(matrix[i])
        if total > 0:
            out.append(matrix[i][i] / total)
    return np.array(out)

# %% int array
# cause: The result is put into an array of integers, so that the decimals are cut off.
# codes: recall-divided-as-integers
def per_class_recall(matrix):
    out = np.zeros(10, dtype=int)
    for i in range(10):
        if matrix[i].sum() > 0:
            out[i] = matrix[i, i] / matrix[i].sum()
    return out

# %% zero where there is none
# cause: The result starts with zeros and classes without images keep 0, not NaN.
# codes: absent-class-not-nan
def per_class_recall(matrix):
    out = np.zeros(10)
    for i in range(10):
        if matrix[i].sum():
            out[i] = matrix[i, i] / matrix[i].sum()
    return out

# %% nan as text
# cause: The class without images gets the text "nan", which makes the whole array text.
# codes: text-for-nan
def per_class_recall(matrix):
    out = []
    for i in range(10):
        s = matrix[i].sum()
        out.append(matrix[i, i] / s if s else "nan")
    return np.array(out)

# %% nan misspelt
# cause: np.NaN is the old spelling, which NumPy 2 no longer has; it is np.nan.
# codes: attribute-not-there
def per_class_recall(matrix):
    s = matrix.sum(axis=1)
    return np.where(s == 0, np.NaN, np.diag(matrix) / s)

# %% nan without np
# cause: nan alone is not defined; it is np.nan.
# codes: name-not-defined
def per_class_recall(matrix):
    return np.array([matrix[i, i] / matrix[i].sum() if matrix[i].sum() else nan for i in range(10)])

# %% labels and guesses
# cause: It takes labels and guesses and not the matrix.
# codes: arguments-do-not-fit
def per_class_recall(y_true, y_pred):
    return np.array([np.mean(y_pred[y_true == k] == k) for k in range(10)])

# %% sklearn
# cause: sklearn's recall_score wants labels and guesses; rows of the matrix are no labels.
# codes: matrix-given-as-labels
def per_class_recall(matrix):
    from sklearn.metrics import recall_score
    return recall_score(matrix, matrix, average=None)

# %% example only
# cause: It computes the recall of class 2 alone, as the example does.
# codes: recall-averaged
def per_class_recall(matrix):
    row = matrix[2]
    return row[2] / row.sum()

# %% dictionary
# cause: It returns a dictionary with the class as key.
# codes: dict-for-recall
def per_class_recall(matrix):
    return {i: matrix[i, i] / matrix[i].sum() for i in range(10)}

# %% mean of row
# cause: It divides by the mean of the row, not by its sum, so that all are ten times too large.
# codes: row-mean-for-sum
def per_class_recall(matrix):
    return np.diag(matrix) / matrix.mean(axis=1)

# %% linalg norm
# cause: keras.utils.normalize divides each row by its length, the root of the sum of squares.
# codes: another-divisor
def per_class_recall(matrix):
    return np.diag(matrix / np.linalg.norm(matrix, axis=1, keepdims=True))

# %% row over transposed
# cause: The transposed matrix is normalised by rows, which divides by the column sums.
# codes: precision-for-recall
def per_class_recall(matrix):
    m = matrix.T
    return np.array([m[i, i] / m[i].sum() for i in range(10)])

# %% broadcasting along the wrong axis
# cause: matrix / matrix.sum(axis=1) divides each column by a row's sum; the diagonal is right by chance, but the sum of each row is taken.
# codes: unnamed
def per_class_recall(matrix):
    shares = matrix / matrix.sum(axis=1)
    return shares.max(axis=1)

# %% stops at first empty
# cause: The function returns NaN alone as soon as one class has no images.
# codes: all-nan-for-one-absent
def per_class_recall(matrix):
    out = np.zeros(10)
    for i in range(10):
        if matrix[i].sum() == 0:
            return np.nan
        out[i] = matrix[i, i] / matrix[i].sum()
    return out

# %% changed in place
# cause: The division is written into the matrix that was passed in, which holds integers.
# codes: changes-its-input
def per_class_recall(matrix):
    for i in range(10):
        matrix[i] = matrix[i] / matrix[i].sum()
    return np.diag(matrix)

# %% right: Fractions list with None
# cause: Right: exact fractions and float, None where there is none.
# codes: passes
def per_class_recall(matrix):
    from fractions import Fraction
    rows = [[int(v) for v in row] for row in matrix]
    return [float(Fraction(row[i], sum(row))) if sum(row) else float("nan") for i, row in enumerate(rows)]

# %% right: einsum and divide where
# cause: Right: np.divide with where and an array of NaN.
# codes: passes
def per_class_recall(matrix):
    m = np.asarray(matrix, dtype=float)
    total = np.einsum("ij->i", m)
    return np.divide(np.einsum("ii->i", m), total, out=np.full(10, np.nan), where=total > 0)
