import keras


# %% sum over everything
# cause: One sum for the whole array, so all rows together add up to 1.
# codes: softmax-whole-batch
def softmax(logits):
    e = np.exp(logits - logits.max())
    return e / e.sum()


# %% keepdims forgotten in the maximum
# cause: The maximum of each row has shape (n,), which can't be subtracted from the rows: keepdims is missing.
# codes: keepdims-missing
def softmax(logits):
    shifted = logits - logits.max(axis=1)
    e = np.exp(shifted)
    return e / e.sum(axis=1)


# %% keepdims forgotten in the sum
# cause: The sum of each row has shape (n,), which can't divide the rows: keepdims is missing.
# codes: keepdims-missing
def softmax(logits):
    return np.exp(logits) / np.exp(logits).sum(axis=1)


# %% keepdims forgotten in the sum alone
# cause: The maximum has keepdims, the sum doesn't.
# codes: keepdims-missing
def softmax(logits):
    shifted = logits - np.max(logits, axis=1, keepdims=True)
    exponentials = np.exp(shifted)
    return exponentials / np.sum(exponentials, axis=1)


# %% no shift
# cause: Without the shift the exponentials of large scores overflow.
# codes: softmax-overflow
def softmax(logits):
    e = np.exp(logits)
    return e / e.sum(axis=1, keepdims=True)


# %% global maximum
# cause: The maximum of the whole batch is subtracted, not that of each row.
# codes: softmax-shared-shift
def softmax(logits):
    e = np.exp(logits - np.max(logits))
    return e / np.sum(e, axis=1, keepdims=True)


# %% in place
# cause: The caller's array is changed.
# codes: changes-its-input
def softmax(logits):
    logits -= logits.max(axis=1, keepdims=True)
    e = np.exp(logits)
    return e / e.sum(axis=1, keepdims=True)


# %% axis 0
# cause: The sum runs over the images, not over the classes.
# codes: softmax-over-images
def softmax(logits):
    e = np.exp(logits - logits.max(axis=0))
    return e / e.sum(axis=0)


# %% no return
# cause: There is no return.
# codes: returns-none
def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    result = e / e.sum(axis=1, keepdims=True)


# %% rounded to three digits
# cause: The result is rounded.
# codes: softmax-rounded
def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).round(3)


# %% rounded to two digits
# cause: The result is rounded.
# codes: softmax-rounded
def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.round(e / e.sum(axis=1, keepdims=True), 2)


# %% math.exp
# cause: math.exp takes one number, not an array.
# codes: math-on-array
def softmax(logits):
    import math

    e = math.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% python sum
# cause: Python's sum adds up the rows, so it runs over the images.
# codes: softmax-over-images
def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / sum(e)


# %% return in the loop
# cause: return stands inside the loop, so only the first row is computed.
# codes: return-in-loop
def softmax(logits):
    result = []
    for row in logits:
        e = np.exp(row - row.max())
        result.append(e / e.sum())
        return result


# %% return in the loop, into an array
# cause: return stands inside the loop, so only the first row is filled.
# codes: return-in-loop
def softmax(logits):
    result = np.zeros(logits.shape)
    for i in range(len(logits)):
        e = np.exp(logits[i] - logits[i].max())
        result[i] = e / e.sum()
        return result


# %% off by one in the loop
# cause: The loop ends one row too early, so the last row stays 0.
# codes: softmax-row-left-out
def softmax(logits):
    result = np.zeros(logits.shape)
    for i in range(len(logits) - 1):
        e = np.exp(logits[i] - logits[i].max())
        result[i] = e / e.sum()
    return result


# %% loop over the columns
# cause: The loop takes the number of classes for the number of images.
# codes: softmax-loop-too-long
def softmax(logits):
    result = np.zeros(logits.shape)
    for i in range(logits.shape[1]):
        e = np.exp(logits[i] - logits[i].max())
        result[i] = e / e.sum()
    return result


# %% ten rows hard coded
# cause: 10 rows are written in.
# codes: softmax-loop-too-long
def softmax(logits):
    result = np.zeros((len(logits), 10))
    for i in range(10):
        e = np.exp(logits[i] - max(logits[i]))
        result[i] = e / e.sum()
    return result


# %% ten classes hard coded
# cause: The result has ten columns, however many classes there are.
# codes: number-written-in
def softmax(logits):
    result = np.zeros((len(logits), 10))
    for i in range(len(logits)):
        e = np.exp(logits[i] - max(logits[i]))
        result[i] = e / e.sum()
    return result


# %% empty_like of the scores
# cause: An array made like integer scores holds only integers, so the probabilities are cut off.
# codes: softmax-integers
def softmax(logits):
    result = np.zeros_like(logits)
    for i in range(len(logits)):
        e = np.exp(logits[i] - logits[i].max())
        result[i] = e / e.sum()
    return result


# %% maximum added
# cause: The maximum is added, not subtracted, so large scores overflow.
# codes: softmax-overflow
def softmax(logits):
    e = np.exp(logits + logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% minus max of abs
# cause: The largest absolute value is subtracted; for very negative scores all exponentials become 0.
# codes: softmax-underflow
def softmax(logits):
    e = np.exp(logits - np.abs(logits).max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% mean in place of maximum
# cause: The mean of the row is subtracted, not its maximum: rows with a wide spread still overflow.
# codes: softmax-overflow
def softmax(logits):
    e = np.exp(logits - logits.mean(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% shift used only above
# cause: Only the exponentials above the line are shifted, the sum is not.
# codes: softmax-half-shifted
def softmax(logits):
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.exp(shifted) / np.exp(logits).sum(axis=1, keepdims=True)


# %% divided by 100 against overflow
# cause: Dividing the scores by their size changes their differences.
# codes: softmax-scaled
def softmax(logits):
    z = logits / logits.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


# %% min max scaling
# cause: The scores are scaled to 0 to 1, which changes their differences.
# codes: softmax-scaled
def softmax(logits):
    low = logits.min(axis=1, keepdims=True)
    high = logits.max(axis=1, keepdims=True)
    e = np.exp((logits - low) / (high - low))
    return e / e.sum(axis=1, keepdims=True)


# %% logit for logits
# cause: A misspelt name: logit for logits.
# codes: name-not-defined
def softmax(logits):
    shifted = logit - logits.max(axis=1, keepdims=True)
    e = np.exp(shifted)
    return e / e.sum(axis=1, keepdims=True)


# %% name of the formula
# cause: z is the name in the formula; the parameter is called logits.
# codes: name-not-defined
def softmax(logits):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% exp without np
# cause: exp is a function of NumPy and needs np in front.
# codes: name-not-defined
def softmax(logits):
    e = exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% method exp
# cause: An array has no method exp.
# codes: method-for-function
def softmax(logits):
    e = (logits - logits.max(axis=1, keepdims=True)).exp()
    return e / e.sum(axis=1, keepdims=True)


# %% torch words
# cause: NumPy calls it axis, not dim.
# codes: arguments-do-not-fit
def softmax(logits):
    e = np.exp(logits - np.max(logits, dim=1, keepdims=True))
    return e / np.sum(e, dim=1, keepdims=True)


# %% axis 2
# cause: An array of two axes has no axis 2.
# codes: axis-out-of-range
def softmax(logits):
    e = np.exp(logits - logits.max(axis=2, keepdims=True))
    return e / e.sum(axis=2, keepdims=True)


# %% one image only
# cause: Only the first row is computed.
# codes: softmax-first-row
def softmax(logits):
    e = np.exp(logits[0] - max(logits[0]))
    return e / sum(e)


# %% python max of the array
# cause: Python's max compares whole rows, which have no one truth value.
# codes: pythons-own-max
def softmax(logits):
    e = np.exp(logits - max(logits))
    return e / sum(e)


# %% transposed
# cause: The result is transposed: classes x images.
# codes: softmax-transposed
def softmax(logits):
    e = np.exp(logits.T - logits.max(axis=1))
    return e / e.sum(axis=0)


# %% returns the class
# cause: argmax gives the class with the highest score, not probabilities.
# codes: softmax-returns-class
def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).argmax(axis=1)


# %% percent
# cause: The shares are multiplied by 100.
# codes: softmax-percent
def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return 100 * e / e.sum(axis=1, keepdims=True)


# %% divided by the maximum
# cause: The exponentials are divided by their maximum, not by their sum.
# codes: softmax-not-divided
def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.max(axis=1, keepdims=True)


# %% divided by the mean
# cause: The exponentials are divided by their mean, so a row adds up to the number of classes.
# codes: softmax-divided-by-mean
def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.mean(axis=1, keepdims=True)


# %% sum of scores below
# cause: The exponentials are divided by the sum of the scores, not of the exponentials.
# codes: softmax-wrong-divisor
def softmax(logits):
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.exp(shifted) / shifted.sum(axis=1, keepdims=True)


# %% exponential of the quotient
# cause: The exponential is taken of the quotient, in the wrong order.
# codes: softmax-exponential-last
def softmax(logits):
    return np.exp(logits / logits.sum(axis=1, keepdims=True))


# %% brackets missing
# cause: exp of the scores, minus the maximum: the brackets are at the wrong place.
# codes: softmax-shift-outside
def softmax(logits):
    e = np.exp(logits) - logits.max(axis=1, keepdims=True)
    return e / e.sum(axis=1, keepdims=True)


# %% clip against overflow
# cause: Scores above 700 are cut off, so their differences are lost.
# codes: softmax-overflow
def softmax(logits):
    e = np.exp(np.clip(logits, -700, 700))
    return e / e.sum(axis=1, keepdims=True)


# %% epsilon in the divisor
# cause: Large scores still overflow; the epsilon only hides the division by 0.
# codes: softmax-overflow
def softmax(logits):
    e = np.exp(logits)
    return e / (e.sum(axis=1, keepdims=True) + 1e-7)


# %% float16
# cause: The result is kept in half precision, which has only three digits.
# codes: softmax-rounded
def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).astype(np.float16)


# %% the example returned
# cause: The result of the docstring's example is written in.
# codes: wrong-shape
def softmax(logits):
    return np.array([[0.665, 0.245, 0.09], [0.333, 0.333, 0.333]])


# %% a text
# cause: The result is a text, not an array.
# codes: not-an-array
def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return f"{e / e.sum(axis=1, keepdims=True)}"


# %% a list of rows
# cause: Nothing is wrong: a list of rows is right.
# codes: passes
def softmax(logits):
    rows = []
    for row in logits:
        e = [np.exp(z - max(row)) for z in row]
        rows.append([value / sum(e) for value in e])
    return rows


# %% scipy-like
# cause: Nothing is wrong: log-sum-exp.
# codes: passes
def softmax(logits):
    m = logits.max(-1)[:, None]
    return np.exp(logits - m - np.log(np.exp(logits - m).sum(-1)[:, None]))


# %% keras
# cause: Nothing is wrong: Keras's own softmax.
# codes: passes
def softmax(logits):
    return keras.ops.softmax(keras.ops.convert_to_tensor(logits, dtype="float32"), axis=-1)


# %% apply along axis
# cause: Nothing is wrong.
# codes: passes
def softmax(logits):
    def one(row):
        e = np.exp(row - row.max())
        return e / e.sum()

    return np.apply_along_axis(one, 1, logits)


# %% rounded to four digits
# cause: The result is rounded.
# codes: softmax-rounded
def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.round(e / e.sum(axis=1, keepdims=True), 4)


# %% result replaced in the loop
# cause: The result is replaced in each round of the loop, so only the last row comes back.
# codes: softmax-last-row
def softmax(logits):
    for row in logits:
        e = np.exp(row - row.max())
        result = e / e.sum()
    return result


# %% extend for append
# cause: extend joins the numbers of all rows to one long list.
# codes: softmax-flattened
def softmax(logits):
    out = []
    for row in logits:
        e = np.exp(row - row.max())
        out.extend(e / e.sum())
    return np.array(out)


# %% max over axis 0 sum over axis 1
# cause: The maximum is taken down the columns.
# codes: softmax-shift-by-column
def softmax(logits):
    e = np.exp(logits - logits.max(axis=0))
    return e / e.sum(axis=1, keepdims=True)


# %% sum of logits then exp
# cause: The exponential is taken of the sum, not the sum of the exponentials.
# codes: softmax-exp-of-sum
def softmax(logits):
    z = logits - logits.max(axis=1, keepdims=True)
    return np.exp(z) / np.exp(z.sum(axis=1, keepdims=True))


# %% min shift
# cause: The minimum of the row is subtracted, so large exponentials still overflow.
# codes: softmax-overflow
def softmax(logits):
    e = np.exp(logits - logits.min(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% tuple of rows and sums
# cause: Two results are returned.
# codes: number-of-results
def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    s = e.sum(axis=1, keepdims=True)
    return e / s, s


# %% sort
# cause: The scores are sorted, so the probabilities lose their place.
# codes: softmax-sorted
def softmax(logits):
    z = np.sort(logits, axis=1)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% missing call
# cause: The method max is not called.
# codes: method-not-called
def softmax(logits):
    e = np.exp(logits - logits.max)
    return e / e.sum(axis=1, keepdims=True)


# %% keepdims only np.newaxis wrong
# cause: The new axis stands in front, so that the numbers make a row and not a column.
# codes: shapes-do-not-broadcast
def softmax(logits):
    e = np.exp(logits - logits.max(axis=1)[np.newaxis, :])
    return e / e.sum(axis=1)[np.newaxis, :]


# %% caret
# cause: ^ is no power in Python, and works on whole numbers only.
# codes: types-do-not-combine
def softmax(logits):
    e = np.e ^ logits
    return e / e.sum(axis=1, keepdims=True)


# %% integer e
# cause: Nothing is wrong: 2.718 is near enough to e.
# codes: passes
def softmax(logits):
    e = 2.718 ** (logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% axis=0 loops over columns
# cause: The loop goes over the classes and normalises each column.
# codes: softmax-over-images
def softmax(logits):
    out = np.zeros(logits.shape)
    for k in range(logits.shape[1]):
        e = np.exp(logits[:, k] - logits[:, k].max())
        out[:, k] = e / e.sum()
    return out


# %% rows as lists
# cause: The rows are lists, which have no method max.
# codes: attribute-not-there
def softmax(logits):
    rows = logits.tolist()
    e = [np.exp(r - r.max()) for r in rows]
    return np.array([r / r.sum() for r in e])


# %% matrix product for a division
# cause: A matrix product stands where a division was meant.
# codes: matrix-product-shapes
def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e @ (1 / e.sum(axis=1))


# %% subtracts after the exponential
# cause: The largest exponential is subtracted from the exponentials, after np.exp has overflowed.
# codes: softmax-shift-outside
def softmax(logits):
    e = np.exp(logits)
    e = e - e.max(axis=1, keepdims=True)
    return e / e.sum(axis=1, keepdims=True)


# %% pandas apply
# cause: Arrays have no apply; that is pandas.
# codes: attribute-not-there
def softmax(logits):
    def one(row):
        e = np.exp(row - row.max())
        return e / e.sum()

    return logits.apply(one, axis=1)


# %% tutorial with transposed rows
# cause: The loop over the rows of logits.T normalises the columns, then turns the array back.
# codes: softmax-over-images
def softmax(logits):
    out = []
    for col in logits.T:
        e = np.exp(col - col.max())
        out.append(e / e.sum())
    return np.array(out).T


# %% the loop writes into an array of the same kind
# cause: np.zeros_like of integer scores is an integer array: probabilities are cut to 0.
# codes: softmax-integers
def softmax(logits):
    out = np.zeros_like(logits)
    for i in range(len(logits)):
        e = np.exp(logits[i] - logits[i].max())
        out[i] = e / e.sum()
    return out


# %% e from the scientific notation
# cause: Powers of 10 are taken, since 1e is thought to mean e.
# codes: softmax-other-base
def softmax(logits):
    z = logits - logits.max(axis=1, keepdims=True)
    p = 10.0**z
    return p / p.sum(axis=1, keepdims=True)


# %% math exp on a row
# cause: math.exp takes one number, not a row.
# codes: math-on-array
import math


def softmax(logits):
    rows = []
    for row in logits:
        e = math.exp(row - max(row))
        rows.append(e / sum(e))
    return np.array(rows)


# %% in place to save memory
# cause: logits -= changes the caller's array (and fails for integers only).
# codes: changes-its-input
def softmax(logits):
    logits -= logits.max(axis=1)[:, None]
    np.exp(logits, out=logits)
    logits /= logits.sum(axis=1)[:, None]
    return logits


# %% a list of scores for each row, pure Python overflow
# cause: No maximum is subtracted; math.exp(1000) raises OverflowError instead of giving inf.
# codes: softmax-overflow
import math


def softmax(logits):
    result = []
    for row in logits:
        total = sum(math.exp(z) for z in row)
        result.append([math.exp(z) / total for z in row])
    return np.array(result)


# %% nan cleaned up
# cause: Overflow is covered up by nan_to_num: inf / inf becomes 0, so that large scores get probability 0.
# codes: softmax-overflow
def softmax(logits):
    e = np.exp(logits)
    p = e / e.sum(axis=1, keepdims=True)
    return np.nan_to_num(p)


# %% subtracts the mean like standardising
# cause: The scores are standardised (mean and standard deviation) before the exponential.
# codes: softmax-scaled
def softmax(logits):
    z = (logits - logits.mean(axis=1, keepdims=True)) / logits.std(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


# %% argmax subtracted
# cause: argmax gives the place of the largest score, not the score.
# codes: softmax-place-for-score
def softmax(logits):
    e = np.exp(logits - logits.argmax(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% log softmax
# cause: Returns the logarithm of the probabilities, as in PyTorch's log_softmax.
# codes: softmax-log
def softmax(logits):
    z = logits - logits.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


# %% keras function of another name
# cause: Keras's softmax is told to go down the columns.
# codes: softmax-over-images
def softmax(logits):
    return keras.ops.convert_to_numpy(keras.activations.softmax(logits.astype("float32"), axis=0))


# %% float16 before the exponential
# cause: Half precision: small probabilities are 0 and digits are lost.
# codes: softmax-rounded
def softmax(logits):
    z = (logits - logits.max(axis=1, keepdims=True)).astype("float16")
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


# %% right by logsumexp
# cause: Nothing is wrong: np.logaddexp is finite for large scores.
# codes: passes
def softmax(logits):
    return np.exp(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True))


# %% right by differences of all pairs
# cause: Nothing is wrong: 1 / sum of exp(z_j - z_k) is softmax.
# codes: passes
def softmax(logits):
    z = np.asarray(logits, float)
    with np.errstate(over="ignore"):
        return 1 / np.exp(z[:, None, :] - z[:, :, None]).sum(axis=2)


# %% maximum through sorted
# cause: sorted(row)[0] is the smallest score, not the largest.
# codes: softmax-overflow
def softmax(logits):
    out = []
    for row in logits:
        shifted = row - sorted(row)[0]
        e = np.exp(shifted)
        out.append(e / e.sum())
    return np.array(out)


# %% list of row maxima
# cause: A list of row maxima lines up with the columns.
# codes: keepdims-missing
def softmax(logits):
    biggest = [max(row) for row in logits]
    e = np.exp(logits - biggest)
    return e / np.sum(e, axis=1, keepdims=True)


# %% total grows from row to row
# cause: The total is not set back to 0 for each row.
# codes: softmax-running-total
def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    total = 0
    rows = []
    for row in e:
        total += row.sum()
        rows.append(row / total)
    return np.array(rows)


# %% shift by the max of the first row
# cause: The maximum of row 0 is subtracted from all rows.
# codes: softmax-shared-shift
def softmax(logits):
    e = np.exp(logits - logits[0].max())
    return e / e.sum(axis=1, keepdims=True)


# %% einsum tutorial
# cause: einsum sums over the images.
# codes: softmax-over-images
def softmax(logits):
    e = np.exp(logits - logits.max(1, keepdims=True))
    return e / np.einsum("ij->j", e)


# %% uint8 habit
# cause: The scores are cast to uint8, as images are: negative scores wrap around.
# codes: unnamed
def softmax(logits):
    z = logits.astype("uint8")
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% int of the scores
# cause: The scores are cut to whole numbers before the exponential.
# codes: softmax-scores-altered
def softmax(logits):
    z = logits.astype(int)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% absolute scores
# cause: np.abs makes all scores positive, as "makes them positive" is misread.
# codes: softmax-scores-altered
def softmax(logits):
    z = np.abs(logits)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% relu first
# cause: Negative scores are set to 0 before the exponential.
# codes: softmax-scores-altered
def softmax(logits):
    z = np.maximum(logits, 0)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% squared scores
# cause: Squares are taken in place of exponentials.
# codes: softmax-no-exponential
def softmax(logits):
    e = logits**2
    return e / e.sum(axis=1, keepdims=True)


# %% exp twice
# cause: The exponential is taken twice.
# codes: softmax-exponential-twice
def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.exp(e) / np.exp(e).sum(axis=1, keepdims=True)


# %% e times the score
# cause: np.e is multiplied by the scores, not raised to them.
# codes: softmax-no-exponential
def softmax(logits):
    z = logits - logits.max(axis=1, keepdims=True)
    p = np.e * z
    return p / p.sum(axis=1, keepdims=True)


# %% axis by name
# cause: axis is given as a text, as in pandas.
# codes: axis-as-text
def softmax(logits):
    e = np.exp(logits - logits.max(axis="columns", keepdims=True))
    return e / e.sum(axis="columns", keepdims=True)


# %% list indexed before it has items
# cause: The result list is indexed before it has items.
# codes: list-does-not-grow
def softmax(logits):
    out = []
    for i in range(len(logits)):
        e = np.exp(logits[i] - logits[i].max())
        out[i] = e / e.sum()
    return out


# %% keepdims only at the max
# cause: keepdims is missing at the sum, so the sums (one for each image) don't line up with the rows.
# codes: keepdims-missing
def softmax(logits):
    e = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    return e / np.sum(e, axis=1)


# %% math.exp again
# cause: math.exp takes one number, not an array.
# codes: math-on-array
import math

def softmax(logits):
    e = math.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% torch dim keyword
# cause: NumPy's functions have no argument dim; it is axis.
# codes: arguments-do-not-fit
def softmax(logits):
    e = np.exp(logits - logits.max(dim=1, keepdim=True))
    return e / e.sum(dim=1, keepdim=True)


# %% divides by the largest score
# cause: The scores are divided by the row's maximum in place of subtracting it, which changes the probabilities.
# codes: softmax-scaled
def softmax(logits):
    e = np.exp(logits / logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% without exponential
# cause: No exponential: the scores are divided by their sum.
# codes: softmax-no-exponential
def softmax(logits):
    shifted = logits - logits.min(axis=1, keepdims=True)
    return shifted / shifted.sum(axis=1, keepdims=True)


# %% sign flipped shift
# cause: max - logits has the wrong sign: the smallest score gets the largest probability.
# codes: softmax-negated
def softmax(logits):
    e = np.exp(logits.max(axis=1, keepdims=True) - logits)
    return e / e.sum(axis=1, keepdims=True)


# %% power of 10
# cause: 10 ** score in place of e ** score.
# codes: softmax-other-base
def softmax(logits):
    e = 10.0 ** (logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% right: transposed
# cause: A right answer that works on the transposed array and turns it back.
# codes: passes
def softmax(logits):
    z = logits.T.astype(float)
    z = z - z.max(axis=0)
    e = np.exp(z)
    return (e / e.sum(axis=0)).T


# %% right: by log-sum-exp
# cause: A right answer by np.logaddexp.
# codes: passes
def softmax(logits):
    logits = np.asarray(logits, dtype=float)
    return np.exp(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True))
