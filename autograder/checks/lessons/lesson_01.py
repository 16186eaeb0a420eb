"""Checks of lesson 01: images and labels out of a table, counts, mean images."""

from __future__ import annotations

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_dependence_on_input
from autograder.checks.mistakes import (
    IMPORT_CALL_SECONDS,
    Mistake,
    allclose_same_shape,
    difference,
    match_known_mistake,
)

SMALL = """\
small = np.zeros((2, 785), dtype=np.uint8)
small[:, 0] = [7, 3]
small[:, 784] = 50
x, y = split_columns(small)
"""
TABLE_EXAMPLE = SMALL + "x.shape, x.dtype, y  # expected (2, 784), uint8, [7, 3]"
VALUES_EXAMPLE = SMALL + "x[:, 783], y  # expected [50, 50] and [7, 3]"
LABELS_EXAMPLE = SMALL + "y.dtype, y  # expected an integer type, such as uint8, and [7, 3]"


def random_table(rng: np.random.Generator, rows: int, dtype: type = np.uint8) -> np.ndarray:
    """A table (rows, 785) of random labels 0-9 and random pixels 0-255.

    A row's last pixel is never its label, so a label read from the wrong end shows.
    """
    table = rng.integers(0, 256, size=(rows, 785))
    table[:, 0] = rng.integers(0, 10, size=rows)
    table[:, -1] = rng.integers(10, 256, size=rows)
    return table.astype(dtype)


@graded(
    points=4,
    statement="`split_columns` gives the pixels, (n, 784) uint8, and the labels, (n,).",
    codes=(
        "outputs-swapped",
        "label-among-pixels",
        "label-read-as-last-column",
        "last-pixel-lost",
        "first-row-lost",
        "rows-for-columns",
        "labels-as-column",
        "one-row-only",
        "scaled-too-early",
        "reshaped-too-early",
        "pixels-not-uint8",
        "labels-not-integers",
        "ignores-its-argument",
        "pixels-wrong",
        "labels-wrong",
    ),
)
def check_split_columns(split_columns: Function, rng: np.random.Generator) -> None:
    """Shapes first, then values, then the dtype; uint8 and int64 tables, several and one row."""
    split_columns = split_columns.with_deadline(IMPORT_CALL_SECONDS)
    first_rows = int(rng.integers(5, 12))
    require_dependence_on_input(
        split_columns, (random_table(rng, 9),), (random_table(rng, first_rows),), TABLE_EXAMPLE
    )
    for rows, dtype in ((first_rows, np.uint8), (first_rows, np.int64), (1, np.uint8)):
        table = random_table(rng, rows, dtype)
        table_text = f"a table of shape {table.shape}, {table.dtype}"
        x, y = expect.tuple_of(split_columns(table), 2, "split_columns(table)", TABLE_EXAMPLE)
        x = expect.array(x, what="x", example=TABLE_EXAMPLE)
        y = expect.array(y, what="y", example=TABLE_EXAMPLE)
        _explain_columns(x, y, table, table_text)
        expect.array(x, shape=(rows, 784), what=f"x, for {table_text},", example=TABLE_EXAMPLE)
        expect.array(y, shape=(rows,), what=f"y, for {table_text},", example=TABLE_EXAMPLE)
        if allclose_same_shape(x, table[:, 1:] / 255, 1e-3):
            bounds = f"x has values between 0 and {x.max():g}"
            text = f"{bounds}; expected the pixels as they are, 0 to 255."
            fail("scaled-too-early", text, TABLE_EXAMPLE)
        expect.close(x, table[:, 1:], "x", "pixels-wrong", VALUES_EXAMPLE, tolerance=0)
        expect.close(y, table[:, 0], "y", "labels-wrong", VALUES_EXAMPLE, tolerance=0)
        if x.dtype != np.uint8:
            example = TABLE_EXAMPLE.replace("np.uint8", f"np.{table.dtype.name}")
            text = f"x has dtype {x.dtype} for {table_text}; expected uint8 whatever the table has."
            fail("pixels-not-uint8", text, example)
        if y.dtype.kind not in "iu":
            example = LABELS_EXAMPLE.replace("dtype=np.uint8", f"dtype=np.{table.dtype.name}")
            text = f"y has dtype {y.dtype} for {table_text}; expected an integer type."
            fail("labels-not-integers", text, example)


def _explain_columns(x: np.ndarray, y: np.ndarray, table: np.ndarray, table_text: str) -> None:
    rows = len(table)
    wanted = (rows, 784)
    shape = f"x has shape {x.shape} for {table_text}; expected {wanted}"
    if x.ndim == 1 and y.ndim == 2 and len(x) == rows == len(y):
        pair = f"x has shape {x.shape} and y has {y.shape}"
        text = f"{pair}; expected x first, {wanted}, then y, {(rows,)}."
        fail("outputs-swapped", text, TABLE_EXAMPLE)
    if rows > 1 and x.shape[1:2] == (785,) and len(x) != rows:
        text = f"{shape}: one row was taken off, not one column."
        fail("rows-for-columns", text, TABLE_EXAMPLE)
    if x.shape == (rows, 785):
        fail("label-among-pixels", f"{shape}: the label is still there.", TABLE_EXAMPLE)
    if rows > 1 and allclose_same_shape(y, table[:, -1], 0):
        last, first = y[:3].tolist(), table[:3, 0].tolist()
        text = f"y is the last column, {last} ...; expected the first, {first} ...."
        fail("label-read-as-last-column", text, TABLE_EXAMPLE)
    if x.shape == (rows, 783):
        fail("last-pixel-lost", f"{shape}: a pixel is missing.", TABLE_EXAMPLE)
    if rows > 1 and x.shape == (rows - 1, 784):
        text = f"x has {rows - 1} rows for {table_text}; expected {rows}: a row is missing."
        fail("first-row-lost", text, TABLE_EXAMPLE)
    if y.shape in ((rows, 1), (1, rows)) and x.shape == wanted:
        text = f"y has shape {y.shape} for {table_text}; expected {(rows,)}: one number a row."
        fail("labels-as-column", text, TABLE_EXAMPLE)
    if rows > 1 and x.shape in ((784,), (1, 784)):
        fail("one-row-only", f"{shape}: every row of the table.", TABLE_EXAMPLE)
    if x.shape[:1] == (rows,) and x.shape[1:3] == (28, 28):
        fail("reshaped-too-early", f"{shape}: still one flat row an image.", TABLE_EXAMPLE)


COUNTS_EXAMPLE = """\
class_counts(np.array([0, 1, 1, 3, 3, 3], dtype=np.uint8))
# expected [1, 2, 0, 3, 0, 0, 0, 0, 0, 0]"""
MANY_EXAMPLE = "class_counts(np.full(300, 4, dtype=np.uint8))  # expected 300 for class 4"


@graded(
    points=3,
    statement="`class_counts` counts each of the ten classes, absent ones as 0.",
    codes=(
        "absent-class-lost",
        "sorted-by-frequency",
        "classes-from-one",
        "eleven-classes",
        "shares-for-counts",
        "sums-for-counts",
        "classes-and-counts-together",
        "labels-for-counts",
        "uint8-wraparound",
        "bins-follow-the-data",
        "ignores-its-argument",
        "counts-wrong",
    ),
)
def check_class_counts(class_counts: Function, rng: np.random.Generator) -> None:
    """Uneven classes; absent ones at the ends and in the middle; more than 255 of a class."""
    class_counts = class_counts.with_deadline(IMPORT_CALL_SECONDS)
    require_dependence_on_input(
        class_counts,
        (np.array([0, 2, 2], dtype=np.uint8),),
        (np.array([0, 0, 3, 3], dtype=np.uint8),),
        COUNTS_EXAMPLE,
    )
    sizes = rng.permutation(np.arange(3, 33, 3))
    for dtype in (np.uint8, np.int64):
        sizes = np.roll(sizes, 3)
        got = _counts(class_counts, _labels(rng, sizes, dtype))
        _explain_counts(got, sizes)
        expect.close(got, sizes, "the count", "counts-wrong", COUNTS_EXAMPLE, tolerance=1e-9)
    for absent in ([9], [0], [int(rng.integers(1, 9))], [0, 1, 7, 9]):
        fewer = sizes.copy()
        fewer[absent] = 0
        y = _labels(rng, fewer, np.uint8)
        got = _counts(class_counts, y)
        present = fewer[fewer > 0]
        text = (
            f"Without labels of class {', '.join(map(str, absent))} the counts are "
            f"{got.tolist()}; expected {fewer.tolist()}."
        )
        if got.shape != (10,) or not got.any():
            fail("absent-class-lost", text, COUNTS_EXAMPLE)
        mistakes = (
            Mistake("absent-class-lost", np.append(present, np.zeros(len(absent))), text),
            Mistake("bins-follow-the-data", np.histogram(y, bins=10)[0], text),
        )
        match_known_mistake(got, fewer, mistakes, COUNTS_EXAMPLE)
        expect.close(got, fewer, "the count", "counts-wrong", COUNTS_EXAMPLE, tolerance=1e-9)
    many = np.full(10, 2)
    many[rng.integers(0, 5)] = rng.integers(257, 500)
    many[rng.integers(5, 10)] = rng.integers(513, 700)
    got = _counts(class_counts, _labels(rng, many, np.uint8))
    largest, counted = many.max(), got.flat[many.argmax()]
    text = f"{largest} labels of one class were counted as {counted:g}; expected {largest}."
    wrapped = [Mistake("uint8-wraparound", n, text) for n in (many % 256, np.minimum(many, 255))]
    match_known_mistake(got, many, wrapped, MANY_EXAMPLE)
    expect.close(got, many, "the count", "counts-wrong", MANY_EXAMPLE, tolerance=1e-9)


def _labels(rng: np.random.Generator, sizes: np.ndarray, dtype: type) -> np.ndarray:
    return rng.permutation(np.repeat(np.arange(10), sizes)).astype(dtype)


def _counts(class_counts: Function, y: np.ndarray) -> np.ndarray:
    """The student's counts of ``y``, as an array of any shape but a table of two rows."""
    value = class_counts(y)
    if isinstance(value, (list, tuple)) and len(value) == 2:
        text = "Two results came back; expected one array of ten counts."
        fail("classes-and-counts-together", text, COUNTS_EXAMPLE)
    got = expect.array(value, what="class_counts(y)", example=COUNTS_EXAMPLE)
    if got.ndim == 2 and 2 in got.shape:
        text = f"The result has shape {got.shape}; expected (10,): the counts alone."
        fail("classes-and-counts-together", text, COUNTS_EXAMPLE)
    return got


def _explain_counts(got: np.ndarray, sizes: np.ndarray) -> None:
    classes = np.arange(10)
    if got.shape == (11,):
        text = f"11 counts came back, {got.tolist()}; expected 10, for the classes 0 to 9."
        fail("eleven-classes", text, COUNTS_EXAMPLE)
    if allclose_same_shape(np.sort(got, axis=None), classes, 0):
        text = f"The result is {got.tolist()}: the classes; expected how many labels of each."
        fail("labels-for-counts", text, COUNTS_EXAMPLE)
    expect.array(got, shape=(10,), what="class_counts(y)", example=COUNTS_EXAMPLE)
    start = f"The result is {got.round(3).tolist()}; expected {sizes.tolist()}"
    total, shifted = sizes.sum(), np.append(sizes[1:], 0)
    mistakes = (
        Mistake("shares-for-counts", sizes / total, f"{start}: whole numbers, not shares."),
        Mistake("shares-for-counts", sizes * 100 / total, f"{start}: counts, not per cent."),
        Mistake("sums-for-counts", sizes * classes, f"{start}: counted, not added up."),
        Mistake("classes-from-one", shifted, f"{start}: the first entry belongs to class 0."),
    )
    match_known_mistake(got, sizes, mistakes, COUNTS_EXAMPLE)
    same_counts = allclose_same_shape(np.sort(got), np.sort(sizes), 1e-9)
    if same_counts and not allclose_same_shape(got, sizes, 1e-9):
        fail("sorted-by-frequency", f"{start}: in the order of the classes.", COUNTS_EXAMPLE)


MEAN_EXAMPLE = """\
x = np.zeros((4, 784), dtype=np.uint8)
x[0], x[1], x[2], x[3] = 200, 100, 101, 10
x[:, 1] = 0
mean = mean_image(x, np.array([5, 5, 5, 2]), 5)
mean.shape, mean[0, :3]  # expected (28, 28) and [133.67, 0, 133.67]"""
# 0 counts as False, so that a function may be wrong for class 0 alone
ZERO_EXAMPLE = MEAN_EXAMPLE.replace("[5, 5, 5, 2]), 5", "[0, 0, 0, 2]), 0")


@graded(
    points=3,
    statement="`mean_image` averages the images of one class, pixel by pixel, as (28, 28).",
    codes=(
        "mean-over-wrong-axis",
        "mean-not-reshaped",
        "label-ignored",
        "label-as-row-number",
        "one-image-for-mean",
        "sum-for-mean",
        "divided-by-all",
        "uint8-wraparound",
        "mean-cut-to-whole-numbers",
        "median-for-mean",
        "pixels-transposed",
        "scaled-too-early",
        "ignores-its-argument",
        "mean-wrong",
    ),
)
def check_mean_image(mean_image: Function, rng: np.random.Generator) -> None:
    """Bright images, so that sums leave uint8; classes in the middle and at both ends, and 1 row."""
    mean_image = mean_image.with_deadline(IMPORT_CALL_SECONDS)
    middle = int(rng.integers(1, 9))
    y = np.array([1, 1, 2])
    require_dependence_on_input(
        mean_image,
        (np.full((3, 784), 60, dtype=np.uint8), y, 1),
        (np.full((3, 784), 90, dtype=np.uint8), y, 1),
        MEAN_EXAMPLE,
    )
    for label, members in ((middle, 7), (0, 6), (9, 5), (middle, 1)):
        others = [k for k in range(10) if k != label] * 2
        y = rng.permutation(others + [label] * members).astype(np.uint8)
        if y[label] == label:  # row number `label` must not be an image of the class
            stranger = np.flatnonzero(y != label)[0]
            y[[label, stranger]] = y[[stranger, label]]
        x = rng.integers(0, 256, size=(len(y), 784)).astype(np.uint8)
        x[:, ::2] |= 128
        example = MEAN_EXAMPLE if label else ZERO_EXAMPLE
        mean = mean_image(x, y, label)
        got = expect.array(mean, what=f"mean_image(x, y, {label})", example=example)
        _explain_mean(got, x, y, label, example)
        wanted = x[y == label].astype(np.float64).mean(axis=0).reshape(28, 28)
        if allclose_same_shape(got, wanted, 0.02):
            continue
        if np.abs(got - wanted).max() < 1.01 and allclose_same_shape(got, np.rint(got), 0):
            pair = difference(got, wanted, "Pixel", 0.02)
            fail("mean-cut-to-whole-numbers", f"{pair}.", example)
        expect.close(got, wanted, "the mean", "mean-wrong", example, tolerance=1e-4)


def _explain_mean(got: np.ndarray, x: np.ndarray, y: np.ndarray, label: int, example: str) -> None:
    rows = x[y == label].astype(np.float64)
    n, wanted = len(rows), rows.mean(axis=0)
    if got.ndim == 0 or got.shape in ((n,), (len(x),)):
        shape = f"The result has shape {got.shape} for {n} images of the class"
        text = f"{shape}; expected (28, 28): one mean for each pixel."
        fail("mean-over-wrong-axis", text, example)
    if got.size == 784 and got.shape != (28, 28):
        fail("mean-not-reshaped", f"The result has shape {got.shape}; expected (28, 28).", example)
    expect.array(got, shape=(28, 28), what=f"mean_image(x, y, {label})", example=example)
    total = rows.sum(axis=0)
    wrapped = total % 256
    square = wanted.reshape(28, 28)
    pair = difference(got, square, "Pixel", tolerance=0.02)
    mistakes = [
        Mistake("label-ignored", x.mean(axis=0), f"{pair}. The mean of all images came back."),
        Mistake("label-as-row-number", x[label], f"{pair}. Row {label} of x came back."),
        Mistake("pixels-transposed", square.T.ravel(), f"{pair}: rows became columns."),
        Mistake("scaled-too-early", wanted / 255, f"{pair}: on the scale of 0 to 255."),
        Mistake("divided-by-all", total / len(x), f"{pair}. {n} images have the label."),
    ]
    if n > 1:
        past_255 = f"{pair}. The sum went past 255."
        one_image = f"{pair}. One image of the class came back."
        mistakes += [
            Mistake("sum-for-mean", total, f"{pair}: the sum over {n} images, not divided."),
            Mistake("uint8-wraparound", wrapped / n, past_255),
            Mistake("uint8-wraparound", np.floor(wrapped / n), past_255),
            Mistake("uint8-wraparound", wrapped, past_255),
            Mistake("median-for-mean", np.median(rows, axis=0), f"{pair}. The median came back."),
            *(Mistake("one-image-for-mean", row, one_image) for row in rows),
        ]
    match_known_mistake(got.reshape(784), wanted, mistakes, example, tolerance=0.01)
