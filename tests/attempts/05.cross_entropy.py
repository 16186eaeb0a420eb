import keras


# %% colon for the rows
# cause: Every row is paired with every label.
# codes: loss-every-pair
def cross_entropy(probabilities, y):
    picked = probabilities[:, y]
    return float(np.mean(-np.log(np.clip(picked, 1e-7, 1))))


# %% no clip
# cause: The logarithm of 0 is infinite: the floor is missing.
# codes: loss-infinite
def cross_entropy(probabilities, y):
    picked = probabilities[np.arange(len(y)), y]
    return float(np.mean(-np.log(picked)))


# %% no mean
# cause: The mean over the images is missing.
# codes: loss-not-averaged
def cross_entropy(probabilities, y):
    return -np.log(np.clip(probabilities[np.arange(len(y)), y], 1e-7, 1))


# %% sum
# cause: The sum over the images in place of the mean.
# codes: loss-summed
def cross_entropy(probabilities, y):
    return float(np.sum(-np.log(np.clip(probabilities[np.arange(len(y)), y], 1e-7, 1))))


# %% sign
# cause: The minus sign is missing.
# codes: loss-negative
def cross_entropy(probabilities, y):
    return float(np.mean(np.log(np.clip(probabilities[np.arange(len(y)), y], 1e-7, 1))))


# %% largest probability
# cause: The largest probability of each row is taken, not that of the true class.
# codes: loss-largest-probability
def cross_entropy(probabilities, y):
    return float(np.mean(-np.log(np.clip(probabilities.max(axis=1), 1e-7, 1))))


# %% images x classes
# cause: The mean runs over images and classes.
# codes: loss-divided-by-classes
def cross_entropy(probabilities, y):
    one_hot = np.eye(10)[y]
    return float(np.mean(-one_hot * np.log(np.clip(probabilities, 1e-7, 1))))


# %% y times log p
# cause: The integer labels are multiplied in as if they were one-hot rows; the shapes don't fit.
# codes: labels-as-one-hot
def cross_entropy(probabilities, y):
    return -np.sum(y * np.log(np.clip(probabilities, 1e-7, 1))) / len(y)


# %% p of y
# cause: probabilities[y] picks rows by label, not one probability from each row.
# codes: loss-rows-by-label
def cross_entropy(probabilities, y):
    picked = probabilities[y]
    return float(np.mean(-np.log(np.clip(picked, 1e-7, 1))))


# %% log of the rows picked by label
# cause: probabilities[y] picks rows by label; with more rows than labels nothing is raised.
# codes: loss-rows-by-label
def cross_entropy(probabilities, y):
    return -np.log(np.maximum(probabilities[y], 1e-7)).mean()


# %% one-hot tutorial, columns added first
# cause: y is taken for one-hot rows, but it holds integers.
# codes: labels-as-one-hot
def cross_entropy(probabilities, y):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return float(-np.mean(np.sum(y * np.log(p), axis=1)))


# %% labels as a column
# cause: The labels are multiplied in as numbers: the class number is taken for a quantity.
# codes: labels-as-numbers
def cross_entropy(probabilities, y):
    p = np.clip(probabilities, 1e-7, 1)
    return float(-np.mean(np.sum(y[:, np.newaxis] * np.log(p), axis=1)))


# %% binary tutorial
# cause: The formula of the binary cross-entropy with integer labels; the shapes don't fit.
# codes: labels-as-one-hot loss-binary
def cross_entropy(probabilities, y):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


# %% indices swapped
# cause: The two indices are swapped: label and row number.
# codes: loss-indices-swapped
def cross_entropy(probabilities, y):
    picked = probabilities[y, np.arange(len(y))]
    return float(np.mean(-np.log(np.clip(picked, 1e-7, 1))))


# %% range of ten
# cause: arange(10) runs over the classes, not over the images.
# codes: number-written-in
def cross_entropy(probabilities, y):
    picked = probabilities[np.arange(10), y]
    return float(np.mean(-np.log(np.clip(picked, 1e-7, 1))))


# %% arange of the array
# cause: arange gets the array y and not its length.
# codes: length-for-labels
def cross_entropy(probabilities, y):
    picked = probabilities[np.arange(y), y]
    return float(np.mean(-np.log(np.clip(picked, 1e-7, 1))))


# %% range over the number of columns
# cause: probabilities.shape[1] is the number of classes, not of images.
# codes: number-written-in
def cross_entropy(probabilities, y):
    total = 0
    for i in range(probabilities.shape[1]):
        total += -np.log(max(probabilities[i, y[i]], 1e-7))
    return total / len(y)


# %% return in the loop
# cause: return stands inside the loop, so only the first image counts.
# codes: return-in-loop
def cross_entropy(probabilities, y):
    total = 0
    for i in range(len(y)):
        total += -np.log(max(probabilities[i, y[i]], 1e-7))
        return total / len(y)


# %% return in the loop, no division
# cause: return stands inside the loop, so only the first image counts.
# codes: loss-first-image
def cross_entropy(probabilities, y):
    prices = []
    for row, label in zip(probabilities, y):
        prices.append(-np.log(max(row[label], 1e-7)))
        return np.mean(prices)


# %% total not added up
# cause: total = in place of total +=, so only the last image counts.
# codes: loss-last-image
def cross_entropy(probabilities, y):
    total = 0
    for i in range(len(y)):
        total = -np.log(max(probabilities[i, y[i]], 1e-7))
    return total / len(y)


# %% last image missing
# cause: The loop leaves out the last image.
# codes: loss-image-left-out
def cross_entropy(probabilities, y):
    total = 0
    for i in range(len(y) - 1):
        total += -np.log(max(probabilities[i, y[i]], 1e-7))
    return total / len(y)


# %% range from 1
# cause: The loop leaves out the first image.
# codes: loss-image-left-out
def cross_entropy(probabilities, y):
    total = 0
    for i in range(1, len(y)):
        total += -np.log(max(probabilities[i, y[i]], 1e-7))
    return total / len(y)


# %% nested loops
# cause: Nested loops pair every row with every label.
# codes: loss-every-pair
def cross_entropy(probabilities, y):
    total, count = 0, 0
    for row in probabilities:
        for label in y:
            total += -np.log(max(row[label], 1e-7))
            count += 1
    return total / count


# %% nested loops, divided by the images
# cause: Nested loops pair every row with every label.
# codes: loss-every-pair
def cross_entropy(probabilities, y):
    total = 0
    for row in probabilities:
        for label in y:
            total += -np.log(max(row[label], 1e-7))
    return total / len(y)


# %% floor too high
# cause: The floor is 1e-3, not 1e-7.
# codes: loss-floor-too-high
def cross_entropy(probabilities, y):
    picked = probabilities[np.arange(len(y)), y]
    return float(np.mean(-np.log(np.clip(picked, 1e-3, 1))))


# %% floor far below
# cause: The floor is lower than asked for: still finite, and let pass.
# codes: passes
def cross_entropy(probabilities, y):
    picked = probabilities[np.arange(len(y)), y]
    return float(np.mean(-np.log(np.clip(picked, 1e-30, 1))))


# %% floor 1e-12 added
# cause: A lower floor than asked for, added: still finite, and let pass.
# codes: passes
def cross_entropy(probabilities, y):
    picked = probabilities[np.arange(len(y)), y]
    return float(-np.log(picked + 1e-12).mean())


# %% clip the logarithm
# cause: The floor is applied to the price after the logarithm.
# codes: loss-infinite
def cross_entropy(probabilities, y):
    picked = probabilities[np.arange(len(y)), y]
    prices = -np.log(picked)
    return float(np.mean(np.maximum(prices, 1e-7)))


# %% prices cut off at 1
# cause: clip limits the price to 1.
# codes: loss-price-cut
def cross_entropy(probabilities, y):
    picked = probabilities[np.arange(len(y)), y]
    return float(np.mean(np.clip(-np.log(picked), 1e-7, 1)))


# %% np.max for np.maximum
# cause: np.max takes the maximum of an array; its second argument is an axis.
# codes: max-for-maximum
def cross_entropy(probabilities, y):
    picked = np.max(probabilities[np.arange(len(y)), y], 1e-7)
    return float(np.mean(-np.log(picked)))


# %% python max
# cause: Python's max compares an array with a number.
# codes: pythons-own-max
def cross_entropy(probabilities, y):
    picked = max(probabilities[np.arange(len(y)), y], 1e-7)
    return float(np.mean(-np.log(picked)))


# %% clip with one bound
# cause: np.minimum keeps the smaller value: every probability becomes 1e-7.
# codes: loss-minimum-for-maximum
def cross_entropy(probabilities, y):
    picked = np.minimum(probabilities[np.arange(len(y)), y], 1e-7)
    return float(np.mean(-np.log(picked)))


# %% math.log
# cause: math.log takes one number, not an array.
# codes: math-on-array
def cross_entropy(probabilities, y):
    import math

    picked = np.clip(probabilities[np.arange(len(y)), y], 1e-7, 1)
    return float(np.mean(-math.log(picked)))


# %% loop with math.log, no floor
# cause: math.log raises for 0: the floor is missing.
# codes: loss-infinite
def cross_entropy(probabilities, y):
    import math

    total = 0
    for i in range(len(y)):
        total -= math.log(probabilities[i][y[i]])
    return total / len(y)


# %% zero skipped
# cause: Images with probability 0 are left out.
# codes: loss-zero-is-free
def cross_entropy(probabilities, y):
    picked = probabilities[np.arange(len(y)), y]
    return float(-np.log(picked[picked > 0]).mean())


# %% zero skipped in a loop
# cause: Images with probability 0 cost nothing.
# codes: loss-zero-is-free
def cross_entropy(probabilities, y):
    total = 0
    for i in range(len(y)):
        if probabilities[i, y[i]] > 0:
            total += -np.log(probabilities[i, y[i]])
    return total / len(y)


# %% in place
# cause: The caller's probabilities are changed.
# codes: changes-its-input
def cross_entropy(probabilities, y):
    probabilities[probabilities < 1e-7] = 1e-7
    return float(np.mean(-np.log(probabilities[np.arange(len(y)), y])))


# %% argmax compared
# cause: Compares the favourite class with y: that is the error rate.
# codes: loss-error-rate
def cross_entropy(probabilities, y):
    return float(np.mean(probabilities.argmax(axis=1) != y))


# %% argmax priced
# cause: The class number of the favourite is used as an index into the batch's labels.
# codes: loss-largest-probability
def cross_entropy(probabilities, y):
    guess = probabilities.argmax(axis=1)
    picked = probabilities[np.arange(len(y)), guess]
    return float(np.mean(-np.log(np.clip(picked, 1e-7, 1))))


# %% softmax first
# cause: The rows are probabilities already; a softmax is applied to them.
# codes: loss-softmax-again
def cross_entropy(probabilities, y):
    p = softmax(probabilities)
    return float(np.mean(-np.log(np.clip(p[np.arange(len(y)), y], 1e-7, 1))))


# %% one minus p
# cause: The logarithm of 1 - p is taken.
# codes: loss-of-one-minus-p
def cross_entropy(probabilities, y):
    picked = probabilities[np.arange(len(y)), y]
    return float(np.mean(-np.log(np.clip(1 - picked, 1e-7, 1))))


# %% log of the mean
# cause: The logarithm is taken of the mean.
# codes: loss-log-of-mean
def cross_entropy(probabilities, y):
    picked = np.clip(probabilities[np.arange(len(y)), y], 1e-7, 1)
    return float(-np.log(np.mean(picked)))


# %% median
# cause: The median in place of the mean.
# codes: loss-median
def cross_entropy(probabilities, y):
    picked = np.clip(probabilities[np.arange(len(y)), y], 1e-7, 1)
    return float(np.median(-np.log(picked)))


# %% p log p
# cause: The price is weighted with p itself.
# codes: loss-weighted-by-p
def cross_entropy(probabilities, y):
    picked = np.clip(probabilities[np.arange(len(y)), y], 1e-7, 1)
    return float(np.mean(-picked * np.log(picked)))


# %% log10
# cause: The logarithm to base 10.
# codes: loss-other-base
def cross_entropy(probabilities, y):
    picked = np.clip(probabilities[np.arange(len(y)), y], 1e-7, 1)
    return float(-np.log10(picked).mean())


# %% mean probability
# cause: The logarithm is missing: the mean probability of the true class.
# codes: loss-without-log
def cross_entropy(probabilities, y):
    return float(probabilities[np.arange(len(y)), y].mean())


# %% minus p
# cause: The logarithm is missing.
# codes: loss-without-log
def cross_entropy(probabilities, y):
    return float(-probabilities[np.arange(len(y)), y].mean())


# %% dot log
# cause: An array has no method log.
# codes: method-for-function
def cross_entropy(probabilities, y):
    picked = probabilities[np.arange(len(y)), y].clip(1e-7, 1)
    return -picked.log().mean()


# %% name of the formula
# cause: The parameter is called probabilities; p is not defined.
# codes: name-not-defined
def cross_entropy(probabilities, y):
    picked = p[np.arange(len(y)), y]
    return float(np.mean(-np.log(np.clip(picked, 1e-7, 1))))


# %% list of the columns
# cause: probabilities[i, y] takes all labels in every row.
# codes: loss-every-pair
def cross_entropy(probabilities, y):
    prices = []
    for i in range(len(y)):
        prices.append(-np.log(np.clip(probabilities[i, y], 1e-7, 1)))
    return float(np.mean(prices))


# %% label minus one
# cause: The labels are taken as 1 to 10.
# codes: loss-label-off-by-one
def cross_entropy(probabilities, y):
    picked = probabilities[np.arange(len(y)), y - 1]
    return float(np.mean(-np.log(np.clip(picked, 1e-7, 1))))


# %% round the result
# cause: The result is rounded.
# codes: loss-rounded
def cross_entropy(probabilities, y):
    picked = probabilities[np.arange(len(y)), y]
    return round(float(np.mean(-np.log(np.clip(picked, 1e-7, 1)))), 1)


# %% no return
# cause: The result is printed, not returned.
# codes: returns-none
def cross_entropy(probabilities, y):
    picked = probabilities[np.arange(len(y)), y]
    print(np.mean(-np.log(np.clip(picked, 1e-7, 1))))


# %% calls keras categorical
# cause: Keras's categorical loss wants one-hot labels.
# codes: labels-as-one-hot
def cross_entropy(probabilities, y):
    return float(np.mean(keras.losses.categorical_crossentropy(y, probabilities)))


# %% keras sparse
# cause: Nothing is wrong: Keras's own loss.
# codes: passes
def cross_entropy(probabilities, y):
    return float(np.mean(keras.losses.sparse_categorical_crossentropy(y, probabilities)))


# %% keras sparse, arguments swapped
# cause: Keras's loss takes the labels first.
# codes: loss-arguments-swapped
def cross_entropy(probabilities, y):
    return float(np.mean(keras.losses.sparse_categorical_crossentropy(probabilities, y)))


# %% take along axis
# cause: Nothing is wrong.
# codes: passes
def cross_entropy(probabilities, y):
    picked = np.take_along_axis(probabilities, np.asarray(y)[:, None].astype(int), axis=1)
    return -np.log(np.maximum(picked, 1e-7)).mean()


# %% one-hot, sums first
# cause: Nothing is wrong.
# codes: passes
def cross_entropy(probabilities, y):
    truth = np.zeros(probabilities.shape)
    for i, label in enumerate(y):
        truth[i, label] = 1
    return -(truth * np.log(probabilities + 1e-7)).sum() / len(y)


# %% rounded to three digits as in the docstring
# cause: The result is rounded.
# codes: loss-rounded
def cross_entropy(probabilities, y):
    picked = probabilities[np.arange(len(y)), y]
    return round(float(np.mean(-np.log(np.clip(picked, 1e-7, 1)))), 3)


# %% sum divided by shape1
# cause: The sum is divided by the number of classes.
# codes: loss-divided-by-wrong-count
def cross_entropy(probabilities, y):
    picked = np.clip(probabilities[np.arange(len(y)), y], 1e-7, 1)
    return -np.log(picked).sum() / probabilities.shape[1]


# %% one hot wrong axis
# cause: The one-hot table is built with images as columns.
# codes: loss-indices-swapped
def cross_entropy(probabilities, y):
    one_hot = np.zeros((10, len(y)))
    one_hot[y, np.arange(len(y))] = 1
    return -np.mean(np.sum(one_hot * np.log(np.clip(probabilities, 1e-7, 1)), axis=1))


# %% one hot with identity of labels len
# cause: The one-hot rows are as long as the batch has images.
# codes: number-written-in
def cross_entropy(probabilities, y):
    one_hot = np.eye(len(y))[y]
    return -np.mean(np.sum(one_hot * np.log(np.clip(probabilities, 1e-7, 1)), axis=1))


# %% log1p
# cause: The logarithm is taken of 1 + p.
# codes: loss-log-of-one-plus-p
def cross_entropy(probabilities, y):
    return float(np.mean(-np.log1p(probabilities[np.arange(len(y)), y])))


# %% absolute
# cause: Nothing is wrong: a logarithm of a probability is never above 0.
# codes: passes
def cross_entropy(probabilities, y):
    return float(np.mean(np.abs(np.log(np.clip(probabilities[np.arange(len(y)), y], 1e-7, 1)))))


# %% round brackets for square ones
# cause: Round brackets stand where square ones belong.
# codes: not-callable
def cross_entropy(probabilities, y):
    total = 0
    for i in range(len(y)):
        total -= np.log(max(probabilities[i, y(i)], 1e-7))
    return total / len(y)


# %% for i in y
# cause: The loop runs over the labels and uses them as row numbers.
# codes: loss-loops-over-labels
def cross_entropy(probabilities, y):
    total = 0
    for i in y:
        total += -np.log(max(probabilities[i, y[i]], 1e-7))
    return total / len(y)


# %% for i in len
# cause: range is forgotten.
# codes: not-iterable
def cross_entropy(probabilities, y):
    total = 0
    for i in len(y):
        total += -np.log(max(probabilities[i, y[i]], 1e-7))
    return total / len(y)


# %% int total
# cause: // cuts the mean to a whole number.
# codes: loss-rounded
def cross_entropy(probabilities, y):
    total = 0
    for i in range(len(y)):
        total += -np.log(max(probabilities[i, y[i]], 1e-7))
    return total // len(y)


# %% returns string
# cause: A text is returned.
# codes: wrong-type
def cross_entropy(probabilities, y):
    return f"{np.mean(-np.log(np.clip(probabilities[np.arange(len(y)), y], 1e-7, 1))):.3f}"


# %% largest price
# cause: The largest price is returned, not the mean.
# codes: loss-largest-price
def cross_entropy(probabilities, y):
    return float(np.max(-np.log(np.clip(probabilities[np.arange(len(y)), y], 1e-7, 1))))


# %% normalises again
# cause: Nothing is wrong.
# codes: passes
def cross_entropy(probabilities, y):
    p = probabilities / probabilities.sum(axis=1, keepdims=True)
    return float(np.mean(-np.log(np.clip(p[np.arange(len(y)), y], 1e-7, 1))))


# %% minimum of the row
# cause: The smallest probability of each row is taken in place of the true class's.
# codes: loss-smallest-probability
def cross_entropy(probabilities, y):
    p = np.clip(probabilities.min(axis=1), 1e-7, 1)
    return float(-np.log(p).mean())


# %% exp for log
# cause: np.exp is taken where the price needs np.log.
# codes: loss-exp-for-log
def cross_entropy(probabilities, y):
    p = probabilities[np.arange(len(y)), y]
    p = np.maximum(p, 1e-7)
    return float(np.mean(-np.exp(p)))


# %% exp of minus p
# cause: np.exp(-p) is taken where the price needs -np.log(p).
# codes: loss-exp-for-log
def cross_entropy(probabilities, y):
    p = np.maximum(probabilities[np.arange(len(y)), y], 1e-7)
    return float(np.exp(-p).mean())


# %% a list of index pairs
# cause: A list of pairs (row, class) picks whole rows: it is read as one index for the rows.
# codes: loss-index-pairs
def cross_entropy(probabilities, y):
    pairs = [(i, y[i]) for i in range(len(y))]
    p = probabilities[pairs]
    return float(-np.log(np.clip(p, 1e-7, 1)).mean())


# %% pairs from zip
# cause: list(zip(...)) picks whole rows, since a list of pairs is one index for the rows.
# codes: loss-index-pairs
def cross_entropy(probabilities, y):
    p = probabilities[list(zip(range(len(y)), y))]
    return float(np.mean(-np.log(np.maximum(p, 1e-7))))


# %% pandas lookup
# cause: iloc is of pandas; arrays have none.
# codes: attribute-not-there
def cross_entropy(probabilities, y):
    p = np.array([probabilities.iloc[i, k] for i, k in enumerate(y)])
    return float(-np.log(np.clip(p, 1e-7, None)).mean())


# %% clip at the wrong side
# cause: np.minimum caps every probability at 1e-7 from above.
# codes: loss-minimum-for-maximum
def cross_entropy(probabilities, y):
    p = np.minimum(probabilities[np.arange(len(y)), y], 1e-7)
    return float(-np.log(p).mean())


# %% 10-7 for the small number
# cause: 10 ** -7 is typed as 10e-7, which is 1e-6.
# codes: loss-floor-too-high
def cross_entropy(probabilities, y):
    p = np.maximum(probabilities[np.arange(len(y)), y], 10e-7)
    return float(-np.log(p).mean())


# %% negative exponent of an integer array
# cause: The small number is typed as 10^-7, and ^ is no power in Python.
# codes: loss-infinite
def cross_entropy(probabilities, y):
    p = np.maximum(probabilities[np.arange(len(y)), y], 10^-7)
    return float(-np.log(p).mean())


# %% one-hot by comparing with the wrong side
# cause: y == np.arange(10) compares arrays of different lengths; y needs a column.
# codes: loss-one-hot-without-column
def cross_entropy(probabilities, y):
    onehot = y == np.arange(10)
    return float(-(onehot * np.log(np.clip(probabilities, 1e-7, 1))).sum(axis=1).mean())


# %% accuracy as loss
# cause: One minus the accuracy is returned.
# codes: loss-error-rate
def cross_entropy(probabilities, y):
    return float(1 - np.mean(np.argmax(probabilities, axis=1) == y))


# %% squared error of one-hot rows
# cause: Mean squared error between probabilities and one-hot labels.
# codes: loss-squared-error
def cross_entropy(probabilities, y):
    onehot = np.eye(10)[y]
    return float(np.mean(np.sum((probabilities - onehot) ** 2, axis=1)))


# %% one over p
# cause: 1 / p in place of its logarithm.
# codes: loss-one-over-p
def cross_entropy(probabilities, y):
    p = np.maximum(probabilities[np.arange(len(y)), y], 1e-7)
    return float((1 / p).mean())


# %% clips the price
# cause: Infinite prices are set to 0, so that the worst guess is free.
# codes: loss-zero-is-free
def cross_entropy(probabilities, y):
    price = -np.log(probabilities[np.arange(len(y)), y])
    price[np.isinf(price)] = 0
    return float(price.mean())


# %% print the loss
# cause: The loss is printed, not returned.
# codes: returns-none
def cross_entropy(probabilities, y):
    p = np.maximum(probabilities[np.arange(len(y)), y], 1e-7)
    print(round(-np.log(p).mean(), 3))


# %% right with diag
# cause: Nothing is wrong: the diagonal of the picked columns.
# codes: passes
def cross_entropy(probabilities, y):
    p = np.diag(probabilities[:, y])
    return float(-np.log(np.fmax(p, 1e-7)).mean())


# %% right with flat indices
# cause: Nothing is wrong: the places of the flat array.
# codes: passes
def cross_entropy(probabilities, y):
    p = np.take(probabilities, np.arange(len(y)) * 10 + y)
    return -sum(np.log(np.where(p < 1e-7, 1e-7, p)).tolist()) / len(y)


# %% right guesses alone
# cause: Only the images that were guessed right have a price.
# codes: loss-right-guesses-only
def cross_entropy(probabilities, y):
    right = probabilities.argmax(axis=1) == y
    p = probabilities[right].max(axis=1)
    return float(-np.log(np.clip(p, 1e-7, 1)).sum() / len(y))


# %% floor for the whole mean
# cause: The floor is taken of the mean price.
# codes: loss-infinite
def cross_entropy(probabilities, y):
    price = -np.log(probabilities[np.arange(len(y)), y])
    return float(max(price.mean(), 1e-7))


# %% floor added after the logarithm
# cause: 1e-7 is added to the logarithm, not to the probability.
# codes: loss-infinite
def cross_entropy(probabilities, y):
    picked = probabilities[np.arange(len(y)), y]
    return float(-np.mean(np.log(picked) + 1e-7))


# %% column zero
# cause: The first column is taken for every image.
# codes: loss-same-column
def cross_entropy(probabilities, y):
    p = np.clip(probabilities[:, 0], 1e-7, 1)
    return float(-np.log(p).mean())


# %% label of image 0 for all
# cause: y[0] chooses the column for all images.
# codes: loss-same-column
def cross_entropy(probabilities, y):
    p = np.clip(probabilities[:, y[0]], 1e-7, 1)
    return float(-np.log(p).mean())


# %% only the first two rows
# cause: Written for the two rows of the text: row 0 and row 1.
# codes: loss-two-images
def cross_entropy(probabilities, y):
    p0 = max(probabilities[0, y[0]], 1e-7)
    p1 = max(probabilities[1, y[1]], 1e-7)
    return float((-np.log(p0) - np.log(p1)) / 2)


# %% product of the probabilities
# cause: The logarithm is taken of the product of all, without a mean (likelihood).
# codes: loss-summed
def cross_entropy(probabilities, y):
    p = np.maximum(probabilities[np.arange(len(y)), y], 1e-7)
    return float(-np.log(np.prod(p)))


# %% root mean square
# cause: The square root of the mean of squared prices, as an RMSE.
# codes: loss-squared-prices
def cross_entropy(probabilities, y):
    p = np.maximum(probabilities[np.arange(len(y)), y], 1e-7)
    return float(np.sqrt(np.mean(np.log(p) ** 2)))


# %% variance like n minus 1
# cause: Divided by n - 1, as for a sample's variance.
# codes: loss-one-image-fewer
def cross_entropy(probabilities, y):
    p = np.maximum(probabilities[np.arange(len(y)), y], 1e-7)
    return float(-np.log(p).sum() / (len(y) - 1))


# %% argmax of one-hot labels
# cause: y is treated as one-hot: argmax gives one number for all.
# codes: loss-same-column
def cross_entropy(probabilities, y):
    k = np.argmax(y)
    p = np.maximum(probabilities[np.arange(len(y)), k], 1e-7)
    return float(-np.log(p).mean())


# %% argmax of one-hot labels, axis 1
# cause: y is treated as one-hot rows: it has no axis 1.
# codes: axis-out-of-range
def cross_entropy(probabilities, y):
    k = np.argmax(y, axis=1)
    p = np.maximum(probabilities[np.arange(len(y)), k], 1e-7)
    return float(-np.log(p).mean())


# %% one-hot times p, log of everything
# cause: The logarithm is taken of one-hot x probability: zeros become 1e-7 and are priced.
# codes: loss-zeros-priced
def cross_entropy(probabilities, y):
    t = np.eye(10)[y]
    return float(-np.log(np.clip(t * probabilities, 1e-7, 1)).sum(axis=1).mean())


# %% sum of one-hot products
# cause: The sum of one-hot x probability is taken over all images before the log.
# codes: loss-log-of-sum
def cross_entropy(probabilities, y):
    t = np.eye(10)[y]
    return float(-np.log(np.sum(t * probabilities)))


# %% returns the prices' list
# cause: A list of prices is returned, no mean.
# codes: loss-not-averaged
def cross_entropy(probabilities, y):
    return [-np.log(max(p[k], 1e-7)) for p, k in zip(probabilities, y)]


# %% p[y] picks rows
# cause: probabilities[y] picks rows, not one probability of each row.
# codes: loss-rows-by-label
def cross_entropy(probabilities, y):
    p = np.clip(probabilities, 1e-7, 1)
    return float(np.mean(-np.log(p[y])))


# %% all columns [:, y]
# cause: probabilities[:, y] takes for every image the columns of all images' classes.
# codes: loss-every-pair
def cross_entropy(probabilities, y):
    p = np.clip(probabilities, 1e-7, 1)
    return float(np.mean(-np.log(p[:, y])))


# %% sum for mean
# cause: The prices are summed, not averaged.
# codes: loss-summed
def cross_entropy(probabilities, y):
    p = np.maximum(probabilities[np.arange(len(y)), y], 1e-7)
    return float(-np.log(p).sum())


# %% minus forgotten
# cause: The minus sign is missing.
# codes: loss-negative
def cross_entropy(probabilities, y):
    p = np.maximum(probabilities[np.arange(len(y)), y], 1e-7)
    return float(np.log(p).mean())


# %% log of the mean again
# cause: The logarithm is taken of the mean probability, not the mean of the logarithms.
# codes: loss-log-of-mean
def cross_entropy(probabilities, y):
    p = np.maximum(probabilities[np.arange(len(y)), y], 1e-7)
    return float(-np.log(np.mean(p)))


# %% adds 1e-7 rather than clipping
# cause: Let pass: 1e-7 is added to every probability, which changes the loss by far less than the tolerance.
# codes: passes
def cross_entropy(probabilities, y):
    p = probabilities[np.arange(len(y)), y]
    return float(-np.log(p + 1e-7).mean())


# %% 10e-7
# cause: 10e-7 is 1e-6: the limit is ten times too large.
# codes: loss-floor-too-high
def cross_entropy(probabilities, y):
    p = np.clip(probabilities[np.arange(len(y)), y], 10e-7, 1)
    return float(-np.log(p).mean())


# %% 1e7 for 1e-7
# cause: 1e7 is ten million, not 1e-7: every probability becomes 1e7.
# codes: loss-floor-is-huge
def cross_entropy(probabilities, y):
    p = np.maximum(probabilities[np.arange(len(y)), y], 1e7)
    return float(-np.log(p).mean())


# %% one-hot product over all classes
# cause: y is multiplied as if it were one-hot.
# codes: labels-as-one-hot
def cross_entropy(probabilities, y):
    p = np.clip(probabilities, 1e-7, 1)
    return float(-np.mean(np.sum(y * np.log(p), axis=1)))


# %% one-hot mean over all elements
# cause: After one-hot the mean is taken over all images x 10 values, so the loss is ten times too small.
# codes: loss-divided-by-classes
def cross_entropy(probabilities, y):
    onehot = np.eye(10)[y]
    p = np.clip(probabilities, 1e-7, 1)
    return float(-np.mean(onehot * np.log(p)))


# %% binary cross entropy
# cause: Binary cross-entropy over all classes: also (1 - y) log(1 - p) is added.
# codes: loss-binary
def cross_entropy(probabilities, y):
    onehot = np.eye(10)[y]
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return float(-np.mean(np.sum(onehot * np.log(p) + (1 - onehot) * np.log(1 - p), axis=1)))


# %% log2
# cause: Logarithm to base 2 in place of the natural one.
# codes: loss-other-base
def cross_entropy(probabilities, y):
    p = np.clip(probabilities[np.arange(len(y)), y], 1e-7, None)
    return float(np.mean(-np.log2(p)))


# %% np.ln
# cause: NumPy has no ln; the natural logarithm is np.log.
# codes: attribute-not-there
def cross_entropy(probabilities, y):
    p = np.clip(probabilities[np.arange(len(y)), y], 1e-7, None)
    return float(np.mean(-np.ln(p)))


# %% applies softmax again
# cause: The probabilities go through softmax again.
# codes: loss-softmax-again
def cross_entropy(probabilities, y):
    p = softmax(probabilities)
    p = np.clip(p[np.arange(len(y)), y], 1e-7, None)
    return float(-np.log(p).mean())


# %% argmax in place of y
# cause: The probability of the guessed class is taken, not that of the true class.
# codes: loss-largest-probability
def cross_entropy(probabilities, y):
    p = np.clip(probabilities.max(axis=1), 1e-7, 1)
    return float(-np.log(p).mean())


# %% no mean, list returned
# cause: The prices of the images are returned one by one, without their mean.
# codes: loss-not-averaged
def cross_entropy(probabilities, y):
    losses = []
    for i in range(len(y)):
        p = probabilities[i][y[i]]
        if p < 1e-7:
            p = 1e-7
        losses.append(-np.log(p))
    return losses


# %% return in loop
# cause: The return stands in the loop: only the first image counts.
# codes: return-in-loop
def cross_entropy(probabilities, y):
    total = 0
    for i in range(len(y)):
        p = max(probabilities[i, y[i]], 1e-7)
        total += -np.log(p)
        return total / len(y)


# %% divides by number of classes
# cause: The sum is divided by the 10 classes, not by the number of images.
# codes: loss-divided-by-wrong-count
def cross_entropy(probabilities, y):
    total = 0
    for row, label in zip(probabilities, y):
        total -= np.log(max(row[label], 1e-7))
    return total / probabilities.shape[1]


# %% clips in place
# cause: np.clip(..., out=probabilities) changes the array that was given.
# codes: changes-its-input
def cross_entropy(probabilities, y):
    np.clip(probabilities, 1e-7, 1, out=probabilities)
    return float(-np.log(probabilities[range(len(y)), y]).mean())


# %% skips zero probabilities
# cause: Images whose true class got 0 are left out of the mean in place of counting as 1e-7.
# codes: loss-zero-is-free
def cross_entropy(probabilities, y):
    p = probabilities[np.arange(len(y)), y]
    p = p[p > 1e-7]
    return float(-np.log(p).mean())


# %% right: choose by a mask
# cause: A right answer: a mask of the true classes.
# codes: passes
def cross_entropy(probabilities, y):
    mask = y[:, None] == np.arange(probabilities.shape[1])
    return float(-np.log(np.where(probabilities[mask] < 1e-7, 1e-7, probabilities[mask])).mean())


# %% right: statistics module
# cause: A right answer in plain Python.
# codes: passes
import math
import statistics

def cross_entropy(probabilities, y):
    return statistics.fmean(-math.log(max(float(p[int(k)]), 1e-7)) for p, k in zip(probabilities, y))
