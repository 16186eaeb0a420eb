# %% last column
# cause: The label was taken from the last column, but it is in the first one.
# codes: label-read-as-last-column
def split_columns(table):
    x = table[:, :-1]
    y = table[:, -1]
    return x, y

# %% no cast
# cause: Nothing turns the pixels into uint8.
# codes: pixels-not-uint8
def split_columns(table):
    x = table[:, 1:]
    y = table[:, 0]
    return x, y

# %% 2-D
# cause: A slice of one column keeps the axis, so the labels are two-dimensional.
# codes: labels-as-column
def split_columns(table):
    x = table[:, 1:].astype(np.uint8)
    y = table[:, :1]
    return x, y

# %% off by one
# cause: The end of a slice is left out, so the last pixel is missing.
# codes: last-pixel-lost
def split_columns(table):
    x = table[:, 1:784].astype(np.uint8)
    y = table[:, 0]
    return x, y

# %% no return
# cause: The result is printed and not returned.
# codes: returns-none
def split_columns(table):
    x = table[:, 1:].astype(np.uint8)
    y = table[:, 0]
    print(x.shape, y.shape)

# %% swapped
# cause: The labels are returned first and the images second.
# codes: outputs-swapped
def split_columns(table):
    x = table[:, 1:].astype(np.uint8)
    y = table[:, 0]
    return y, x

# %% 28x28
# cause: The rows are turned into pictures, which the exercise does not ask for.
# codes: reshaped-too-early
def split_columns(table):
    x = table[:, 1:].reshape(-1, 28, 28).astype(np.uint8)
    y = table[:, 0]
    return x, y

# %% example typed
# cause: The 5 rows of the example are written into the function.
# codes: rows-written-in
def split_columns(table):
    x = table[:5, 1:].astype(np.uint8)
    y = table[:5, 0]
    return x, y

# %% global
# cause: The function uses the table of the notebook and not its parameter.
# codes: name-not-defined ignores-its-argument
def split_columns(t):
    x = table[:, 1:].astype(np.uint8)
    y = table[:, 0]
    return x, y

# %% dtype
# cause: Setting the attribute dtype changes the table itself.
# codes: changes-its-input
def split_columns(table):
    table.dtype = np.uint8
    return table[:, 1:], table[:, 0]

# %% the whole table as pixels
# cause: The label column was not taken off the pixels.
# codes: label-among-pixels
def split_columns(table):
    x = table.astype(np.uint8)
    y = table[:, 0]
    return x, y

# %% rows for columns
# cause: table[0] is the first row, not the first column.
# codes: rows-for-columns
def split_columns(table):
    y = table[0]
    x = table[1:].astype(np.uint8)
    return x, y

# %% rows 1 to 784
# cause: Without a comma the slice chooses rows.
# codes: rows-for-columns
def split_columns(table):
    x = table[1:785].astype(np.uint8)
    y = table[0]
    return x, y

# %% a colon in brackets of its own
# cause: table[:] is the whole table again, so [0] and [1:] choose rows.
# codes: rows-for-columns
def split_columns(table):
    x = table[:][1:]
    y = table[:][0]
    return x.astype(np.uint8), y

# %% list of row numbers
# cause: The numbers 1 to 784 are used as row numbers.
# codes: rows-for-columns
def split_columns(table):
    pixels = list(range(1, 785))
    x = table[pixels]
    y = table[0]
    return x.astype(np.uint8), y

# %% label from column 1
# cause: Counting begins with 0: column 1 is the first pixel.
# codes: label-read-as-first-pixel
def split_columns(table):
    x = table[:, 1:].astype(np.uint8)
    y = table[:, 1]
    return x, y

# %% pixels from column 2
# cause: The slice begins at column 2, so the first pixel is missing.
# codes: first-pixel-lost
def split_columns(table):
    x = table[:, 2:].astype(np.uint8)
    y = table[:, 0]
    return x, y

# %% columns 0 to 783
# cause: The slice begins at 0, so the label is among the pixels and the last pixel is missing.
# codes: label-among-pixels
def split_columns(table):
    x = table[:, 0:784].astype(np.uint8)
    y = table[:, 0]
    return x, y

# %% one by one, return in the loop
# cause: The return stands in the loop, so only the first row comes back.
# codes: one-row-only return-in-loop
def split_columns(table):
    for row in table:
        x = row[1:].astype(np.uint8)
        y = row[0]
        return x, y

# %% one by one, only the last row is kept
# cause: Each round of the loop overwrites x and y, so only the last row comes back.
# codes: one-row-only
def split_columns(table):
    for row in table:
        x = row[1:].astype(np.uint8)
        y = row[0]
    return x, y

# %% labels overwritten in the loop
# cause: y is overwritten in each round, so it is one label and not one for each row.
# codes: one-label-only
def split_columns(table):
    x = []
    for row in table:
        x.append(row[1:])
        y = row[0]
    return np.array(x, dtype=np.uint8), y

# %% lists without a type
# cause: Lists have no dtype: the pixels keep the type of the table.
# codes: pixels-not-uint8
def split_columns(table):
    x, y = [], []
    for row in table:
        x.append(row[1:])
        y.append(row[0])
    return x, y

# %% Python lists
# cause: The pixels are Python's whole numbers and not uint8.
# codes: pixels-not-uint8
def split_columns(table):
    rows = table.tolist()
    return [row[1:] for row in rows], [row[0] for row in rows]

# %% astype forgotten to be kept
# cause: astype gives a new array, which is thrown away.
# codes: pixels-not-uint8
def split_columns(table):
    x = table[:, 1:]
    x.astype(np.uint8)
    y = table[:, 0]
    return x, y

# %% only the labels are cast
# cause: The labels are cast to uint8 and the pixels are not.
# codes: pixels-not-uint8
def split_columns(table):
    x = table[:, 1:]
    y = table[:, 0].astype(np.uint8)
    return x, y

# %% int
# cause: int is int64 and not uint8.
# codes: pixels-not-uint8
def split_columns(table):
    x = table[:, 1:].astype(int)
    y = table[:, 0].astype(int)
    return x, y

# %% int8
# cause: int8 ends at 127, so brighter pixels become negative.
# codes: pixels-in-int8
def split_columns(table):
    x = table[:, 1:].astype(np.int8)
    y = table[:, 0]
    return x, y

# %% split gives a column
# cause: np.split keeps both axes, so the labels are a table of one column.
# codes: labels-as-column
def split_columns(table):
    y, x = np.split(table, [1], axis=1)
    return x.astype(np.uint8), y

# %% header row
# cause: The first row is taken for a header.
# codes: first-row-lost
def split_columns(table):
    x = table[1:, 1:].astype(np.uint8)
    y = table[1:, 0]
    return x, y

# %% as with pandas
# cause: iloc belongs to pandas; the table is a NumPy array.
# codes: pandas-for-numpy
def split_columns(table):
    x = table.iloc[:, 1:].astype(np.uint8)
    y = table.iloc[:, 0]
    return x, y

# %% a column by name
# cause: Columns of a NumPy array have no names.
# codes: pandas-for-numpy column-by-name
def split_columns(table):
    y = table["label"]
    x = table.drop("label", axis=1).astype(np.uint8)
    return x, y

# %% drop
# cause: drop belongs to pandas; the table is a NumPy array.
# codes: pandas-for-numpy
def split_columns(table):
    y = table[:, 0]
    x = table.drop(columns=0)
    return x.astype(np.uint8), y

# %% scaled
# cause: The pixels are divided by 255.
# codes: scaled-too-early
def split_columns(table):
    x = table[:, 1:].astype("float32") / 255.0
    y = table[:, 0]
    return x, y

# %% scaled and cast
# cause: Divided by 255 and cast to uint8, nearly all pixels become 0.
# codes: scaled-too-early
def split_columns(table):
    x = (table[:, 1:] / 255).astype(np.uint8)
    y = table[:, 0]
    return x, y

# %% one result
# cause: The labels are not returned.
# codes: number-of-results
def split_columns(table):
    x = table[:, 1:].astype(np.uint8)
    y = table[:, 0]
    return x

# %% two returns
# cause: The first return ends the function, so the labels never come back.
# codes: number-of-results
def split_columns(table):
    x = table[:, 1:].astype(np.uint8)
    return x
    y = table[:, 0]
    return y

# %% a dict
# cause: A dict is returned in place of two results.
# codes: number-of-results
def split_columns(table):
    return {"x": table[:, 1:].astype(np.uint8), "y": table[:, 0]}

# %% three results
# cause: Three results are returned in place of two.
# codes: number-of-results
def split_columns(table):
    n = len(table)
    x = table[:, 1:].astype(np.uint8)
    y = table[:, 0]
    return n, x, y

# %% labels first
# cause: The labels are returned first, since they come first in the table.
# codes: outputs-swapped
def split_columns(table):
    return table[:, 0], table[:, 1:].astype(np.uint8)

# %% float labels
# cause: The labels became floating-point numbers.
# codes: labels-not-integers
def split_columns(table):
    table = table.astype(float)
    return table[:, 1:].astype(np.uint8), table[:, 0]

# %% delete without an axis
# cause: np.delete without an axis takes one number out of the flattened table.
# codes: axis-forgotten
def split_columns(table):
    y = table[:, 0]
    x = np.delete(table, 0)
    return x.astype(np.uint8), y

# %% delete a row
# cause: Axis 0 counts the rows: a row is taken out and not a column.
# codes: rows-for-columns
def split_columns(table):
    y = table[:, 0]
    x = np.delete(table, 0, axis=0)
    return x.astype(np.uint8), y

# %% column after column
# cause: One list for each column puts the pixels on the first axis.
# codes: axes-swapped
def split_columns(table):
    x = []
    for k in range(1, 785):
        x.append(table[:, k])
    y = table[:, 0]
    return np.array(x).astype(np.uint8), y

# %% transposed
# cause: The table is turned, and not turned back.
# codes: axes-swapped
def split_columns(table):
    table = table.T
    return table[1:].astype(np.uint8), table[0]

# %% reshape to one picture
# cause: All rows together are more than one picture of 28 x 28.
# codes: reshaped-too-early
def split_columns(table):
    x = table[:, 1:].astype(np.uint8).reshape(28, 28)
    y = table[:, 0]
    return x, y

# %% reshape with the number of rows
# cause: The 60,000 rows of the training table are written in.
# codes: rows-written-in reshaped-too-early
def split_columns(table):
    x = table[:, 1:].reshape(60000, 784).astype(np.uint8)
    y = table[:, 0]
    return x, y

# %% zeros of five rows
# cause: The five rows of the example are written in.
# codes: rows-written-in
def split_columns(table):
    x = np.zeros((5, 784), dtype=np.uint8)
    y = np.zeros(5, dtype=np.uint8)
    for i in range(len(table)):
        x[i] = table[i, 1:]
        y[i] = table[i, 0]
    return x, y

# %% first five rows only
# cause: The loop runs over the five rows of the example.
# codes: rows-written-in
def split_columns(table):
    x, y = [], []
    for i in range(5):
        x.append(table[i, 1:])
        y.append(table[i, 0])
    return np.array(x, dtype=np.uint8), np.array(y)

# %% last row forgotten
# cause: range(len(table) - 1) stops one row too early.
# codes: last-row-lost
def split_columns(table):
    x, y = [], []
    for i in range(len(table) - 1):
        x.append(table[i, 1:])
        y.append(table[i, 0])
    return np.array(x, dtype=np.uint8), np.array(y)

# %% np without a prefix
# cause: uint8 is a name of NumPy: np.uint8.
# codes: name-not-defined
def split_columns(table):
    x = table[:, 1:].astype(uint8)
    y = table[:, 0]
    return x, y

# %% misspelt name
# cause: The name tabel is misspelt.
# codes: name-not-defined
def split_columns(table):
    x = tabel[:, 1:].astype(np.uint8)
    y = table[:, 0]
    return x, y

# %% parenthesis in the wrong place
# cause: The parenthesis closes too late: the labels are the second argument of astype.
# codes: arguments-do-not-fit
def split_columns(table):
    return (table[:, 1:].astype(np.uint8, table[:, 0]))

# %% no comma in the index
# cause: The colon before the comma is missing: [1:][0] chooses rows.
# codes: rows-for-columns
def split_columns(table):
    x = table[1:]
    y = table[0:1]
    return x.astype(np.uint8), y

# %% up to the number of rows
# cause: len(table) is the number of rows, used here as the number of columns.
# codes: length-counts-rows
def split_columns(table):
    x = table[:, 1:len(table)].astype(np.uint8)
    y = table[:, 0]
    return x, y

# %% method that does not exist
# cause: Arrays have no method split_columns or split.
# codes: attribute-not-there
def split_columns(table):
    y, x = table.split(1, axis=1)
    return x.astype(np.uint8), y

# %% as type
# cause: The method is called astype.
# codes: attribute-not-there
def split_columns(table):
    x = table[:, 1:].asType(np.uint8)
    y = table[:, 0]
    return x, y

# %% pop from a table
# cause: pop belongs to lists; a NumPy array has none.
# codes: attribute-not-there
def split_columns(table):
    y = table.pop(0)
    return table.astype(np.uint8), y

# %% written into the table
# cause: The label column of the table itself is set to zero.
# codes: changes-its-input
def split_columns(table):
    y = table[:, 0].copy()
    table[:, 0] = 0
    return table[:, 1:].astype(np.uint8), y

# %% sorted labels
# cause: The labels are sorted, so they no longer belong to their rows.
# codes: labels-sorted
def split_columns(table):
    x = table[:, 1:].astype(np.uint8)
    y = np.sort(table[:, 0])
    return x, y

# %% unique labels
# cause: np.unique gives each label once and not one for each row.
# codes: labels-once-each
def split_columns(table):
    x = table[:, 1:].astype(np.uint8)
    y = np.unique(table[:, 0])
    return x, y

# %% first axis kept, hsplit
# cause: Right: the extra axis is taken away again.
# codes: passes
def split_columns(table):
    y, x = np.hsplit(table, [1])
    return np.uint8(x), y.ravel()

# %% lists and a cast at the end
# cause: Right.
# codes: passes
def split_columns(table):
    x = [[int(v) for v in row[1:]] for row in table]
    y = [int(row[0]) for row in table]
    return np.array(x).astype("uint8"), y

# %% from the end
# cause: Right.
# codes: passes
def split_columns(table):
    x = table[:, -784:].astype("B")
    (y,) = table[:, :1].T
    return [x, y]

# %% labels from the end, pixels from the start
# cause: The label is taken from the last column.
# codes: label-read-as-last-column
def split_columns(table):
    *x, y = table.T
    return np.array(x).T.astype(np.uint8), y

# %% starred, labels first
# cause: Right.
# codes: passes
def split_columns(table):
    y, *x = table.T
    return np.array(x).T.astype(np.uint8), y

# %% star forgets to turn back
# cause: The pixels stay turned: each row of x is one pixel of all images.
# codes: axes-swapped
def split_columns(table):
    y, *x = table.T
    return np.array(x, dtype=np.uint8), y

# %% mean of the pixels
# cause: The pixels are averaged, so one number for each image is left.
# codes: pixels-averaged
def split_columns(table):
    return table[:, 1:].mean(axis=1).astype(np.uint8), table[:, 0]

# %% np.array of a tuple
# cause: x and y of different lengths can't be put into one array.
# codes: rows-of-different-lengths number-of-results
def split_columns(table):
    x = table[:, 1:].astype(np.uint8)
    y = table[:, 0]
    return np.array([x, y])

# %% text type
# cause: uint8 is misspelt in the text.
# codes: dtype-not-known
def split_columns(table):
    return table[:, 1:].astype("unit8"), table[:, 0]

# %% uint16
# cause: uint16 is not uint8.
# codes: pixels-not-uint8
def split_columns(table):
    return table[:, 1:].astype(np.uint16), table[:, 0]

# %% float pixels
# cause: float32 is not uint8.
# codes: pixels-not-uint8
def split_columns(table):
    return table[:, 1:].astype("float32"), table[:, 0]

# %% labels as text
# cause: The labels are made texts.
# codes: labels-as-text
def split_columns(table):
    return table[:, 1:].astype(np.uint8), table[:, 0].astype(str)

# %% class names
# cause: The names of the classes are returned in place of the labels.
# codes: labels-as-text
def split_columns(table):
    names = ["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]
    return table[:, 1:].astype(np.uint8), [names[k] for k in table[:, 0]]

# %% yields rows
# cause: yield makes a generator.
# codes: cannot-cross
def split_columns(table):
    for row in table:
        yield row[1:].astype(np.uint8), row[0]

# %% pairs
# cause: One pair for each row is returned, not all pixels and all labels.
# codes: number-of-results
def split_columns(table):
    return [(row[1:].astype(np.uint8), row[0]) for row in table]

# %% label column left as zero
# cause: The label is set to 0 in a copy and stays among the pixels.
# codes: label-column-left
def split_columns(table):
    x = table.copy()
    y = table[:, 0].copy()
    x[:, 0] = 0
    return x.astype(np.uint8), y

# %% flattened
# cause: ravel puts all pixels of all images into one row.
# codes: pixels-flattened
def split_columns(table):
    return table[:, 1:].astype(np.uint8).ravel(), table[:, 0]

# %% transposed picture
# cause: The pictures are 28 x 28 with a channel.
# codes: reshaped-too-early
def split_columns(table):
    return table[:, 1:].astype(np.uint8).reshape(-1, 28, 28, 1), table[:, 0]

# %% inverted
# cause: The pixels are subtracted from 255.
# codes: pixels-inverted
def split_columns(table):
    return 255 - table[:, 1:].astype(np.uint8), table[:, 0]

# %% cast before, wraps
# cause: Right: labels and pixels fit into uint8.
# codes: passes
def split_columns(table):
    table = table.astype(np.uint8)
    return table[:, 1:], table[:, 0]

# %% dict of columns
# cause: Nothing is returned: the names are only set.
# codes: returns-none
def split_columns(table):
    global x, y
    x = table[:, 1:].astype(np.uint8)
    y = table[:, 0]

# %% asks for a name
# cause: input() asks a person.
# codes: asks-for-input
def split_columns(table):
    k = int(input("Which column is the label? "))
    return np.delete(table, k, axis=1).astype(np.uint8), table[:, k]

# %% called without the table
# cause: The function has no parameter.
# codes: arguments-do-not-fit
def split_columns():
    return table[:, 1:].astype(np.uint8), table[:, 0]

# %% calls the check's function again
# cause: The function calls itself.
# codes: calls-itself-without-end
def split_columns(table):
    x, y = split_columns(table)
    return x.astype(np.uint8), y

# %% one hot
# cause: The labels are made rows of ten.
# codes: label-rows-of-ten
def split_columns(table):
    return table[:, 1:].astype(np.uint8), np.eye(10)[table[:, 0]]

# %% first 784 of the flat table
# cause: The first row only, cut out of the flattened table.
# codes: one-row-only
def split_columns(table):
    flat = table.flatten()
    return flat[1:785].astype(np.uint8), flat[0]

# %% shuffles
# cause: The rows are put into another order.
# codes: rows-in-another-order
def split_columns(table):
    order = np.argsort(table[:, 0])
    return table[order, 1:].astype(np.uint8), table[order, 0]

# %% without duplicates
# cause: np.unique sorts the rows.
# codes: rows-in-another-order
def split_columns(table):
    table = np.unique(table, axis=0)
    return table[:, 1:].astype(np.uint8), table[:, 0]

# %% MATLAB columns counted from one
# cause: The columns are counted from 1 as in MATLAB, so column 1, the first pixel, is taken as the label.
# codes: first-pixel-lost
def split_columns(table):
    y = table[:, 1]
    x = table[:, 2:785].astype(np.uint8)
    return x, y

# %% inclusive end of the slice
# cause: The slice 1:784 ends before column 784, so the last pixel is missing.
# codes: last-pixel-lost
def split_columns(table):
    label = table[:, 0]
    pixels = np.array(table[:, 1:784], dtype="uint8")
    return pixels, label

# %% pandas iloc
# cause: The table is a NumPy array and has no iloc, which belongs to pandas.
# codes: pandas-for-numpy
def split_columns(table):
    y = table.iloc[:, 0].values
    x = table.iloc[:, 1:].values.astype("uint8")
    return x, y

# %% pandas column name
# cause: A NumPy array has no column names, so "label" can't be an index.
# codes: column-by-name
def split_columns(table):
    y = table["label"]
    x = table.drop("label", axis=1)
    return x.astype("uint8"), y

# %% plain python rows in a list, no array
# cause: x is a list of lists of Python ints or a list of arrays, not of dtype uint8.
# codes: outputs-swapped
def split_columns(table):
    x = []
    y = []
    for row in table:
        y.append(row[0])
        x.append(row[1:])
    x = np.uint8(x)
    return y, x

# %% tutorial of mnist reshaped to pictures and scaled
# cause: x is laid out as 28 x 28 pictures with a channel, as in a tutorial, not 784 pixels.
# codes: reshaped-too-early
def split_columns(table):
    x = table[:, 1:].reshape(-1, 28, 28, 1).astype("uint8")
    y = table[:, 0]
    return x, y

# %% scaled then cast to uint8
# cause: Pixels are divided by 255 before the cast to uint8, so nearly all become 0.
# codes: scaled-too-early
def split_columns(table):
    x = (table[:, 1:] / 255).astype(np.uint8)
    y = table[:, 0].astype(int)
    return x, y

# %% one hot from a keras tutorial
# cause: The labels are returned one-hot, ten numbers per image, not one.
# codes: label-rows-of-ten
def split_columns(table):
    x = table[:, 1:].astype("uint8")
    y = np.eye(10)[table[:, 0].astype(int)]
    return x, y

# %% first image only
# cause: table[0] is the first row, not the first column.
# codes: rows-for-columns
def split_columns(table):
    y = table[0]
    x = table[1:]
    return x.astype("uint8"), y

# %% hsplit wrong
# cause: np.hsplit(table, 1) splits in one part, so there are not two values to unpack.
# codes: split-in-equal-parts
def split_columns(table):
    y, x = np.hsplit(table, 1)
    return x.astype(np.uint8), y

# %% hsplit right cut but y two-dimensional
# cause: y keeps its second axis: the shape is (n, 1).
# codes: labels-as-column
def split_columns(table):
    y, x = np.hsplit(table, [1])
    return x.astype(np.uint8), y

# %% astype not assigned
# cause: astype gives a new array, which is not kept, so x keeps the type of the table.
# codes: pixels-not-uint8
def split_columns(table):
    x = table[:, 1:]
    y = table[:, 0]
    x.astype(np.uint8)
    return x, y

# %% assigns dtype
# cause: Assigning dtype reinterprets the bytes rather than converting the numbers.
# codes: bytes-for-pixels
def split_columns(table):
    x = table[:, 1:].copy()
    x.dtype = np.uint8
    y = table[:, 0]
    return x, y

# %% 5 rows only as in the example
# cause: The function cuts to the first five rows as the example does.
# codes: rows-written-in
def split_columns(table):
    part = table[:5]
    x = part[:, 1:].astype("uint8")
    y = part[:, 0]
    return x, y

# %% prints and forgets return of second
# cause: It prints the shapes and returns nothing.
# codes: returns-none
def split_columns(table):
    x, y = table[:, 1:], table[:, 0]
    x = x.astype("uint8")
    print("x:", x.shape, x.dtype)
    print("y:", y.shape)

# %% R-like negative index
# cause: In R -1 takes the first away, in NumPy column -1 is the last one.
# codes: one-column-only
def split_columns(table):
    y = table[:, 0]
    x = table[:, -1].astype(np.uint8)
    return x, y

# %% R-like negative index start
# cause: In R table[, -1] is all but the first; here table[:, :-1] leaves out the last column and keeps the label.
# codes: label-among-pixels
def split_columns(table):
    y = table[:, 0]
    x = table[:, :-1].astype(np.uint8)
    return x, y

# %% fills with wrong loop
# cause: The return stands in the loop, so only the first row is handled; the rest stays 0.
# codes: return-in-loop
def split_columns(table):
    n = len(table)
    x = np.zeros((n, 784), dtype=np.uint8)
    y = np.zeros(n, dtype=int)
    for i in range(n):
        x[i] = table[i, 1:]
        y[i] = table[i, 0]
        return x, y

# %% fills range minus one
# cause: The loop ends one row early, so the last row of x and y stays 0.
# codes: last-row-lost
def split_columns(table):
    n = table.shape[0]
    x = np.zeros((n, 784), dtype=np.uint8)
    y = np.zeros(n, dtype=np.uint8)
    for i in range(n - 1):
        x[i] = table[i, 1:]
        y[i] = table[i, 0]
    return x, y

# %% zeros sixty thousand
# cause: The number of rows is fixed at 60000, whatever table comes in.
# codes: index-out-of-range
def split_columns(table):
    x = np.zeros((60000, 784), dtype=np.uint8)
    y = np.zeros(60000, dtype=np.uint8)
    for i in range(60000):
        x[i] = table[i, 1:]
        y[i] = table[i, 0]
    return x, y

# %% typo asttype
# cause: The method is called astype; asttype does not exist.
# codes: attribute-not-there
def split_columns(table):
    x = table[:, 1:].asttype(np.uint8)
    y = table[:, 0]
    return x, y

# %% takes the columns in place sets label zero
# cause: The label column of the table itself is set to 0, the table must stay as it is, and x still has it.
# codes: changes-its-input
def split_columns(table):
    y = table[:, 0].copy()
    table[:, 0] = 0
    x = table.astype(np.uint8)
    return x, y

# %% sorts by label
# cause: The rows are sorted by label, so the order of the rows is changed.
# codes: rows-in-another-order
def split_columns(table):
    order = np.argsort(table[:, 0])
    table = table[order]
    return table[:, 1:].astype(np.uint8), table[:, 0]

# %% clips to fit
# cause: np.minimum with 1 turns the pixels into 0 and 1.
# codes: pixels-recomputed
def split_columns(table):
    x = (table[:, 1:] > 0).astype(np.uint8)
    y = table[:, 0]
    return x, y

# %% comma instead of colon
# cause: table[0:, 1] with a comma takes one column.
# codes: rows-for-columns
def split_columns(table):
    y = table[:][0]
    x = table[:][1:]
    return x.astype(np.uint8), y

# %% column stack of wrong axis
# cause: x is transposed: 784 x n instead of n x 784.
# codes: axes-swapped
def split_columns(table):
    columns = table.T
    y = columns[0]
    x = columns[1:].astype(np.uint8)
    return x, y

# %% pytorch
# cause: A NumPy array has no method long; that is PyTorch.
# codes: attribute-not-there
def split_columns(table):
    y = table[:, 0].long()
    x = table[:, 1:].to(np.uint8)
    return x, y

# %% labels as float
# cause: The labels are converted to float32 as a tutorial does; they must be of an integer type.
# codes: labels-not-integers
def split_columns(table):
    data = np.array(table, dtype="float32")
    x = data[:, 1:].astype("uint8")
    y = data[:, 0]
    return x, y

# %% labels as strings
# cause: The labels are turned into text.
# codes: labels-as-text
def split_columns(table):
    x = table[:, 1:].astype("uint8")
    y = table[:, 0].astype(str)
    return x, y

# %% class names again
# cause: y holds the names of the classes, not their numbers.
# codes: labels-as-text
def split_columns(table):
    x = table[:, 1:].astype("uint8")
    y = [data.CLASS_NAMES[k] for k in table[:, 0]]
    return x, y

# %% given up half-way
# cause: raise NotImplementedError is still there, after the code and before return.
# codes: not-implemented
def split_columns(table):
    y = table[:, 0]
    x = table[:, 1:785]
    # todo uint8
    raise NotImplementedError()
    return x, y

# %% right: vsplit of transposed
# cause: A right answer with take and delete.
# codes: passes
def split_columns(table):
    return np.delete(table, 0, 1).astype("u1"), np.take(table, 0, axis=1).astype("int64")

# %% right: list comprehension
# cause: A right answer in plain Python.
# codes: passes
def split_columns(table):
    x, y = [], []
    for first, *rest in table.tolist():
        x.append(rest)
        y.append(first)
    return np.array(x, np.uint8), np.array(y)

# %% made beforehand and never filled
# cause: The array for the pixels is made and returned without the pixels.
# codes: pixels-all-zero
def split_columns(table):
    x = np.zeros((len(table), 784), dtype=np.uint8)
    y = table[:, 0]
    return x, y


# %% pandas iloc on the table
# cause: `iloc` belongs to a pandas DataFrame; the table is a NumPy array.
# codes: pandas-for-numpy
def split_columns(table):
    x = table.iloc[:, 1:].values.astype("uint8")
    y = table.iloc[:, 0].values
    return x, y


# %% round brackets as in MATLAB
# cause: The table is called with round brackets; an array is indexed with square ones.
# codes: not-callable
def split_columns(table):
    y = table[:, 0]
    x = table(slice(None), slice(1, None))
    return x.astype(np.uint8), y


# %% y from the pixels that are left
# cause: y is taken from x, after the label was cut off: it is the first pixel.
# codes: label-read-as-first-pixel
def split_columns(table):
    x = table[:, 1:].astype(np.uint8)
    y = x[:, 0]
    return x, y


# %% dtype set by assignment
# cause: Setting x.dtype reads the same bytes in another way: an int64 becomes eight uint8.
# codes: bytes-for-pixels
def split_columns(table):
    x = table[:, 1:]
    x.dtype = np.uint8
    y = table[:, 0]
    return x, y


# %% viewed as uint8
# cause: view() reads the same bytes in another way; it converts nothing.
# codes: bytes-for-pixels
def split_columns(table):
    x, y = table[:, 1:], table[:, 0]
    return x.view(np.uint8), y


# %% pops the label off each row
# cause: A row of an array has no pop(); that is a method of lists.
# codes: attribute-not-there
def split_columns(table):
    x = []
    y = []
    for row in table:
        y.append(row.pop(0))
        x.append(row)
    return np.array(x, dtype=np.uint8), np.array(y)


# %% lists of rows, never an array
# cause: x is a list of rows of the table's own type; it is never converted to uint8.
# codes: pixels-not-uint8
def split_columns(table):
    x = []
    y = []
    for row in table:
        x.append(row[1:])
        y.append(row[0])
    return x, y


# %% returns the first row only
# cause: return stands inside the loop: only the first row is handled.
# codes: one-row-only
def split_columns(table):
    for row in table:
        y = row[0]
        x = row[1:].astype(np.uint8)
        return x, y


# %% already made pictures
# cause: x is laid out as 28 x 28 pictures; the exercise asks for 784 numbers a row.
# codes: reshaped-too-early
def split_columns(table):
    y = table[:, 0]
    x = table[:, 1:].astype(np.uint8).reshape(-1, 28, 28)
    return x, y


# %% one-hot labels
# cause: y is one-hot, ten numbers a label; one number a label is asked for.
# codes: label-rows-of-ten
def split_columns(table):
    x = table[:, 1:].astype(np.uint8)
    y = np.eye(10, dtype=int)[table[:, 0]]
    return x, y


# %% keras one-hot from an old tutorial
# cause: Nothing called keras is imported in this lesson.
# codes: name-not-defined
def split_columns(table):
    x = table[:, 1:].astype("uint8")
    y = keras.utils.to_categorical(table[:, 0], 10)
    return x, y


# %% uint for uint8
# cause: np.uint is a whole number of eight bytes, not uint8.
# codes: pixels-not-uint8
def split_columns(table):
    x = table[:, 1:].astype(np.uint)
    y = table[:, 0].astype(np.uint)
    return x, y


# %% colon on the wrong side
# cause: table[:, :1] is the columns before 1, not from 1 on: x is the label column.
# codes: one-column-only
def split_columns(table):
    x = table[:, :1].astype(np.uint8)
    y = table[:, 0]
    return x, y


# %% y from an empty slice
# cause: table[:, :0] is an empty slice: y holds nothing.
# codes: nothing-between-the-bounds
def split_columns(table):
    x = table[:, 1:].astype(np.uint8)
    y = table[:, :0].flatten()
    return x, y


# %% loads the table anew
# cause: The function reads the training table itself and ignores what it is given.
# codes: ignores-its-argument
def split_columns(table):
    train = data.load_table("train")
    x = train[:, 1:].astype(np.uint8)
    y = train[:, 0]
    return x, y


# %% drops the black last column
# cause: The slice ends at -1: the last pixel is missing from x.
# codes: last-pixel-lost
def split_columns(table):
    x = table[:, 1:-1].astype(np.uint8)
    y = table[:, 0]
    return x, y


# %% array of zeros with 60000 rows
# cause: x has 60,000 rows whatever the table has: the number is written in.
# codes: rows-written-in
def split_columns(table):
    x = np.zeros((60000, 784), dtype=np.uint8)
    y = np.zeros(60000, dtype=int)
    for i in range(len(table)):
        y[i] = table[i][0]
        x[i] = table[i][1:]
    return x, y


# %% copies one pixel too few
# cause: The inner loop ends before the last pixel, which stays 0.
# codes: last-pixel-lost
def split_columns(table):
    n = len(table)
    x = np.zeros((n, 784), dtype=np.uint8)
    y = np.zeros(n, dtype=int)
    for i in range(n):
        y[i] = table[i, 0]
        for j in range(783):
            x[i, j] = table[i, j + 1]
    return x, y


# %% table as a list of columns
# cause: table[0] is taken for the first column; it is the first row.
# codes: rows-for-columns
def split_columns(table):
    y = table[0]
    x = table[1:]
    return x.astype(np.uint8), y


# %% del a column
# cause: Columns of an array can't be deleted with del.
# codes: array-keeps-its-size
def split_columns(table):
    y = table[:, 0].copy()
    del table[:, 0]
    return table.astype(np.uint8), y


# %% torch conversion
# cause: Arrays have no method `to`; that belongs to PyTorch's tensors.
# codes: attribute-not-there
def split_columns(table):
    y = table[:, 0]
    x = table[:, 1:].to("uint8")
    return x, y


# %% scaled and then uint8
# cause: The pixels are divided by 255 before the cast to uint8: nearly all become 0.
# codes: scaled-too-early
def split_columns(table):
    x = table[:, 1:] / 255
    y = table[:, 0]
    return x.astype(np.uint8), y


# %% filters out the zeros
# cause: Black pixels are removed, so the rows no longer have 784 numbers.
# codes: black-pixels-left-out
def split_columns(table):
    y = table[:, 0]
    x = table[:, 1:]
    x = x[x > 0].astype(np.uint8)
    return x, y


# %% astype on the whole table, returned as it is
# cause: x is the whole table as uint8: the label is not taken off.
# codes: label-among-pixels
def split_columns(table):
    y = table[:, 0]
    x = np.uint8(table)
    return x, y


# %% hsplit (right)
# cause: Right: np.hsplit, then ravel.
# codes: passes
def split_columns(table):
    label, pixels = np.hsplit(table, [1])
    return pixels.astype(np.uint8), label.ravel()


# %% unpacks the transposed table (right)
# cause: Right: the transposed table is unpacked with a star.
# codes: passes
def split_columns(table):
    y, *pixels = table.T
    x = np.array(pixels, dtype=np.uint8).T
    return x, y
