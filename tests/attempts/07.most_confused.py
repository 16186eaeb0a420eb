# The labels of the test images, as a cell above the exercise loads them.
_, y_test = recorded.test_arrays()
# Guesses, as a cell above makes them; a rule in place of a network.
y_pred = np.where(np.arange(10000) % 7 == 0, (y_test * 3 + 1) % 10, y_test)

# %% diagonal
# cause: The diagonal is not taken out, so the largest count is a right guess.
# codes: diagonal-counted
def most_confused(matrix):
    return np.unravel_index(matrix.argmax(), matrix.shape)

# %% in place
# cause: np.fill_diagonal writes into the matrix that came in.
# codes: changes-its-input
def most_confused(matrix):
    np.fill_diagonal(matrix, 0)
    return np.unravel_index(matrix.argmax(), matrix.shape)

# %% in place through another name
# cause: `errors = matrix` is the same matrix, no copy.
# codes: changes-its-input
def most_confused(matrix):
    errors = matrix
    for k in range(10):
        errors[k, k] = 0
    return np.unravel_index(errors.argmax(), errors.shape)

# %% flat index
# cause: argmax numbers the cells from 0 to 99; it is not turned into row and column.
# codes: flat-index-for-pair
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return errors.argmax()

# %% flat index, diagonal in
# cause: argmax numbers the cells from 0 to 99, and the diagonal is in.
# codes: flat-index-for-pair diagonal-counted
def most_confused(matrix):
    return np.argmax(matrix)

# %% order
# cause: Column and row are exchanged.
# codes: pair-reversed
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    true, predicted = np.unravel_index(errors.argmax(), errors.shape)
    return predicted, true

# %% order by transposing
# cause: The transposed matrix is searched, so the pair comes out reversed.
# codes: pair-reversed
def most_confused(matrix):
    errors = matrix.T.copy()
    np.fill_diagonal(errors, 0)
    return divmod(int(errors.argmax()), 10)

# %% where
# cause: np.where gives every place, so a tie gives several pairs.
# codes: several-pairs
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return np.where(errors == errors.max())

# %% argwhere
# cause: np.argwhere gives a list of pairs.
# codes: several-pairs
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return np.argwhere(errors == errors.max())

# %% names
# cause: Names of the classes come back, not numbers.
# codes: names-for-pair
def most_confused(matrix):
    names = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    i, j = np.unravel_index(errors.argmax(), errors.shape)
    return names[i], names[j]

# %% max
# cause: The largest count of the whole matrix is returned, not its place, and the diagonal is in.
# codes: count-for-pair
def most_confused(matrix):
    return matrix.max()

# %% max off the diagonal
# cause: The largest count is returned, not its place.
# codes: count-for-pair
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return errors.max()

# %% max off the diagonal in a loop
# cause: The loop keeps the largest count, not its place.
# codes: count-for-pair
def most_confused(matrix):
    best = 0
    for i in range(10):
        for j in range(10):
            if i != j and matrix[i, j] > best:
                best = matrix[i, j]
    return best

# %% half the table
# cause: The inner loop ends at the diagonal, so only the lower half is looked at.
# codes: half-of-the-matrix
def most_confused(matrix):
    best, pair = -1, None
    for i in range(10):
        for j in range(i):
            if matrix[i, j] > best:
                best, pair = matrix[i, j], (i, j)
    return pair

# %% the other half of the table
# cause: The inner loop begins right of the diagonal, so only the upper half is looked at.
# codes: half-of-the-matrix
def most_confused(matrix):
    best, pair = -1, None
    for i in range(10):
        for j in range(i + 1, 10):
            if matrix[i, j] > best:
                best, pair = matrix[i, j], (i, j)
    return pair

# %% np.triu
# cause: np.triu keeps only the upper half.
# codes: half-of-the-matrix
def most_confused(matrix):
    return np.unravel_index(np.triu(matrix, 1).argmax(), (10, 10))

# %% m + m.T
# cause: Both directions are added up before the largest is looked for.
# codes: directions-added
def most_confused(matrix):
    errors = matrix + matrix.T
    np.fill_diagonal(errors, 0)
    return np.unravel_index(errors.argmax(), errors.shape)

# %% m + m.T, lower half
# cause: Both directions are added up before the largest is looked for.
# codes: directions-added
def most_confused(matrix):
    errors = np.tril(matrix + matrix.T, -1)
    return np.unravel_index(errors.argmax(), errors.shape)

# %% both directions in the loop
# cause: Both directions are added up before the largest is looked for.
# codes: directions-added
def most_confused(matrix):
    best, pair = -1, (0, 1)
    for i in range(10):
        for j in range(i + 1, 10):
            total = matrix[i, j] + matrix[j, i]
            if total > best:
                best, pair = total, (i, j)
    return pair

# %% m - m.T
# cause: The difference of the two directions is maximised.
# codes: directions-subtracted
def most_confused(matrix):
    errors = matrix - matrix.T
    return np.unravel_index(errors.argmax(), errors.shape)

# %% argmax along the rows
# cause: argmax(axis=1) gives the largest of each row: ten numbers.
# codes: argmax-of-each-row
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return errors.argmax(axis=1)

# %% row with most errors, then its largest
# cause: The row with the most errors is chosen first; the largest count may be in another row.
# codes: worst-class-first
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    true = errors.sum(axis=1).argmax()
    return true, errors[true].argmax()

# %% row and column with most errors
# cause: The row sums and the column sums are maximised apart from each other.
# codes: row-and-column-apart
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return errors.sum(axis=1).argmax(), errors.sum(axis=0).argmax()

# %% maximum of rows and maximum of columns
# cause: The largest of argmax(axis=0) and argmax(axis=1) are taken apart from each other.
# codes: row-and-column-apart
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return errors.argmax(axis=0).max(), errors.argmax(axis=1).max()

# %% lowest recall class
# cause: The class with the lowest recall is chosen first, then its largest error.
# codes: worst-class-first
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    true = (matrix.diagonal() / matrix.sum(axis=1)).argmin()
    return true, errors[true].argmax()

# %% share of the row
# cause: The largest share of a row is looked for, not the largest count.
# codes: largest-share-for-count
def most_confused(matrix):
    shares = matrix / matrix.sum(axis=1, keepdims=True)
    np.fill_diagonal(shares, 0)
    return np.unravel_index(shares.argmax(), shares.shape)

# %% argmin
# cause: The smallest count is looked for.
# codes: least-confused
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 10000)
    return np.unravel_index(errors.argmin(), errors.shape)

# %% smaller than in the loop
# cause: The comparison looks for the smallest count.
# codes: least-confused
def most_confused(matrix):
    best, pair = 10**9, (0, 1)
    for i in range(10):
        for j in range(10):
            if i != j and matrix[i, j] < best:
                best, pair = matrix[i, j], (i, j)
    return pair

# %% smallest on the whole, diagonal zero
# cause: The diagonal is set to 0 and then the smallest is looked for, which is the diagonal.
# codes: diagonal-counted least-confused
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return np.unravel_index(errors.argmin(), errors.shape)

# %% fill_diagonal returns None
# cause: np.fill_diagonal changes its array and returns None.
# codes: none-used-as-value
def most_confused(matrix):
    errors = np.fill_diagonal(matrix.copy(), 0)
    return np.unravel_index(errors.argmax(), errors.shape)

# %% fill_diagonal without an array name
# cause: np.fill_diagonal needs the value as its second argument.
# codes: arguments-do-not-fit
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors)
    return np.unravel_index(errors.argmax(), errors.shape)

# %% only one class
# cause: The worst class alone is returned, one number.
# codes: worst-class-for-pair
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return errors.sum(axis=1).argmax()

# %% only the guess
# cause: Only the column of the largest count is returned.
# codes: worst-class-for-pair
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return errors.argmax() % 10

# %% return in the loop
# cause: `return` stands inside the outer loop, so only row 0 is looked at.
# codes: return-in-loop
def most_confused(matrix):
    best, pair = -1, None
    for i in range(10):
        for j in range(10):
            if i != j and matrix[i, j] > best:
                best, pair = matrix[i, j], (i, j)
        return pair

# %% return at the first
# cause: `return` stands inside the if, so the first pair that is larger than the start is returned.
# codes: return-in-loop
def most_confused(matrix):
    best = 0
    for i in range(10):
        for j in range(10):
            if i != j and matrix[i, j] > best:
                best = matrix[i, j]
                return i, j

# %% best not updated
# cause: The largest count so far is never stored, so the last pair above the start is returned.
# codes: best-not-updated
def most_confused(matrix):
    best, pair = 0, None
    for i in range(10):
        for j in range(10):
            if i != j and matrix[i, j] > best:
                pair = (i, j)
    return pair

# %% loop indices at the end
# cause: The loop variables are returned after the loop: always (9, 9).
# codes: loop-indices-returned
def most_confused(matrix):
    best = 0
    for i in range(10):
        for j in range(10):
            if i != j and matrix[i, j] > best:
                best = matrix[i, j]
    return i, j

# %% range 9
# cause: range(9) leaves class 9 out.
# codes: one-class-skipped
def most_confused(matrix):
    best, pair = -1, None
    for i in range(9):
        for j in range(9):
            if i != j and matrix[i, j] > best:
                best, pair = matrix[i, j], (i, j)
    return pair

# %% range from 1
# cause: range(1, 10) leaves class 0 out.
# codes: one-class-skipped
def most_confused(matrix):
    best, pair = -1, None
    for i in range(1, 10):
        for j in range(1, 10):
            if i != j and matrix[i, j] > best:
                best, pair = matrix[i, j], (i, j)
    return pair

# %% starts with the first cell
# cause: The search starts with cell (0, 0), a right guess that no error exceeds.
# codes: diagonal-counted
def most_confused(matrix):
    best = (0, 0)
    for i in range(10):
        for j in range(10):
            if i != j and matrix[i, j] > matrix[best]:
                best = (i, j)
    return best

# %% starts with 100
# cause: The search starts with 100, so smaller counts are never found.
# codes: search-starts-too-high
def most_confused(matrix):
    best, pair = 100, None
    for i in range(10):
        for j in range(10):
            if i != j and matrix[i, j] > best:
                best, pair = matrix[i, j], (i, j)
    return pair

# %% list index on the array
# cause: A NumPy array has no method index.
# codes: attribute-not-there
def most_confused(matrix):
    errors = matrix - np.diag(np.diag(matrix))
    return errors.index(errors.max())

# %% the example's pair
# cause: The example's pair is written in.
# codes: same-pair-for-every-matrix
def most_confused(matrix):
    return 6, 0

# %% uses the notebook's labels
# cause: The pair is computed from the labels of the notebook; the parameter is not used.
# codes: same-pair-for-every-matrix
def most_confused(matrix):
    guesses = (y_test + 3) % 10
    m = np.zeros((10, 10), dtype=int)
    np.add.at(m, (y_test, guesses), 1)
    np.fill_diagonal(m, 0)
    return np.unravel_index(m.argmax(), m.shape)

# %% printed
# cause: The pair is printed and not returned.
# codes: returns-none
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    print(np.unravel_index(errors.argmax(), errors.shape))

# %% unravel_index without the shape
# cause: np.unravel_index needs the shape as its second argument.
# codes: arguments-do-not-fit
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return np.unravel_index(errors.argmax())

# %% unravel_index of the maximum
# cause: The largest count is given to unravel_index, in place of its position.
# codes: count-for-position
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return np.unravel_index(errors.max(), errors.shape)

# %% divmod of the maximum
# cause: The largest count is given to divmod, in place of its position.
# codes: count-for-position
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return divmod(errors.max(), 10)

# %% position divided by 9
# cause: The position is divided by 9 in place of 10.
# codes: wrong-flat-position
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return divmod(int(errors.argmax()), 9)

# %% float division of the position
# cause: `/` gives a fraction in place of the row number; `//` is needed.
# codes: row-is-a-fraction
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    k = errors.argmax()
    return k / 10, k % 10

# %% pair and count
# cause: The count is returned with the pair: three numbers.
# codes: count-with-pair
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    i, j = np.unravel_index(errors.argmax(), errors.shape)
    return i, j, errors[i, j]

# %% counted from one
# cause: 1 is added to row and column.
# codes: pair-counted-from-one
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    i, j = np.unravel_index(errors.argmax(), errors.shape)
    return i + 1, j + 1

# %% only the diagonal's neighbours
# cause: The diagonal is removed row by row, so the columns behind it move by one place.
# codes: columns-shifted
def most_confused(matrix):
    rest = np.array([np.delete(matrix[k], k) for k in range(10)])
    return np.unravel_index(rest.argmax(), rest.shape)

# %% largest sorted
# cause: The eleventh largest value of the whole matrix is taken; an error may be larger than a right guess.
# codes: diagonal-assumed-largest
def most_confused(matrix):
    flat = np.argsort(matrix.ravel())[::-1]
    return divmod(int(flat[10]), 10)

# %% string of the pair
# cause: The pair is turned into a text.
# codes: text-for-pair
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    i, j = np.unravel_index(errors.argmax(), errors.shape)
    return f"({i}, {j})"

# %% set of the two
# cause: A set has no order, so true and guess can't be told apart.
# codes: not-an-array
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    i, j = np.unravel_index(errors.argmax(), errors.shape)
    return {int(i), int(j)}

# %% misspelt name
# cause: The name `error` is not defined; it is `errors`.
# codes: name-not-defined
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return np.unravel_index(error.argmax(), errors.shape)

# %% last of the equals
# cause: A right answer: `>=` finds the last of several equal counts; any one is right.
# codes: passes
def most_confused(matrix):
    best, pair = -1, None
    for i in range(10):
        for j in range(10):
            if i != j and matrix[i, j] >= best:
                best, pair = matrix[i, j], (i, j)
    return pair

# %% max with a key
# cause: A right answer: max with a key, over all pairs.
# codes: passes
def most_confused(matrix):
    pairs = [(i, j) for i in range(10) for j in range(10) if i != j]
    return max(pairs, key=lambda pair: matrix[pair])

# %% an array of two
# cause: A right answer: an array, by hiding the diagonal with a mask.
# codes: passes
def most_confused(matrix):
    hidden = np.where(np.eye(10, dtype=bool), -1, matrix)
    return np.argwhere(hidden == hidden.max())[-1]

# %% mean of a tie
# cause: A right answer: a sorted list of counts and pairs.
# codes: passes
def most_confused(matrix):
    ranked = sorted((int(matrix[i][j]), i, j) for i in range(10) for j in range(10) if i != j)
    return list(ranked[-1][1:])

# %% the larger of both directions
# cause: np.maximum takes the larger of both directions, so the direction of the pair is lost.
# codes: pair-reversed
def most_confused(matrix):
    both = np.maximum(matrix, matrix.T)
    np.fill_diagonal(both, 0)
    return np.unravel_index(both.argmax(), both.shape)

# %% pair sorted
# cause: The two numbers are sorted, so the true class does not always come first.
# codes: pair-reversed
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return sorted(np.unravel_index(errors.argmax(), errors.shape))

# %% second largest of all
# cause: The second largest count of the whole matrix is taken, which is another cell of the diagonal.
# codes: diagonal-counted
def most_confused(matrix):
    flat = np.argsort(matrix.ravel())
    return divmod(int(flat[-2]), 10)

# %% Python's max
# cause: Python's max compares rows, which have no larger one.
# codes: python-max-of-table
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    largest = max(errors)
    return np.argwhere(errors == largest)[0]

# %% index of a list of lists
# cause: The items of the list are rows, so the count is not among them.
# codes: index-of-nested-list
def most_confused(matrix):
    errors = matrix - np.diag(np.diag(matrix))
    rows = errors.tolist()
    return rows.index(errors.max())

# %% NaN on the diagonal of integers
# cause: NaN can't be put into an array of integers.
# codes: nan-into-integers
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, np.nan)
    return np.unravel_index(np.nanargmax(errors), errors.shape)

# %% NaN on the diagonal and argmax
# cause: argmax takes the NaN on the diagonal for the largest.
# codes: first-cell-for-every-matrix
def most_confused(matrix):
    errors = matrix.astype(float)
    np.fill_diagonal(errors, np.nan)
    return np.unravel_index(errors.argmax(), errors.shape)

# %% row of the largest and column of the largest
# cause: Row and column are found apart from each other, which in a tie are those of two cells.
# codes: row-and-column-apart
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return errors.max(axis=1).argmax(), errors.max(axis=0).argmax()

# %% two names for one position
# cause: argmax gives one position, which can't be taken apart into two names.
# codes: unpacking-count
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    true, predicted = errors.argmax()
    return true, predicted

# %% rows of np.where only
# cause: The first item of np.where holds rows only; the column is missing.
# codes: worst-class-for-pair
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return np.where(errors == errors.max())[0]

# %% nine by nine for unravel_index
# cause: The shape (9, 9) has fewer cells than the matrix.
# codes: wrong-flat-position
def most_confused(matrix):
    errors = matrix.copy()
    np.fill_diagonal(errors, 0)
    return np.unravel_index(errors.argmax(), (9, 9))

# %% class with the fewest right guesses
# cause: The class with the smallest count on the diagonal is chosen first.
# codes: worst-class-first
def most_confused(matrix):
    true = matrix.diagonal().argmin()
    return true, matrix[true].argmax()

# %% modulo and division swapped
# cause: `%` gives the column and `//` the row; they are taken the wrong way round.
# codes: pair-reversed
def most_confused(matrix):
    m = matrix - np.diag(np.diag(matrix))
    k = np.argmax(m)
    return k % 10, k // 10

# %% rows with most errors
# cause: Takes the class with most errors and the guess with most errors, each for itself.
# codes: row-and-column-apart
def most_confused(matrix):
    m = matrix.copy()
    np.fill_diagonal(m, 0)
    return m.sum(axis=1).argmax(), m.sum(axis=0).argmax()

# %% where gives arrays
# cause: The maximum of the whole matrix is looked for where the diagonal is 0, so np.where finds nothing.
# codes: no-cell-found
def most_confused(matrix):
    off = matrix * (1 - np.eye(10))
    return np.where(off == matrix.max())

# %% mask drops the diagonal
# cause: The mask makes a flat array of 90 counts, so positions no longer belong to the table.
# codes: columns-shifted
def most_confused(matrix):
    off = matrix[~np.eye(10, dtype=bool)]
    k = off.argmax()
    return k // 10, k % 10

# %% mask, nine columns
# cause: In the table of nine columns the guessed class is one too small right of the diagonal.
# codes: columns-shifted
def most_confused(matrix):
    off = matrix[~np.eye(10, dtype=bool)].reshape(10, 9)
    i, j = np.unravel_index(off.argmax(), off.shape)
    return i, j

# %% argmax with axis
# cause: `argmax(axis=1)` gives the best guess for each class, ten numbers.
# codes: argmax-of-each-row
def most_confused(matrix):
    m = matrix.copy()
    np.fill_diagonal(m, 0)
    return m.argmax(axis=0), m.argmax(axis=1)

# %% last largest of sorted
# cause: Sorts the flattened matrix and takes the eleventh from above, as though the ten largest were the diagonal.
# codes: diagonal-assumed-largest
def most_confused(matrix):
    flat = np.argsort(matrix.ravel())
    return np.unravel_index(flat[-11], matrix.shape)

# %% pandas idxmax
# cause: pandas stack and idxmax, diagonal not left out.
# codes: diagonal-counted
def most_confused(matrix):
    import pandas as pd
    return pd.DataFrame(matrix).stack().idxmax()

# %% unusual right, sorted cells
# cause: Right: the largest of the cells by a key.
# codes: passes
def most_confused(matrix):
    cells = [(r, c) for r in range(10) for c in range(10) if r != c]
    return max(cells, key=lambda rc: matrix[rc[0]][rc[1]])

# %% unusual right, list of two numpy integers
# cause: Right: argwhere of the largest.
# codes: passes
def most_confused(matrix):
    off = np.where(np.eye(10) == 1, -1, matrix)
    return np.argwhere(off == off.max())[0]

# %% best starts at the maximum of the whole table
# cause: The search starts with the largest count of the whole matrix, so the start pair (0, 0) is never replaced.
# codes: first-cell-for-every-matrix
def most_confused(matrix):
    best = matrix.max()
    pair = (0, 0)
    for i in range(10):
        for j in range(10):
            if i != j and matrix[i, j] > best:
                best, pair = matrix[i, j], (i, j)
    return pair

# %% smallest with a zero diagonal, in loops
# cause: `<` looks for the smallest, which is the zero on the diagonal.
# codes: least-confused
def most_confused(matrix):
    m = matrix.copy()
    np.fill_diagonal(m, 0)
    best, pair = m[0, 1], (0, 1)
    for i in range(10):
        for j in range(10):
            if m[i, j] < best:
                best, pair = m[i, j], (i, j)
    return pair

# %% first of an empty where
# cause: The maximum of the whole matrix is looked for in the matrix without its diagonal, where it is not.
# codes: no-cell-found
def most_confused(matrix):
    m = matrix.copy()
    np.fill_diagonal(m, 0)
    rows, cols = np.where(m == matrix.max())
    return rows[0], cols[0]

# %% empty argwhere
# cause: The maximum of the whole matrix is looked for in the matrix without its diagonal, where it is not.
# codes: no-cell-found
def most_confused(matrix):
    m = matrix - np.diag(np.diag(matrix))
    return np.argwhere(m == np.max(matrix))

# %% strings as keys
# cause: The keys of the dictionary are texts "i,j", which are split into texts and returned.
# codes: text-for-pair
def most_confused(matrix):
    d = {f"{i},{j}": matrix[i, j] for i in range(10) for j in range(10) if i != j}
    return max(d, key=d.get).split(",")

# %% max of a dictionary
# cause: max of a dictionary gives the largest key, not the key of the largest value.
# codes: best-not-updated
def most_confused(matrix):
    d = {(i, j): matrix[i, j] for i in range(10) for j in range(10) if i != j}
    return max(d)

# %% sorted ascending
# cause: The sort is ascending and the first item is taken.
# codes: least-confused
def most_confused(matrix):
    d = {(i, j): matrix[i, j] for i in range(10) for j in range(10) if i != j}
    return sorted(d.items(), key=lambda kv: kv[1])[0][0]

# %% pair and count from items
# cause: The item of the dictionary is returned: the pair with its count.
# codes: count-with-pair
def most_confused(matrix):
    d = {(i, j): matrix[i, j] for i in range(10) for j in range(10) if i != j}
    return sorted(d.items(), key=lambda kv: kv[1], reverse=True)[0]

# %% the loop names at the end, with a stored count
# cause: The count is stored and the pair is not; the names of the loops are returned.
# codes: loop-indices-returned
def most_confused(matrix):
    best = 0
    for i in range(10):
        for j in range(10):
            if i == j and matrix[i, j] > best:
                continue
            elif matrix[i, j] > best:
                best = matrix[i, j]
    return i, j

# %% diagonal included
# cause: The largest count of the whole matrix is taken, which stands on the diagonal.
# codes: diagonal-counted
def most_confused(matrix):
    i, j = np.unravel_index(matrix.argmax(), matrix.shape)
    return int(i), int(j)

# %% flat index, again
# cause: argmax gives the place in the flattened matrix, one number, not row and column.
# codes: flat-index-for-pair
def most_confused(matrix):
    m = matrix.copy()
    np.fill_diagonal(m, 0)
    return m.argmax()

# %% changes matrix
# cause: fill_diagonal changes the matrix that was passed in.
# codes: changes-its-input
def most_confused(matrix):
    np.fill_diagonal(matrix, 0)
    return np.unravel_index(np.argmax(matrix), (10, 10))

# %% fill_diagonal assigned
# cause: fill_diagonal returns None, and m is None after the assignment.
# codes: none-used-as-value
def most_confused(matrix):
    m = np.fill_diagonal(matrix.copy(), 0)
    return np.unravel_index(m.argmax(), m.shape)

# %% swapped
# cause: Column and row are returned in the wrong order: the guess first.
# codes: pair-reversed
def most_confused(matrix):
    m = matrix * (1 - np.eye(10))
    i, j = np.unravel_index(m.argmax(), m.shape)
    return j, i

# %% upper triangle
# cause: The inner loop starts at i + 1, so that only places above the diagonal are looked at.
# codes: half-of-the-matrix
def most_confused(matrix):
    best = (0, 1)
    for i in range(10):
        for j in range(i + 1, 10):
            if matrix[i, j] > matrix[best]:
                best = (i, j)
    return best

# %% both directions summed
# cause: Counts of both directions are added before the largest is searched.
# codes: directions-added
def most_confused(matrix):
    m = matrix + matrix.T
    np.fill_diagonal(m, 0)
    i, j = np.unravel_index(m.argmax(), m.shape)
    return int(i), int(j)

# %% share of the row, again
# cause: It looks for the largest share of a row, not for the largest count.
# codes: largest-share-for-count
def most_confused(matrix):
    m = matrix / matrix.sum(axis=1, keepdims=True)
    np.fill_diagonal(m, 0)
    return np.unravel_index(np.nanargmax(m), m.shape)

# %% class names
# cause: It returns the names of the classes, not their numbers.
# codes: names-for-pair
def most_confused(matrix):
    m = matrix.copy()
    np.fill_diagonal(m, 0)
    i, j = np.unravel_index(m.argmax(), m.shape)
    return CLASS_NAMES[i], CLASS_NAMES[j]

# %% the count
# cause: It returns the largest count, not where it stands.
# codes: count-for-pair
def most_confused(matrix):
    m = matrix.copy()
    np.fill_diagonal(m, 0)
    return m.max()

# %% lowest recall row
# cause: It takes the class with the lowest recall and that row's largest error, not the largest count of all.
# codes: worst-class-first
def most_confused(matrix):
    m = np.array(matrix, dtype=float)
    recall = m.diagonal() / m.sum(axis=1)
    i = int(np.nanargmin(recall))
    m[i, i] = -1
    return i, int(m[i].argmax())

# %% row with most errors
# cause: It takes the class with the most errors in all and that row's largest error, not the largest count of all.
# codes: worst-class-first
def most_confused(matrix):
    m = matrix.copy()
    np.fill_diagonal(m, 0)
    i = m.sum(axis=1).argmax()
    return i, m[i].argmax()

# %% smallest
# cause: < for >: it looks for the smallest count.
# codes: least-confused
def most_confused(matrix):
    best = None
    for i in range(10):
        for j in range(10):
            if i != j and (best is None or matrix[i][j] < matrix[best[0]][best[1]]):
                best = (i, j)
    return best

# %% not reset best value
# cause: The best value is never updated, so that the last count above 0 wins.
# codes: best-not-updated
def most_confused(matrix):
    largest = 0
    pair = (0, 0)
    for i in range(10):
        for j in range(10):
            if i != j and matrix[i, j] > largest:
                pair = (i, j)
    return pair

# %% one based
# cause: 1 is added to both numbers as in R.
# codes: pair-counted-from-one
def most_confused(matrix):
    m = matrix.copy()
    np.fill_diagonal(m, -1)
    i, j = np.unravel_index(m.argmax(), m.shape)
    return i + 1, j + 1

# %% np.where pair of arrays with all
# cause: np.where(m == m.max()) gives two arrays, with all places of the largest count.
# codes: several-pairs
def most_confused(matrix):
    m = matrix - np.diag(np.diag(matrix))
    return np.where(m == m.max())

# %% where on the original
# cause: The largest error count is searched in the whole matrix, where a diagonal count may be the same.
# codes: diagonal-counted
def most_confused(matrix):
    m = matrix.copy()
    np.fill_diagonal(m, 0)
    rows, cols = np.where(matrix == m.max())
    return rows[0], cols[0]

# %% divmod by 9
# cause: The flat place is divided by 9 and not by 10.
# codes: wrong-flat-position
def most_confused(matrix):
    m = matrix.copy()
    np.fill_diagonal(m, 0)
    return divmod(int(m.argmax()), 9)

# %% second largest of the flattened
# cause: It takes the second largest of all counts, which still is on the diagonal.
# codes: diagonal-counted
def most_confused(matrix):
    k = np.argsort(matrix.ravel())[-2]
    return k // 10, k % 10

# %% eleventh largest
# cause: It takes the eleventh largest count, because the diagonal has ten; this fails when an error is more frequent than a right guess.
# codes: diagonal-assumed-largest
def most_confused(matrix):
    k = np.argsort(matrix.ravel())[-11]
    return int(k // 10), int(k % 10)

# %% triu
# cause: np.triu keeps only what lies above the diagonal, and the errors below it are lost.
# codes: half-of-the-matrix
def most_confused(matrix):
    m = np.triu(matrix, k=1)
    return np.unravel_index(m.argmax(), m.shape)

# %% alias then fill
# cause: m = matrix makes no copy, so that the diagonal of the caller's matrix becomes 0.
# codes: changes-its-input
def most_confused(matrix):
    m = matrix
    for i in range(10):
        m[i, i] = 0
    return np.unravel_index(m.argmax(), m.shape)

# %% copy deep method wrong
# cause: copy is not imported.
# codes: name-not-defined
def most_confused(matrix):
    m = copy.deepcopy(matrix)
    np.fill_diagonal(m, 0)
    return np.unravel_index(m.argmax(), m.shape)

# %% nan in int
# cause: NaN can't be written into an array of integers.
# codes: nan-into-integers
def most_confused(matrix):
    m = matrix.copy()
    np.fill_diagonal(m, np.nan)
    return np.unravel_index(np.nanargmax(m), m.shape)

# %% max key missing
# cause: max over pairs compares the pairs themselves and not the counts.
# codes: best-not-updated
def most_confused(matrix):
    pairs = [(i, j) for i in range(10) for j in range(10) if i != j]
    return max(pairs)

# %% only counts from loop with string
# cause: It returns text with an arrow.
# codes: text-for-pair
def most_confused(matrix):
    m = matrix.copy()
    np.fill_diagonal(m, 0)
    i, j = np.unravel_index(m.argmax(), m.shape)
    return f"{i} -> {j}"

# %% right: max with key over enumerate
# cause: Right: max over all pairs with their count as key.
# codes: passes
def most_confused(matrix):
    pairs = [(i, j) for i in range(10) for j in range(10) if i != j]
    return max(pairs, key=lambda p: matrix[p[0]][p[1]])

# %% right: reshape trick
# cause: Right: the off-diagonal as a 9 x 11 strip.
# codes: passes
def most_confused(matrix):
    m = np.asarray(matrix, dtype=float)
    strip = m.ravel()[1:].reshape(9, 11)[:, :10]
    a, b = divmod(int(strip.argmax()), 10)
    return divmod(a * 11 + b + 1, 10)
