# %% no checks
# cause: No value and no number of columns is tested.
# codes: width-not-checked values-not-checked
def preprocess(table):
    x = table[:, 1:].astype(np.uint8)
    return rescale(to_images(x)), table[:, 0]

# %% check after cast
# cause: The tests come after the cast to uint8, which wraps bad values around.
# codes: checked-after-the-cast
def preprocess(table):
    table = table.astype(np.uint8)
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255:
        raise ValueError("bad pixel")
    if y.min() < 0 or y.max() > 9:
        raise ValueError("bad label")
    if table.shape[1] != 785:
        raise ValueError("bad columns")
    return rescale(to_images(x)), y

# %% print
# cause: The faults are printed and not raised.
# codes: printed-not-raised
def preprocess(table):
    if table.shape[1] != 785:
        print("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255:
        print("bad pixel")
    if y.min() < 0 or y.max() > 9:
        print("bad label")
    return rescale(to_images(x.astype(np.uint8))), y

# %% if array
# cause: A comparison of an array gives an array, which is neither true nor false.
# codes: truth-of-array
def preprocess(table):
    x, y = table[:, 1:], table[:, 0]
    if x < 0 or x > 255:
        raise ValueError("bad pixel")
    return rescale(to_images(x)), y

# %% return ValueError
# cause: The error is returned and not raised.
# codes: printed-not-raised
def preprocess(table):
    if table.shape[1] != 785:
        return ValueError
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255:
        return ValueError
    if y.min() < 0 or y.max() > 9:
        return ValueError
    return rescale(to_images(x.astype(np.uint8))), y

# %% assert
# cause: assert raises AssertionError, not ValueError.
# codes: wrong-kind-of-error
def preprocess(table):
    assert table.shape[1] == 785
    x, y = table[:, 1:], table[:, 0]
    assert x.min() >= 0 and x.max() <= 255
    assert y.min() >= 0 and y.max() <= 9
    return rescale(to_images(x.astype(np.uint8))), y

# %% only >
# cause: The lower bounds are not tested.
# codes: bound-missing
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.max() > 255:
        raise ValueError("bad pixel")
    if y.max() > 9:
        raise ValueError("bad label")
    return rescale(to_images(x.astype(np.uint8))), y

# %% max != 255
# cause: A good table need not hold 0 and 255, and all classes.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.max() != 255 or x.min() != 0:
        raise ValueError("bad pixel")
    if y.max() != 9 or y.min() != 0:
        raise ValueError("bad label")
    return rescale(to_images(x.astype(np.uint8))), y

# %% labels > 10
# cause: Both upper bounds are one too high.
# codes: bound-off-by-one
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.max() > 256 or x.min() < 0:
        raise ValueError("bad pixel")
    if y.max() > 10 or y.min() < 0:
        raise ValueError("bad label")
    return rescale(to_images(x.astype(np.uint8))), y

# %% label rescaled
# cause: The whole table is rescaled, with the labels.
# codes: labels-divided-too
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    if table.max() > 255 or table.min() < 0:
        raise ValueError("bad pixel")
    table = rescale(table)
    return to_images(table[:, 1:]), table[:, 0]

# %% forgot columns check; slices first
# cause: No line tests the number of columns; 1,569 columns make two images for each label.
# codes: width-not-checked
def preprocess(table):
    x, y = table[:, 1:], table[:, 0]
    if x.max() > 255 or x.min() < 0:
        raise ValueError("bad pixel")
    if y.max() > 9 or y.min() < 0:
        raise ValueError("bad label")
    return rescale(to_images(x.astype(np.uint8))), y

# %% filter bad rows
# cause: Bad rows are dropped where the whole table is to be refused.
# codes: bad-rows-dropped
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    good = (table[:, 1:] >= 0).all(axis=1) & (table[:, 1:] <= 255).all(axis=1) & (table[:, 0] >= 0) & (table[:, 0] <= 9)
    table = table[good]
    x, y = table[:, 1:], table[:, 0]
    return rescale(to_images(x.astype(np.uint8))), y

# %% ValueError: only in range loop over python
# cause: Right, in an unusual way.
# codes: passes
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    for row in table:
        if row[0] not in range(10):
            raise ValueError
        for p in row[1:]:
            if p not in range(256):
                raise ValueError
    return rescale(to_images(table[:, 1:])), table[:, 0]

# %% raise Exception
# cause: Exception is raised where ValueError is asked for.
# codes: wrong-kind-of-error
def preprocess(table):
    if table.shape[1] != 785:
        raise Exception("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.max() > 255 or x.min() < 0:
        raise Exception("bad pixel")
    if y.max() > 9 or y.min() < 0:
        raise Exception("bad label")
    return rescale(to_images(x.astype(np.uint8))), y

# %% r
# cause: Right.
# codes: passes
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.max() > 255 or x.min() < 0:
        raise ValueError("bad pixel")
    if y.max() > 9 or y.min() < 0:
        raise ValueError("bad label")
    return rescale(to_images(x.astype(np.uint8))), y

# %% width alone
# cause: Only the number of columns is tested.
# codes: values-not-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    return rescale(to_images(table[:, 1:])), table[:, 0]

# %% width alone, with a cast
# cause: Only the number of columns is tested; the cast wraps bad values around.
# codes: values-not-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x = table[:, 1:].astype(np.uint8)
    y = table[:, 0].astype(np.uint8)
    return rescale(to_images(x)), y

# %% pixels not tested
# cause: The pixels are not tested.
# codes: values-not-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    y = table[:, 0]
    if (y < 0).any() or (y > 9).any():
        raise ValueError("bad label")
    return rescale(to_images(table[:, 1:])), y

# %% labels not tested
# cause: The labels are not tested.
# codes: values-not-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x = table[:, 1:]
    if np.any(x < 0) or np.any(x > 255):
        raise ValueError("bad pixel")
    return rescale(to_images(x)), table[:, 0]

# %% labels tested as pixels
# cause: The whole table is tested against 0 and 255; labels from 10 to 255 pass.
# codes: labels-tested-as-pixels
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    if table.min() < 0 or table.max() > 255:
        raise ValueError("value out of range")
    return rescale(to_images(table[:, 1:])), table[:, 0]

# %% pixels tested as labels
# cause: The whole table is tested against 0 and 9, which are the bounds of the labels.
# codes: pixels-tested-as-labels
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    if table.min() < 0 or table.max() > 9:
        raise ValueError("bad label")
    return rescale(to_images(table[:, 1:])), table[:, 0]

# %% only pixels after the cast
# cause: The pixels are tested after their cast to uint8.
# codes: checked-after-the-cast values-not-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x = table[:, 1:].astype("uint8")
    y = table[:, 0]
    if x.min() < 0 or x.max() > 255:
        raise ValueError("bad pixel")
    if y.min() < 0 or y.max() > 9:
        raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% only labels after the cast
# cause: The labels are tested after their cast to uint8.
# codes: checked-after-the-cast
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x = table[:, 1:]
    y = table[:, 0].astype(np.uint8)
    if x.min() < 0 or x.max() > 255:
        raise ValueError("bad pixel")
    if y.min() < 0 or y.max() > 9:
        raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% lower bounds alone
# cause: The upper bounds are not tested.
# codes: bound-missing
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    if (table < 0).any():
        raise ValueError("negative value")
    x = table[:, 1:].astype(np.uint8)
    return rescale(to_images(x)), table[:, 0]

# %% lower bound of labels missing
# cause: The lower bound of the labels is not tested.
# codes: bound-missing
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if np.min(x) < 0 or np.max(x) > 255:
        raise ValueError("bad pixel")
    if np.max(y) > 9:
        raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% label of ten
# cause: The upper bound of the labels is one too high.
# codes: bound-off-by-one
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 10:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% below minus one
# cause: The lower bound of the pixels is one too low.
# codes: bound-off-by-one
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < -1 or x.max() > 255:
        raise ValueError("bad pixel")
    if y.min() < 0 or y.max() > 9:
        raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% equal refused
# cause: >= and <= refuse the bounds themselves, which are allowed.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() <= 0 or x.max() >= 255:
        raise ValueError("bad pixel")
    if y.min() <= 0 or y.max() >= 9:
        raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% and for or
# cause: With `and` a table must break both bounds at once to be refused.
# codes: and-for-or
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 and x.max() > 255:
        raise ValueError("bad pixel")
    if y.min() < 0 and y.max() > 9:
        raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% and between the four tests
# cause: With `and` a table must break all bounds at once to be refused.
# codes: and-for-or
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if (x.min() < 0 or x.max() > 255) and (y.min() < 0 or y.max() > 9):
        raise ValueError("bad table")
    return rescale(to_images(x)), y

# %% all for any
# cause: all is true only when every value is bad.
# codes: all-for-any
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if (x < 0).all() or (x > 255).all():
        raise ValueError("bad pixel")
    if (y < 0).all() or (y > 9).all():
        raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% any before the comparison
# cause: x.any() is True or False, and neither is below 0 or above 255.
# codes: values-not-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.any() < 0 or x.any() > 255:
        raise ValueError("bad pixel")
    if y.any() < 0 or y.any() > 9:
        raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% chain that is never true
# cause: `0 > x.any() > 255` is never true.
# codes: values-not-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if 0 > x.any() > 255:
        raise ValueError("bad pixel")
    if 0 > y.any() > 9:
        raise ValueError("bad label")
    return rescale(to_images(x.astype(np.uint8))), y

# %% mean tested
# cause: The mean is tested, which one bad value hardly moves.
# codes: summary-tested
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.mean() < 0 or x.mean() > 255:
        raise ValueError("bad pixel")
    if y.mean() < 0 or y.mean() > 9:
        raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% ValueError without raise
# cause: The error is made and not raised.
# codes: width-not-checked
def preprocess(table):
    if table.shape[1] != 785:
        ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255:
        ValueError("bad pixel")
    if y.min() < 0 or y.max() > 9:
        ValueError("bad label")
    return rescale(to_images(x)), y

# %% print and return nothing
# cause: The fault is printed and None is returned; nothing is raised.
# codes: printed-not-raised
def preprocess(table):
    if table.shape[1] != 785:
        print("ValueError")
        return
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        print("ValueError")
        return
    return rescale(to_images(x)), y

# %% warning
# cause: A warning is given and nothing is raised.
# codes: printed-not-raised
def preprocess(table):
    import warnings
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255:
        warnings.warn("bad pixel")
    if y.min() < 0 or y.max() > 9:
        warnings.warn("bad label")
    return rescale(to_images(x)), y

# %% raise for the width, print for the values
# cause: Bad values are printed and not raised.
# codes: printed-not-raised
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    for row in table:
        if row[0] < 0 or row[0] > 9:
            print("bad label", row[0])
        for pixel in row[1:]:
            if pixel < 0 or pixel > 255:
                print("bad pixel", pixel)
    return rescale(to_images(table[:, 1:])), table[:, 0]

# %% print of something else, no tests
# cause: No value is tested; what is printed has nothing to do with it.
# codes: values-not-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    print("table", table.shape)
    x, y = table[:, 1:].astype(np.uint8), table[:, 0]
    print("x", x.shape, "y", y.shape)
    return rescale(to_images(x)), y

# %% caught again
# cause: The error is caught in the function itself and printed.
# codes: printed-not-raised
def preprocess(table):
    try:
        if table.shape[1] != 785:
            raise ValueError("wrong number of columns")
        x, y = table[:, 1:], table[:, 0]
        if x.min() < 0 or x.max() > 255:
            raise ValueError("bad pixel")
        if y.min() < 0 or y.max() > 9:
            raise ValueError("bad label")
        return rescale(to_images(x)), y
    except ValueError as error:
        print(error)

# %% returns False
# cause: False is returned where an error is to be raised.
# codes: printed-not-raised
def preprocess(table):
    x, y = table[:, 1:], table[:, 0]
    if table.shape[1] != 785 or x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        return False
    return rescale(to_images(x)), y

# %% returns a text
# cause: A text is returned where an error is to be raised.
# codes: printed-not-raised
def preprocess(table):
    x, y = table[:, 1:], table[:, 0]
    if table.shape[1] != 785:
        return "ValueError: wrong number of columns"
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        return "ValueError: bad value"
    return rescale(to_images(x)), y

# %% raise a text
# cause: Python raises exceptions, not texts.
# codes: raised-a-text
def preprocess(table):
    if table.shape[1] != 785:
        raise "wrong number of columns"
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise "bad value"
    return rescale(to_images(x)), y

# %% Valueerror
# cause: The name ValueError is misspelt.
# codes: name-not-defined
def preprocess(table):
    if table.shape[1] != 785:
        raise Valueerror("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise Valueerror("bad value")
    return rescale(to_images(x)), y

# %% text and number added
# cause: The message adds a text and a number.
# codes: number-in-a-text
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns: " + table.shape[1])
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% error in the message of the labels
# cause: The message uses a name that is not defined.
# codes: name-not-defined
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255:
        raise ValueError(f"bad pixel {pixel}")
    if y.min() < 0 or y.max() > 9:
        raise ValueError(f"bad label {label}")
    return rescale(to_images(x)), y

# %% exit
# cause: exit() ends the program; it is no ValueError.
# codes: wrong-kind-of-error
def preprocess(table):
    import sys
    if table.shape[1] != 785:
        sys.exit("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        sys.exit("bad value")
    return rescale(to_images(x)), y

# %% TypeError for the labels
# cause: TypeError is raised for the labels where ValueError is asked for.
# codes: wrong-kind-of-error
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255:
        raise ValueError("bad pixel")
    if y.min() < 0 or y.max() > 9:
        raise TypeError("bad label")
    return rescale(to_images(x)), y

# %% raise without a condition
# cause: The raise stands outside the if: every table is refused.
# codes: rejects-every-table
def preprocess(table):
    if table.shape[1] != 785:
        print("wrong number of columns")
    raise ValueError("wrong number of columns")
    return rescale(to_images(table[:, 1:])), table[:, 0]

# %% 784 columns
# cause: The label is a column too: a table has 785 columns.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] != 784:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% len for columns
# cause: len(table) counts rows, not columns.
# codes: rejects-good-table
def preprocess(table):
    if len(table) != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% shape compared with a number
# cause: shape is a tuple; it is never equal to a number.
# codes: rejects-every-table
def preprocess(table):
    if table.shape != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% sixty thousand rows
# cause: The number of rows is tested too.
# codes: rejects-every-table
def preprocess(table):
    if table.shape != (60000, 785):
        raise ValueError("wrong shape")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% too few columns alone
# cause: Only tables with too few columns are refused.
# codes: width-not-checked
def preprocess(table):
    if table.shape[1] < 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:785], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% width by an index
# cause: shape has two numbers, so there is no shape[2].
# codes: shape-has-two-numbers
def preprocess(table):
    if table.shape[2] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    return rescale(to_images(x)), y

# %% ten classes needed
# cause: A good table need not hold all ten classes.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if set(y.tolist()) != set(range(10)):
        raise ValueError("bad label")
    if x.min() < 0 or x.max() > 255:
        raise ValueError("bad pixel")
    return rescale(to_images(x)), y

# %% uint8 alone
# cause: Other integer types than uint8 are refused.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] != 785 or table.dtype != np.uint8:
        raise ValueError("bad table")
    x, y = table[:, 1:], table[:, 0]
    if y.max() > 9:
        raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% y not in range
# cause: A comparison of an array gives an array, which is neither true nor false.
# codes: truth-of-array
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if y not in range(10):
        raise ValueError("bad label")
    if x.min() < 0 or x.max() > 255:
        raise ValueError("bad pixel")
    return rescale(to_images(x)), y

# %% chained comparison of an array
# cause: A comparison of an array gives an array, which is neither true nor false.
# codes: truth-of-array
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if not (0 <= x <= 255):
        raise ValueError("bad pixel")
    if not (0 <= y <= 9):
        raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% rows compared in a loop
# cause: Each row is an array: its comparison is neither true nor false.
# codes: truth-of-array
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    for image in x:
        if image < 0 or image > 255:
            raise ValueError("bad pixel")
    for label in y:
        if label < 0 or label > 9:
            raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% first value alone
# cause: Only the first pixel and the first label are tested.
# codes: part-of-the-table-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    if table[0][1] < 0 or table[0][1] > 255:
        raise ValueError("bad pixel")
    if table[0][0] < 0 or table[0][0] > 9:
        raise ValueError("bad label")
    return rescale(to_images(table[:, 1:])), table[:, 0]

# %% first row alone
# cause: Only the first row is tested.
# codes: part-of-the-table-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    row = table[0]
    if row[0] not in range(10):
        raise ValueError("bad label")
    for pixel in row[1:]:
        if pixel not in range(256):
            raise ValueError("bad pixel")
    return rescale(to_images(table[:, 1:].astype(np.uint8))), table[:, 0]

# %% return after the first row
# cause: The return stands inside the loop, so only the first row is tested.
# codes: part-of-the-table-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    for row in table:
        if row[0] < 0 or row[0] > 9:
            raise ValueError("bad label")
        if row[1:].min() < 0 or row[1:].max() > 255:
            raise ValueError("bad pixel")
        return rescale(to_images(table[:, 1:])), table[:, 0]

# %% last pixel left out
# cause: The loop over the columns leaves out the last pixel.
# codes: part-of-the-table-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    for i in range(len(table)):
        if table[i, 0] < 0 or table[i, 0] > 9:
            raise ValueError("bad label")
        for j in range(1, 784):
            if table[i, j] < 0 or table[i, j] > 255:
                raise ValueError("bad pixel")
    return rescale(to_images(table[:, 1:])), table[:, 0]

# %% rows tested from the second
# cause: The loop leaves out the first row.
# codes: part-of-the-table-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    for i in range(1, len(table)):
        if not 0 <= table[i, 0] <= 9:
            raise ValueError("bad label")
        if table[i, 1:].min() < 0 or table[i, 1:].max() > 255:
            raise ValueError("bad pixel")
    return rescale(to_images(table[:, 1:])), table[:, 0]

# %% last result of the loop
# cause: Each round overwrites the result of the test, so only the last row counts.
# codes: part-of-the-table-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    for row in table:
        bad = row[0] < 0 or row[0] > 9 or row[1:].min() < 0 or row[1:].max() > 255
    if bad:
        raise ValueError("bad value")
    return rescale(to_images(table[:, 1:])), table[:, 0]

# %% clipped
# cause: Bad values are moved into the range where the table is to be refused.
# codes: bad-values-replaced
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x = np.clip(table[:, 1:], 0, 255)
    y = np.clip(table[:, 0], 0, 9)
    return rescale(to_images(x)), y

# %% bad values set to zero
# cause: Bad values are replaced where the table is to be refused.
# codes: bad-values-replaced
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    table = table.copy()
    table[table < 0] = 0
    table[table > 255] = 0
    x, y = table[:, 1:], table[:, 0]
    y[y > 9] = 0
    return rescale(to_images(x)), y

# %% bad rows skipped in a loop
# cause: Bad rows are left out where the whole table is to be refused.
# codes: bad-rows-dropped
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    good = []
    for row in table:
        if row[0] < 0 or row[0] > 9 or row[1:].min() < 0 or row[1:].max() > 255:
            continue
        good.append(row)
    good = np.array(good)
    return rescale(to_images(good[:, 1:])), good[:, 0]

# %% row for column
# cause: table[0] is the first row, not the first column.
# codes: row-for-column
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    y, x = table[0], table[1:]
    if y.min() < 0 or y.max() > 255:
        raise ValueError("bad label")
    if x.min() < 0 or x.max() > 255:
        raise ValueError("bad pixel")
    return rescale(to_images(x)), y

# %% labels are the first row
# cause: table[0] is the first row, not the first column.
# codes: row-for-column
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[0]
    if x.min() < 0 or x.max() > 255:
        raise ValueError("bad pixel")
    return rescale(to_images(x)), y

# %% label left among the pixels
# cause: The whole table is made into images, with the label column.
# codes: label-among-pixels
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    y = table[:, 0]
    if table.min() < 0 or table.max() > 255 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(table)), y

# %% last column is the label
# cause: The label is the first column, not the last.
# codes: label-read-as-last-column label-among-pixels
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, :-1], table[:, -1]
    if x.min() < 0 or x.max() > 255:
        raise ValueError("bad pixel")
    return rescale(to_images(x)), y

# %% outputs swapped
# cause: The labels are returned first.
# codes: outputs-swapped
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return y, rescale(to_images(x))

# %% images alone
# cause: The labels are not returned.
# codes: two-results
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x))

# %% dictionary
# cause: A dictionary is returned where two results are asked for.
# codes: two-results
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return {"images": rescale(to_images(x)), "labels": y}

# %% no return after the tests
# cause: The function tests and returns nothing.
# codes: returns-none
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    images = rescale(to_images(x))

# %% return in the else of the last test
# cause: Right: a bad table raises, and a good one comes to the else.
# codes: passes
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    elif (table[:, 0] < 0).any() or (table[:, 0] > 9).any():
        raise ValueError("bad label")
    elif (table[:, 1:] < 0).any() or (table[:, 1:] > 255).any():
        raise ValueError("bad pixel")
    else:
        return rescale(to_images(table[:, 1:])), table[:, 0]

# %% not rescaled
# cause: rescale is not called.
# codes: values-left-at-255
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return to_images(x).astype(np.float32), y

# %% no pictures made
# cause: to_images is not called.
# codes: not-reshaped
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(x), y

# %% results of the two functions not kept
# cause: The results of to_images and rescale are not kept.
# codes: not-reshaped
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    to_images(x)
    rescale(x)
    return x, y

# %% rescaled twice
# cause: The pixels are divided by 255 before rescale divides them again.
# codes: scaled-twice
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x / 255)), y

# %% float64 by its own division
# cause: The division gives float64.
# codes: not-float32
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return to_images(x) / 255, y

# %% no channel
# cause: The channel axis is missing.
# codes: no-channel-axis
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(x.reshape(-1, 28, 28)), y

# %% labels as floats
# cause: The whole table is made float32 first, and the labels with it.
# codes: labels-not-integers
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    table = table.astype(np.float32)
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% labels in a column
# cause: table[:, :1] keeps a second axis.
# codes: labels-as-column
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, :1]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% one-hot labels
# cause: The labels are one-hot.
# codes: labels-one-hot
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), np.eye(10)[y]

# %% class names for labels
# cause: The names of the classes are returned, not their numbers.
# codes: labels-as-names
def preprocess(table):
    names = ["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Boot"]
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), [names[label] for label in y]

# %% like a DataFrame
# cause: The table is an array and has no columns with names.
# codes: array-is-no-dataframe
def preprocess(table):
    y = table["label"]
    x = table.drop(columns="label")
    return rescale(to_images(x)), y

# %% columns of a DataFrame
# cause: The table is an array; columns belongs to a DataFrame.
# codes: array-is-no-dataframe
def preprocess(table):
    if len(table.columns) != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    return rescale(to_images(x)), y

# %% iloc
# cause: The table is an array; iloc belongs to a DataFrame.
# codes: array-is-no-dataframe
def preprocess(table):
    x, y = table.iloc[:, 1:], table.iloc[:, 0]
    return rescale(to_images(x)), y

# %% comma between the functions
# cause: to_images takes one argument.
# codes: arguments-do-not-fit
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    return rescale(to_images(x, y))

# %% functions in the wrong order with a wrong name
# cause: The name toimages is misspelt.
# codes: name-not-defined
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(toimages(x)), y

# %% bounds exchanged
# cause: The two comparisons are the wrong way round: good tables are refused.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() > 0 or x.max() < 255:
        raise ValueError("bad pixel")
    if y.min() > 0 or y.max() < 9:
        raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% good table refused, bad one taken
# cause: The condition is the wrong way round: in the range it raises.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if (x >= 0).all() and (x <= 255).all():
        raise ValueError("bad pixel")
    return rescale(to_images(x)), y

# %% equal columns refused
# cause: == stands where != is meant: a table of 785 columns is refused.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] == 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% sorted by label
# cause: The table is sorted.
# codes: rows-reordered
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    table = table[table[:, 0].argsort()]
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% labels sorted alone
# cause: The labels are sorted and the images are not.
# codes: rows-reordered
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], np.sort(table[:, 0])
    if x.min() < 0 or x.max() > 255 or y[0] < 0 or y[-1] > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% classes for labels
# cause: np.unique gives each class once, not the label of each row.
# codes: classes-for-labels
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], np.unique(table[:, 0])
    if x.min() < 0 or x.max() > 255 or y[0] < 0 or y[-1] > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% the notebook's table
# cause: The parameter has another name, and the notebook's table is used.
# codes: ignores-its-argument
def preprocess(t):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:100, 1:], table[:100, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% table unpacked
# cause: A table can't be taken apart into labels and pixels by unpacking: that gives its rows.
# codes: row-for-column
def preprocess(table):
    labels, pixels = table
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("bad label")
    return rescale(to_images(pixels)), labels

# %% tests in rescaled values
# cause: Right: the tests look at the rescaled pixels.
# codes: passes
def preprocess(table):
    if np.shape(table)[1] != 785:
        raise ValueError("wrong number of columns")
    images = rescale(to_images(table[:, 1:]))
    labels = table[:, 0]
    if images.min() < 0 or images.max() > 1 or not all(label in range(10) for label in labels):
        raise ValueError("bad value")
    return images, labels

# %% rescaled values tested after a cast
# cause: The tests come after the cast to uint8.
# codes: checked-after-the-cast values-not-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    images = rescale(to_images(table[:, 1:].astype(np.uint8)))
    labels = table[:, 0]
    if images.min() < 0 or images.max() > 1 or labels.min() < 0 or labels.max() > 9:
        raise ValueError("bad value")
    return images, labels

# %% changed in place
# cause: Writing into a slice of the table changes the table that came in.
# codes: changes-its-input
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    table[:, 0] = 0
    return rescale(to_images(x)), y

# %% pixels tested with the label in
# cause: Right: the label may stand among the values that are compared with 255.
# codes: passes
def preprocess(table):
    n, columns = table.shape
    if columns != 1 + 28 * 28 or not ((0 <= table) & (table <= 255)).all() or np.max(table[:, 0]) >= 10:
        raise ValueError("bad table")
    return rescale(to_images(table[:, 1:])), np.array([row[0] for row in table])

# %% tests for one type alone
# cause: The values of a uint8 table are not tested, and a label of 10 fits into uint8.
# codes: bad-table-accepted
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if table.dtype != np.uint8:
        if x.min() < 0 or x.max() > 255:
            raise ValueError("bad pixel")
        if y.min() < 0 or y.max() > 9:
            raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% labels up to 99
# cause: The upper bound of the labels is 99.
# codes: bound-misplaced
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255:
        raise ValueError("bad pixel")
    if not 0 <= y.min() or not y.max() < 100:
        raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% missing else
# cause: The return stands inside the if of the width, behind the raise.
# codes: returns-none
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
        x, y = table[:, 1:], table[:, 0]
        if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
            raise ValueError("bad value")
        return rescale(to_images(x)), y

# %% nested tests
# cause: The test of the labels stands inside the test of the pixels, and is reached only when a pixel is bad.
# codes: and-for-or
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255:
        if y.min() < 0 or y.max() > 9:
            raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% only exact bad values
# cause: Only the values -1, 256 and 10 are looked for.
# codes: only-some-bad-values
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if (x == -1).any() or (x == 256).any() or (y == -1).any() or (y == 10).any():
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% pixel test in a loop over labels
# cause: The loop goes over the labels alone; the pixels of the first image are tested.
# codes: part-of-the-table-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    for i in range(len(y)):
        if y[i] < 0 or y[i] > 9:
            raise ValueError("label")
        if x[i, 0] < 0 or x[i, 0] > 255:
            raise ValueError("pixel")
    return rescale(to_images(x)), y

# %% columns tested after the split
# cause: The pixels have 784 columns, and 785 are expected of them.
# codes: rejects-good-table
def preprocess(table):
    x, y = table[:, 1:], table[:, 0]
    if x.shape[1] != 785:
        raise ValueError("columns")
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% label test on the wrong column
# cause: y is the last column in the test and the first in the result.
# codes: pixels-tested-as-labels
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, -1]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), table[:, 0]

# %% labels as uint8 compared with -1
# cause: A uint8 array is compared with -1 by ==, and bad labels are found by no other test.
# codes: bound-missing
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if (x < 0).any() or (x > 255).any():
        raise ValueError("pixel")
    if (y == -1).any():
        raise ValueError("label")
    return rescale(to_images(x)), y

# %% set of labels
# cause: The set of the labels is compared with ten numbers by >, which asks for more than all ten.
# codes: values-not-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255:
        raise ValueError("pixel")
    if len(set(y.tolist())) > 10:
        raise ValueError("label")
    return rescale(to_images(x)), y

# %% absolute values
# cause: The sign is taken away before the tests.
# codes: bad-values-replaced
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    table = np.abs(table.astype(np.int64))
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% tests before and a try around it
# cause: The bare except swallows the function's own error and goes on.
# codes: values-not-checked
def preprocess(table):
    try:
        x, y = table[:, 1:], table[:, 0]
        if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
            raise ValueError("bad value")
    except:
        pass
    if table.shape[1] != 785:
        raise ValueError("columns")
    return rescale(to_images(x)), y

# %% raise in an inner function that is not called
# cause: The inner function with the tests is never called.
# codes: width-not-checked
def preprocess(table):
    def check_table():
        if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
            raise ValueError("bad table")

    return rescale(to_images(table[:, 1:])), table[:, 0]

# %% images and labels as one array
# cause: Images and labels are put into one array.
# codes: rows-of-different-lengths two-results
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return np.array([rescale(to_images(x)), y])

# %% rescale and to_images without arguments
# cause: The functions are called without their argument.
# codes: arguments-do-not-fit
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    images = to_images()
    return rescale(images), table[:, 0]

# %% pixels forgotten
# cause: The name pixels is never defined.
# codes: name-not-defined
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels = table[:, 0]
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels

# %% tuple taken for an array
# cause: The pair of images and labels is handed on to rescale.
# codes: types-do-not-combine attribute-not-there
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    parts = to_images(table[:, 1:]), table[:, 0]
    return rescale(parts)

# %% wrong quotes of the number
# cause: The number of columns is compared with a text, which is never equal.
# codes: rejects-every-table
def preprocess(table):
    if table.shape[1] != "785":
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% message with a method of a number
# cause: The message uses a method that an array does not have.
# codes: attribute-not-there
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255:
        raise ValueError(f"bad pixels from {x.minimum()}")
    if y.min() < 0 or y.max() > 9:
        raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% labels from 1 to 10
# cause: The bounds of the labels are 1 and 10.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255:
        raise ValueError("bad pixel")
    if y.min() < 1 or y.max() > 10:
        raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% asserted and caught
# cause: Right: the assert is turned into a ValueError.
# codes: passes
def preprocess(table):
    try:
        assert table.shape[1] == 785
        assert 0 <= table[:, 1:].min() and table[:, 1:].max() < 256
        assert all(0 <= y < 10 for y in table[:, 0])
    except AssertionError:
        raise ValueError("bad table")
    return rescale(to_images(table[:, 1:])), list(table[:, 0])

# %% returns in the wrong branch
# cause: The result is returned for the bad table and the good one raises.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] == 785:
        raise ValueError("columns")
    else:
        return rescale(to_images(table[:, 1:])), table[:, 0]

# %% float tests
# cause: Only tables with fractions are refused.
# codes: values-not-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if x.dtype == float or y.dtype == float:
        raise ValueError("no integers")
    return rescale(to_images(x)), y

# %% only the last row
# cause: Only the last row is tested.
# codes: part-of-the-table-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if x[-1].min() < 0 or x[-1].max() > 255 or y[-1] < 0 or y[-1] > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% NaN test
# cause: NaN is tested, which an integer never is.
# codes: values-not-checked
def preprocess(table):
    if table.shape[1] != 785 or np.isnan(table).any():
        raise ValueError("bad table")
    return rescale(to_images(table[:, 1:])), table[:, 0]

# %% modulo
# cause: Bad values are brought into range by %.
# codes: bad-values-replaced number-out-of-type
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    return rescale(to_images(table[:, 1:] % 256)), table[:, 0] % 10

# %% labels cut from the images' array
# cause: Labels and pixels overlap: the images begin with column 0 and end before the last.
# codes: label-among-pixels
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, :784], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x)), y

# %% minus one alone is looked for
# cause: Of the values below 0 only -1 is looked for.
# codes: only-some-bad-values
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if -1 in x or x.max() > 255:
        raise ValueError("bad pixel")
    if -1 in y or y.max() > 9:
        raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% cast to int8
# cause: int8 holds -128 to 127, so bright pixels become negative.
# codes: wrapped-in-int8
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return rescale(to_images(x.astype("int8"))), y

# %% tests joined by bitwise or without brackets
# cause: | binds tighter than <, so the comparisons are chained.
# codes: truth-of-array
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if (x < 0 | x > 255).any():
        raise ValueError("pixel")
    return rescale(to_images(x)), y

# %% len of any
# cause: np.where always gives a tuple of two arrays, so its length is never 0.
# codes: rejects-every-table
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if len(np.where(x > 255)) > 0:
        raise ValueError("pixel")
    return rescale(to_images(x)), y

# %% list comprehension as a condition
# cause: A list with False in it is true.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if [label for label in y if label < 10]:
        raise ValueError("label")
    return rescale(to_images(x)), y

# %% first bad value fixed with break
# cause: break leaves the loop after the first row.
# codes: part-of-the-table-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    for i in range(len(table)):
        if y[i] < 0 or y[i] > 9 or x[i].min() < 0 or x[i].max() > 255:
            raise ValueError("bad row")
        break
    return rescale(to_images(x)), y

# %% two raises, the second never reached
# cause: The labels' test comes after a return.
# codes: values-not-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255:
        raise ValueError("pixel")
    return rescale(to_images(x)), y
    if y.min() < 0 or y.max() > 9:
        raise ValueError("label")

# %% KeyError
# cause: KeyError is raised where ValueError is asked for.
# codes: wrong-kind-of-error
def preprocess(table):
    x, y = table[:, 1:], table[:, 0]
    if table.shape[1] != 785 or x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise KeyError("bad table")
    return rescale(to_images(x)), y

# %% raises the class of the message
# cause: The text is raised through a variable.
# codes: raised-a-text
def preprocess(table):
    message = "bad table"
    x, y = table[:, 1:], table[:, 0]
    if table.shape[1] != 785 or x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise message
    return rescale(to_images(x)), y

# %% pixels beside the labels in one list
# cause: Images and labels are returned as a list of pairs.
# codes: two-results wrong-type
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("bad value")
    return list(zip(rescale(to_images(x)), y))

# %% sum of the tests
# cause: The sum of the labels is tested.
# codes: rejects-good-table summary-tested
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255:
        raise ValueError("pixel")
    if y.sum() > 9 * len(y) or y.sum() < 0:
        raise ValueError("label")
    return rescale(to_images(x)), y

# %% cast to uint8 of the labels in the test alone
# cause: The test looks at labels that were cast to uint8.
# codes: checked-after-the-cast
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if np.min(x) < 0 or np.max(x) > 255:
        raise ValueError("pixel")
    if not set(y.astype(np.uint8).tolist()) <= set(range(10)):
        raise ValueError("label")
    return rescale(to_images(x)), y


# %% bounds of pixels for rescaled values
# cause: The rescaled pixels are compared with 255.
# codes: tested-after-scaling
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels = table[:, 0]
    images = rescale(to_images(table[:, 1:]))
    if images.min() < 0 or images.max() > 255:
        raise ValueError("pixels")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("labels")
    return images, labels


# %% first hundred rows
# cause: Only the first 100 rows are tested and converted.
# codes: image-missing
def preprocess(table):
    table = table[:100]
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixel")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% rows converted one by one
# cause: Each row is converted by itself to (1, 28, 28, 1), and the stack has an axis too many.
# codes: image-in-its-own-array
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    images = []
    labels = []
    for row in table:
        if row[0] < 0 or row[0] > 9:
            raise ValueError("label")
        if row[1:].min() < 0 or row[1:].max() > 255:
            raise ValueError("pixel")
        labels.append(row[0])
        images.append(rescale(to_images(row[np.newaxis, 1:])))
    return np.array(images), np.array(labels)


# %% min and max of Python
# cause: The built-in min() compares whole rows of the pixels.
# codes: built-in-min-of-rows
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    if min(pixels) < 0 or max(pixels) > 255:
        raise ValueError("pixel")
    if min(labels) < 0 or max(labels) > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% squeezed table
# cause: A table of one row is squeezed to one dimension.
# codes: one-row-squeezed
def preprocess(table):
    table = np.squeeze(table)
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixels")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("labels")
    return rescale(to_images(pixels)), labels


# %% first row as labels, tested
# cause: table[0] is the first row, not the first column.
# codes: pixels-tested-as-labels row-for-column
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels = table[0]
    pixels = table[1:]
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixel")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% last column as labels, tested
# cause: The label is taken from the last column, as in many pandas tables.
# codes: pixels-tested-as-labels label-read-as-last-column
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, -1], table[:, :-1]
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixel")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% tests behind the return
# cause: The tests stand behind the return and are never reached.
# codes: width-not-checked values-not-checked
def preprocess(table):
    labels, pixels = table[:, 0], table[:, 1:]
    return rescale(to_images(pixels)), labels
    if table.shape[1] != 785:
        raise ValueError
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError


# %% conditions of a good table
# cause: The condition is the one of a good table, and raises for it.
# codes: rejects-good-table
def preprocess(table):
    labels, pixels = table[:, 0], table[:, 1:]
    if table.shape[1] == 785:
        raise ValueError("columns")
    if pixels.min() >= 0 and pixels.max() <= 255:
        raise ValueError("pixels")
    if labels.min() >= 0 and labels.max() <= 9:
        raise ValueError("labels")
    return rescale(to_images(pixels)), labels


# %% a helper for both ranges
# cause: Right: a helper tests a range.
# codes: passes
def preprocess(table):
    def require(values, low, high, what):
        bad = np.flatnonzero((values < low) | (values > high))
        if bad.size:
            raise ValueError(f"{what} {values.flat[bad[0]]}; expected {low} to {high}")

    if table.ndim != 2 or table.shape[1] != 785:
        raise ValueError(f"a table of shape {table.shape}; expected 785 columns")
    require(table[:, 0], 0, 9, "label")
    require(table[:, 1:], 0, 255, "pixel")
    return rescale(to_images(table[:, 1:])), table[:, 0].astype(np.int64)


# %% a class derived from ValueError
# cause: Right: a class of one's own that is a ValueError.
# codes: passes
class BadTable(ValueError):
    pass


def preprocess(table):
    if len(table.T) != 785:
        raise BadTable("columns")
    y, x = table.T[0], table.T[1:].T
    if set(np.unique(y)) - set(range(10)):
        raise BadTable("label")
    if np.any(np.clip(x, 0, 255) != x):
        raise BadTable("pixel")
    return rescale(to_images(x)), y


# %% more than one bad value
# cause: The count of bad values is compared with 1, not with 0.
# codes: some-bad-values-allowed
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    if ((pixels < 0) | (pixels > 255)).sum() > 1:
        raise ValueError("pixels")
    if ((labels < 0) | (labels > 9)).sum() > 1:
        raise ValueError("labels")
    return rescale(to_images(pixels)), labels


# %% at most ten classes
# cause: The number of different labels is tested, not their values.
# codes: values-not-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixel")
    if len(np.unique(labels)) > 10:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% largest minus smallest
# cause: The distance between the largest and the smallest value is tested.
# codes: spread-tested
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    if pixels.max() - pixels.min() > 255:
        raise ValueError("pixel")
    if labels.max() - labels.min() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% cast for other types
# cause: Pixels of other types are cast to uint8 before the tests.
# codes: values-not-checked checked-after-the-cast
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    if pixels.dtype != np.uint8:
        pixels = pixels.astype(np.uint8)
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixel")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% is not
# cause: `is not` compares objects, not numbers.
# codes: rejects-every-table
def preprocess(table):
    if table.shape[1] is not 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixel")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% a black pixel needed
# cause: A table without a black pixel is refused.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    if not pixels.min() == 0:
        raise ValueError("pixel")
    if pixels.max() > 255:
        raise ValueError("pixel")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% list of pairs
# cause: Image and label are put in pairs; two arrays are expected.
# codes: two-results
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixel")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label")
    images = rescale(to_images(pixels))
    return list(zip(images, labels))


# %% isinstance of int
# cause: NumPy's whole numbers are no int.
# codes: rejects-every-table
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    for label in labels:
        if not isinstance(label, int):
            raise ValueError("label")
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixel")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% range without its end
# cause: range(9) and range(255) leave out 9 and 255.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    for row in table:
        if row[0] not in range(9):
            raise ValueError("label")
        for p in row[1:]:
            if p not in range(255):
                raise ValueError("pixel")
    return rescale(to_images(pixels)), labels


# %% ndim for the columns
# cause: ndim counts the axes, not the columns.
# codes: rejects-every-table
def preprocess(table):
    if table.ndim != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixel")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% columns 1 to 783
# cause: The end of a slice is not taken: the last pixel is left out.
# codes: pixel-column-lost
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:784]
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixel")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% last column left out
# cause: The last pixel is cut off too.
# codes: pixel-column-lost
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:-1]
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixel")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% labels counted from one
# cause: 1 is subtracted from each label.
# codes: labels-shifted
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixel")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels - 1


# %% assertions of numpy.testing
# cause: These functions raise AssertionError.
# codes: wrong-kind-of-error
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    np.testing.assert_array_less(pixels, 256)
    np.testing.assert_array_less(labels, 10)
    return rescale(to_images(pixels)), labels


# %% except and pass
# cause: The function's own except catches its errors, and it goes on.
# codes: width-not-checked values-not-checked printed-not-raised
def preprocess(table):
    try:
        if table.shape[1] != 785:
            raise ValueError("columns")
        labels, pixels = table[:, 0], table[:, 1:]
        if pixels.min() < 0 or pixels.max() > 255:
            raise ValueError("pixel")
        if labels.min() < 0 or labels.max() > 9:
            raise ValueError("label")
    except:
        pass
    return rescale(to_images(table[:, 1:])), table[:, 0]


# %% any of Python
# cause: Python's own any asks for the truth of whole rows.
# codes: built-in-min-of-rows
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    if any(pixels < 0) or any(pixels > 255):
        raise ValueError("pixel")
    if any(labels < 0) or any(labels > 9):
        raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% squeezed labels
# cause: For one row, squeeze takes away the only axis of the labels.
# codes: one-row-squeezed
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixel")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), np.squeeze(table[:, :1])


# %% one row by itself
# cause: A table of one row is replaced by the row.
# codes: one-row-squeezed
def preprocess(table):
    if len(table) == 1:
        table = table[0]
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixel")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% shape forgotten
# cause: The table is taken apart and not its shape.
# codes: row-for-column
def preprocess(table):
    n, columns = table
    if columns != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixel")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% star in the unpacking
# cause: Unpacking gives rows: label is the first row.
# codes: pixels-tested-as-labels row-for-column
def preprocess(table):
    label, *pixels = table
    if label.max() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), label


# %% images of the whole training table
# cause: The images are always those of the training table.
# codes: number-of-images
def preprocess(table):
    labels, pixels = table[:, 0], table[:, 1:]
    if table.shape[1] != 785:
        raise ValueError("columns")
    images = rescale(to_images(data.load_table("train")[:, 1:]))
    return images, labels


# %% first fifty rows tested
# cause: Only the first fifty rows are tested.
# codes: part-of-the-table-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:]
    sample = table[:50]
    if sample[:, 1:].min() < 0 or sample[:, 1:].max() > 255:
        raise ValueError("pixel")
    if sample[:, 0].min() < 0 or sample[:, 0].max() > 9:
        raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% divided, then tested
# cause: The pixels are divided by 255 before they are compared with 255.
# codes: tested-after-scaling
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels, pixels = table[:, 0], table[:, 1:] / 255
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixel")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label")
    return to_images(pixels).astype("float32"), labels


# %% tests on a random sample
# cause: Only rows taken by chance are tested.
# codes: differs-from-call-to-call
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    sample = table[np.random.choice(len(table), (len(table) + 1) // 2)]
    if sample[:, 1:].min() < 0 or sample[:, 1:].max() > 255:
        raise ValueError("pixel")
    if sample[:, 0].min() < 0 or sample[:, 0].max() > 9:
        raise ValueError("label")
    return rescale(to_images(table[:, 1:])), table[:, 0]


# %% prints a warning
# cause: The problem is printed; nothing is raised.
# codes: printed-not-raised
def preprocess(table):
    pixels = table[:, 1:]
    labels = table[:, 0]
    if pixels.min() < 0 or pixels.max() > 255 or labels.min() < 0 or labels.max() > 9:
        print("ValueError: bad table")
    if table.shape[1] != 785:
        print("ValueError: wrong number of columns")
    return rescale(to_images(pixels)), labels


# %% assert, again
# cause: assert raises AssertionError, not ValueError.
# codes: wrong-kind-of-error
def preprocess(table):
    assert table.shape[1] == 785
    pixels, labels = table[:, 1:], table[:, 0]
    assert pixels.min() >= 0 and pixels.max() <= 255
    assert labels.min() >= 0 and labels.max() <= 9
    return rescale(to_images(pixels)), labels


# %% returns the error
# cause: The ValueError is returned, not raised.
# codes: printed-not-raised
def preprocess(table):
    if table.shape[1] != 785:
        return ValueError("785 columns expected")
    pixels, labels = table[:, 1:], table[:, 0]
    if pixels.min() < 0 or pixels.max() > 255:
        return ValueError("pixels outside 0-255")
    if labels.min() < 0 or labels.max() > 9:
        return ValueError("labels outside 0-9")
    return rescale(to_images(pixels)), labels


# %% catches its own error
# cause: The ValueError is raised and caught again in the same function.
# codes: printed-not-raised
def preprocess(table):
    try:
        if table.shape[1] != 785:
            raise ValueError("columns")
        if np.any(table[:, 1:] < 0) or np.any(table[:, 1:] > 255):
            raise ValueError("pixels")
        if np.any(table[:, 0] < 0) or np.any(table[:, 0] > 9):
            raise ValueError("labels")
    except ValueError as e:
        print(e)
    return rescale(to_images(table[:, 1:])), table[:, 0]


# %% converts before the checks
# cause: The table is cast to uint8 first, so bad values have wrapped into 0-255 before they are checked.
# codes: checked-after-the-cast
def preprocess(table):
    table = table.astype(np.uint8)
    if table.shape[1] != 785:
        raise ValueError("785 columns expected")
    labels, pixels = table[:, 0], table[:, 1:]
    if labels.max() > 9 or labels.min() < 0:
        raise ValueError("bad label")
    if pixels.max() > 255 or pixels.min() < 0:
        raise ValueError("bad pixel")
    return rescale(to_images(pixels)), labels


# %% one test for the whole table
# cause: Labels are only tested against 0-255, like pixels; 10 passes.
# codes: labels-tested-as-pixels
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    if table.min() < 0 or table.max() > 255:
        raise ValueError("values")
    return rescale(to_images(table[:, 1:])), table[:, 0]


# %% rows for columns
# cause: len(table) is the number of rows; the columns are meant.
# codes: rejects-good-table
def preprocess(table):
    if len(table) != 785:
        raise ValueError("table has not 785 columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("value out of range")
    return rescale(to_images(x)), y


# %% chained comparison of an array, again
# cause: A chained comparison asks an array for one truth value.
# codes: truth-of-array
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    pixels, labels = table[:, 1:], table[:, 0]
    if not 0 <= pixels <= 255:
        raise ValueError("pixels")
    if not 0 <= labels <= 9:
        raise ValueError("labels")
    return rescale(to_images(pixels)), labels


# %% any before the comparison, again
# cause: pixels.any() is True or False; it is compared, not the pixels.
# codes: values-not-checked
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    pixels, labels = table[:, 1:], table[:, 0]
    if pixels.any() < 0 or pixels.any() > 255:
        raise ValueError("pixels")
    if labels.any() < 0 or labels.any() > 9:
        raise ValueError("labels")
    return rescale(to_images(pixels)), labels


# %% all bad values needed
# cause: np.all only refuses a table in which every value is bad.
# codes: all-for-any
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    pixels, labels = table[:, 1:], table[:, 0]
    if np.all(pixels < 0) or np.all(pixels > 255):
        raise ValueError("pixels")
    if np.all(labels < 0) or np.all(labels > 9):
        raise ValueError("labels")
    return rescale(to_images(pixels)), labels


# %% full range required
# cause: A table whose largest pixel is not 255 is refused, though it may be dark.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    pixels, labels = table[:, 1:], table[:, 0]
    if pixels.min() != 0 or pixels.max() != 255:
        raise ValueError("pixels")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("labels")
    return rescale(to_images(pixels)), labels


# %% all ten classes required
# cause: A table in which a class is missing is refused.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    pixels, labels = table[:, 1:], table[:, 0]
    if set(labels.tolist()) != set(range(10)):
        raise ValueError("labels")
    if (pixels < 0).any() or (pixels > 255).any():
        raise ValueError("pixels")
    return rescale(to_images(pixels)), labels


# %% and for or, again
# cause: `and` asks for both at once: too small and too large.
# codes: and-for-or
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    pixels, labels = table[:, 1:], table[:, 0]
    if pixels.min() < 0 and pixels.max() > 255:
        raise ValueError("pixels")
    if labels.min() < 0 and labels.max() > 9:
        raise ValueError("labels")
    return rescale(to_images(pixels)), labels


# %% 255 refused
# cause: max < 255 refuses a pixel of 255, which is allowed.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x = table[:, 1:]
    y = table[:, 0]
    if not (x.min() >= 0 and x.max() < 255):
        raise ValueError("pixels")
    if not (y.min() >= 0 and y.max() < 10):
        raise ValueError("labels")
    return rescale(to_images(x)), y


# %% expects 784 columns
# cause: 784 columns are required, but the table has the label too: 785.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] != 784:
        raise ValueError("784 columns expected")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("range")
    return rescale(to_images(x)), y


# %% bad rows left out
# cause: Rows with a bad label are skipped instead of refused.
# codes: bad-rows-dropped
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    good = []
    for row in table:
        if 0 <= row[0] <= 9 and row[1:].min() >= 0 and row[1:].max() <= 255:
            good.append(row)
    table = np.array(good)
    return rescale(to_images(table[:, 1:])), table[:, 0]


# %% clipped into range
# cause: Bad values are clipped into the range instead of refused.
# codes: bad-values-replaced
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    pixels = np.clip(table[:, 1:], 0, 255)
    labels = np.clip(table[:, 0], 0, 9)
    return rescale(to_images(pixels)), labels


# %% raises without a condition
# cause: The last raise stands outside the if: every table is refused.
# codes: rejects-every-table
def preprocess(table):
    x, y = table[:, 1:], table[:, 0]
    if table.shape[1] == 785 and x.min() >= 0 and x.max() <= 255 and y.min() >= 0 and y.max() <= 9:
        images, labels = rescale(to_images(x)), y
    raise ValueError("not a good table")
    return images, labels


# %% bare Exception
# cause: Exception is raised instead of ValueError.
# codes: wrong-kind-of-error
def preprocess(table):
    x, y = table[:, 1:], table[:, 0]
    if table.shape[1] != 785 or x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise Exception("bad table")
    return rescale(to_images(x)), y


# %% looks for the examples of bad values
# cause: Only the values -1, 10 and 256 are looked for; others pass.
# codes: only-some-bad-values
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    pixels, labels = table[:, 1:], table[:, 0]
    if -1 in pixels or 256 in pixels:
        raise ValueError("pixels")
    if -1 in labels or 10 in labels:
        raise ValueError("labels")
    return rescale(to_images(pixels)), labels


# %% whole table to pictures
# cause: The label is not cut off before to_images: 785 numbers don't make 28 x 28.
# codes: label-among-pixels
def preprocess(table):
    labels = table[:, 0]
    if table.shape[1] != 785 or labels.min() < 0 or labels.max() > 9:
        raise ValueError("bad")
    if table.min() < 0 or table.max() > 255:
        raise ValueError("bad")
    images = rescale(to_images(table))
    return images, labels


# %% split_columns from lesson 01
# cause: split_columns is from lesson 01 and not defined here.
# codes: name-not-defined
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = split_columns(table)
    if x.max() > 255 or x.min() < 0 or y.max() > 9 or y.min() < 0:
        raise ValueError("range")
    return rescale(to_images(x)), y


# %% dtype must be uint8
# cause: A table of another integer type than uint8 is refused.
# codes: rejects-good-table
def preprocess(table):
    if table.dtype != np.uint8:
        raise ValueError("the table must be uint8")
    if table.shape[1] != 785:
        raise ValueError("785 columns expected")
    x, y = table[:, 1:], table[:, 0]
    if y.max() > 9:
        raise ValueError("label")
    return rescale(to_images(x)), y


# %% np.where as a condition
# cause: np.where gives a tuple, which is true even when nothing was found: every table is refused.
# codes: rejects-every-table
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    bad_pixels = np.where((x < 0) | (x > 255))
    if bad_pixels:
        raise ValueError("pixels")
    bad_labels = np.where((y < 0) | (y > 9))
    if bad_labels:
        raise ValueError("labels")
    return rescale(to_images(x)), y


# %% abs of the pixels
# cause: abs makes -1 a 1: negative values pass.
# codes: bound-misplaced
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if abs(x).max() > 255:
        raise ValueError("pixels")
    if abs(y).max() > 9:
        raise ValueError("labels")
    return rescale(to_images(x)), y


# %% only the first row is checked
# cause: Only the first row is checked.
# codes: part-of-the-table-checked
def preprocess(table):
    row = table[0]
    if len(row) != 785:
        raise ValueError("columns")
    if row[0] < 0 or row[0] > 9:
        raise ValueError("label")
    for p in row[1:]:
        if p < 0 or p > 255:
            raise ValueError("pixel")
    return rescale(to_images(table[:, 1:])), table[:, 0]


# %% result only in the else
# cause: The return is missing when all is well: nothing is returned.
# codes: returns-none
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("range")
    images = rescale(to_images(x))
    labels = y


# %% labels rescaled
# cause: The whole table is divided by 255, labels too.
# codes: labels-divided-too
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    if table[:, 1:].min() < 0 or table[:, 1:].max() > 255:
        raise ValueError("pixels")
    if table[:, 0].min() < 0 or table[:, 0].max() > 9:
        raise ValueError("labels")
    table = (table / 255).astype("float32")
    return to_images(table[:, 1:]), table[:, 0]


# %% negative labels allowed
# cause: Only labels that are too large are looked for; -1 passes.
# codes: bound-missing
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    labels = table[:, 0]
    pixels = table[:, 1:]
    if np.any(labels > 9):
        raise ValueError("label")
    if np.any(pixels > 255) or np.any(pixels < 0):
        raise ValueError("pixel")
    return rescale(to_images(pixels)), labels


# %% total of the pixels
# cause: The sum of the pixels is checked, not each one.
# codes: summary-tested
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    pixels, labels = table[:, 1:], table[:, 0]
    for row in pixels:
        if row.sum() < 0 or row.sum() > 255 * 784:
            raise ValueError("pixel")
    for k in labels:
        if k not in range(10):
            raise ValueError("label")
    return rescale(to_images(pixels)), labels


# %% rescale of the labels
# cause: The two functions are used on the wrong variable: rescale gets the labels.
# codes: labels-divided-too
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError
    pixels, labels = table[:, 1:], table[:, 0]
    if pixels.min() < 0 or pixels.max() > 255 or labels.min() < 0 or labels.max() > 9:
        raise ValueError
    images = to_images(pixels)
    labels = rescale(labels)
    return images, labels


# %% labels by iteration, elif
# cause: Classes 1 to 9 only: label 0 is refused by `if not label`.
# codes: rejects-good-table
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    pixels, labels = table[:, 1:], table[:, 0]
    for label in labels:
        if not label or label > 9:
            raise ValueError("label")
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError("pixel")
    return rescale(to_images(pixels)), labels


# %% function without call
# cause: to_images is handed to rescale, not its result: it is never called.
# codes: method-not-called
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("columns")
    x, y = table[:, 1:], table[:, 0]
    if x.min() < 0 or x.max() > 255 or y.min() < 0 or y.max() > 9:
        raise ValueError("range")
    images = rescale(to_images)(x)
    return images, y


# %% isin (right)
# cause: Right: np.isin finds what is not allowed, and the steps are in another order.
# codes: passes
def preprocess(table):
    n, columns = table.shape
    if columns != 785:
        raise ValueError(f"{columns} columns; expected 785")
    if not np.isin(table, np.arange(256)).all() or not set(table[:, 0].tolist()) <= set(range(10)):
        raise ValueError("value out of range")
    return to_images(rescale(table[:, 1:])), table[:, 0]


# %% compares with its own cast (right)
# cause: Right: a value that changes by the cast to uint8 was out of range.
# codes: passes
def preprocess(table):
    if table.shape[1:] != (785,):
        raise ValueError("785 columns expected")
    small = table.astype(np.uint8)
    if (small != table).any():
        raise ValueError("not all values are between 0 and 255")
    if (small[:, 0] >= 10).any():
        raise ValueError("not all labels are between 0 and 9")
    return rescale(to_images(small[:, 1:])), small[:, 0]

# %% two comparisons of the labels without brackets
# cause: `|` comes before `<`, so this is y < (0 | y) > 9, a chain that needs one True or False.
# codes: truth-of-array
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if (x.min() < 0) or (x.max() > 255):
        raise ValueError("bad pixel")
    if (y < 0 | y > 9).any():
        raise ValueError("bad label")
    return rescale(to_images(x)), y

# %% or between two arrays inside any
# cause: `or` asks the first array for one True or False; Python's any is not reached.
# codes: truth-of-array
def preprocess(table):
    if table.shape[1] != 785:
        raise ValueError("wrong number of columns")
    x, y = table[:, 1:], table[:, 0]
    if (x.min() < 0) or (x.max() > 255):
        raise ValueError("bad pixel")
    if any(y < 0 or y > 9):
        raise ValueError("bad label")
    return rescale(to_images(x)), y
