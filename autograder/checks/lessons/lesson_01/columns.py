"""``split_columns``: pixels and labels out of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_dependence_on_input
from autograder.checks.mistakes import (
    IMPORT_CALL_SECONDS,
    Mistake,
    Raises,
    codes_of,
    difference,
    fail_with,
    find_mistakes,
)

SMALL = """\
small = np.zeros((2, 785), dtype=np.uint8)
small[:, 0] = [7, 3]
small[:, 784] = [200, 10]
x, y = split_columns(small)
"""
TABLE_EXAMPLE = SMALL + "x.shape, x.dtype, y  # expected (2, 784), uint8, [7, 3]"
VALUES_EXAMPLE = SMALL + "x[:, 783], y  # expected [200, 10] and [7, 3]"
LABELS_EXAMPLE = SMALL + "y.dtype, y  # expected an integer type, such as uint8, and [7, 3]"


def _differences_example(table: np.ndarray) -> str:
    """A table of as many rows, all of whose pixels count; random ones would be too long."""
    rows, dtype = len(table), table.dtype.name
    return f"""\
small = (np.arange({rows} * 785) % 253).reshape({rows}, 785).astype(np.{dtype})
small[:, 0] = np.arange({rows}) % 10
x, y = split_columns(small)
np.sum(x != small[:, 1:]), np.sum(y != small[:, 0])  # expected 0 and 0"""


def random_table(rng: np.random.Generator, rows: int, dtype: type = np.uint8) -> np.ndarray:
    """A table (rows, 785) of random labels 0-9 and random pixels 0-255.

    A row's last pixel is never its label, so a label read from the wrong end shows. Several
    labels are not in order, and one occurs twice.
    """
    table = rng.integers(0, 256, size=(rows, 785))
    table[:, 0] = rng.integers(0, 10, size=rows)
    if rows >= 3:
        table[:3, 0] = np.array([5, 0, 5]) + rng.integers(0, 5)
    table[:, -1] = rng.integers(10, 256, size=rows)
    return table.astype(dtype)


def _zeros_but(rows: slice, columns: slice) -> Callable[[np.ndarray], np.ndarray]:
    """The pixels of these rows and columns, and 0 in all others, as a loop leaves them."""

    def predicted(table: np.ndarray) -> np.ndarray:
        x = np.zeros_like(table[:, 1:])
        x[rows, columns] = table[:, 1:][rows, columns]
        return x

    return predicted


ALL = slice(None)
# Each predicts x for a table; several rows are needed to tell them apart.
PIXEL_MISTAKES = (
    Mistake("label-among-pixels", lambda t: t, "The label is still there, in the first column"),
    Mistake(
        "label-among-pixels",
        lambda t: t[:, :-1],
        "The first column of `x` is still the label, and the last pixel is missing",
    ),
    Mistake(
        "label-column-left",
        lambda t: np.column_stack([np.zeros(len(t)), t[:, 1:]]),
        "The column of the label is still there, filled with zeros",
    ),
    Mistake("last-pixel-lost", lambda t: t[:, 1:-1], "The last pixel of each row is missing"),
    Mistake("first-pixel-lost", lambda t: t[:, 2:], "The first pixel of each row is missing"),
    Mistake("first-row-lost", lambda t: t[1:, 1:], "The first row of the table is missing"),
    Mistake("last-row-lost", lambda t: t[:-1, 1:], "The last row of the table is missing"),
    Mistake("rows-for-columns", lambda t: t[1:], "One row was taken off, not one column"),
    Mistake(
        "return-in-loop",
        _zeros_but(slice(1), ALL),
        "Only the first row was filled in; all others are 0",
    ),
    Mistake("first-row-lost", _zeros_but(slice(1, None), ALL), "The first row was not filled in"),
    Mistake("last-row-lost", _zeros_but(slice(-1), ALL), "The last row was not filled in"),
    Mistake(
        "first-pixel-lost",
        _zeros_but(ALL, slice(1, None)),
        "The first pixel of each row was not filled in",
    ),
    Mistake(
        "last-pixel-lost",
        _zeros_but(ALL, slice(-1)),
        "The last pixel of each row was not filled in",
    ),
    Mistake("pixels-all-zero", lambda t: 0 * t[:, 1:], "Every pixel is 0"),
    Mistake("one-column-only", lambda t: t[:, -1], "`x` is the last column alone"),
    Mistake("one-column-only", lambda t: t[:, 1], "`x` is column 1 alone"),
    Mistake(
        "one-column-only",
        lambda t: t[:, :1],
        "`x` is column 0 alone, the label: `:1` ends before column 1, `1:` begins with it",
    ),
    Mistake(
        "black-pixels-left-out",
        lambda t: t[:, 1:][t[:, 1:] > 0],
        "Only the pixels that are not 0 came back, all of them in one row",
    ),
    Mistake(
        "bytes-for-pixels",
        lambda t: t[:, 1:].copy().view(np.uint8),
        "Each number was taken apart into its bytes",
    ),
    Mistake(
        "bytes-for-pixels",
        lambda t: t.copy().view(np.uint8)[:, 1:],
        "Each number was taken apart into its bytes",
    ),
    Mistake("one-row-only", lambda t: t[0, 1:], "Only the first row came back"),
    Mistake("one-row-only", lambda t: t[:1, 1:], "Only the first row came back"),
    Mistake("one-row-only", lambda t: t[-1, 1:], "Only the last row came back"),
    Mistake("one-row-only", lambda t: t[-1:, 1:], "Only the last row came back"),
    Mistake(
        "length-counts-rows",
        lambda t: t[:, 1 : len(t)],
        "The slice of columns ends at the number of rows",
    ),
    Mistake(
        "axes-swapped", lambda t: t[:, 1:].T, "Pixels are on the first axis, images on the second"
    ),
    Mistake(
        "axis-forgotten", lambda t: t.ravel()[1:], "One number was taken off the flattened table"
    ),
    Mistake("pixels-flattened", lambda t: t[:, 1:].ravel(), "All pixels are in one row"),
    Mistake("pixels-averaged", lambda t: t[:, 1:].mean(axis=1), "Each row is one number", 1.0),
    Mistake("pixels-inverted", lambda t: 255 - t[:, 1:], "Bright and dark are exchanged"),
    Mistake("scaled-too-early", lambda t: t[:, 1:] / 255, "The pixels were divided by 255", 1e-3),
    Mistake(
        "scaled-too-early",
        lambda t: t[:, 1:] // 255,
        "Divided by 255 and made whole numbers, all pixels below 255 are 0",
    ),
    Mistake(
        "pixels-in-int8", lambda t: t[:, 1:].astype(np.int8), "Pixels above 127 became negative"
    ),
)
LABEL_MISTAKES = (
    Mistake("labels-as-column", lambda t: t[:, :1], "The labels have an axis too many"),
    Mistake("labels-as-column", lambda t: t[:, :1].T, "The labels have an axis too many"),
    Mistake("label-read-as-first-pixel", lambda t: t[:, 1], "`y` is column 1, the first pixel"),
    Mistake("rows-for-columns", lambda t: t[0], "`y` is the first row, not the first column"),
    Mistake("rows-for-columns", lambda t: t[:1], "`y` is the first row, not the first column"),
    Mistake("one-label-only", lambda t: t[0, 0], "It is the label of the first row"),
    Mistake("one-label-only", lambda t: t[-1, 0], "It is the label of the last row"),
    Mistake(
        "labels-sorted", lambda t: np.sort(t[:, 0]), "The labels are sorted, their rows are not"
    ),
    Mistake("labels-once-each", lambda t: np.unique(t[:, 0]), "`y` has each label only once"),
    Mistake("label-rows-of-ten", lambda t: np.eye(10)[t[:, 0]], "Each label is a row of ten"),
    Mistake("first-row-lost", lambda t: t[1:, 0], "The label of the first row is missing"),
    Mistake("last-row-lost", lambda t: t[:-1, 0], "The label of the last row is missing"),
)
LAST_COLUMN = Mistake("label-read-as-last-column", lambda t: t[:, -1], "`y` is the last column")
ROWS_WRITTEN_IN = "The function has a number of rows written in"


def _exceptions(rows: int, tall: np.ndarray) -> Sequence[Mistake]:
    """What exceptions mean for a table of so many rows; ``tall`` has more than 785."""

    def works_for_tall(function: Function) -> bool:
        return function.ask(tall).returned

    def works_for_few(function: Function) -> bool:
        return function.ask(tall[:3]).returned

    return (
        Mistake(
            "pandas-for-numpy",
            Raises("AttributeError", r"'(iloc|loc|iat|at|drop|columns|values|to_numpy|head)'$"),
            "This belongs to tables of pandas; here the table is a NumPy array",
        ),
        Mistake(
            "column-by-name",
            Raises("IndexError", "only integers, slices", r"\[\s*[\"']"),
            "The columns of a NumPy array have numbers and no names",
        ),
        Mistake(
            "rows-written-in",
            Raises("ValueError", r"cannot reshape array of size \d+ into shape \(\d+,784\)"),
            f"{ROWS_WRITTEN_IN}, and the table has {rows}",
        ),
        Mistake(
            "split-in-equal-parts",
            Raises("ValueError", r"values to unpack|array split does not", r"split\("),
            "A number says how many equal parts to make; a list says where to cut",
        ),
        Mistake(
            "reshaped-too-early",
            Raises("ValueError", r"cannot reshape array of size .*28"),
            "Several rows are more than one picture; here they stay flat",
        ),
        Mistake(
            "rows-for-columns",
            Raises(
                "IndexError", rf"out of bounds for axis 0 with size {rows}\b", "", works_for_tall
            ),
            "The first index chooses rows: column numbers are used as row numbers",
        ),
        Mistake(
            "rows-written-in",
            Raises("IndexError", r"(out of bounds for axis 0|out of range)", "", works_for_few),
            f"{ROWS_WRITTEN_IN}: it works for 3 rows and not for {rows}",
        ),
    )


@graded(
    points=4,
    statement="`split_columns` gives the pixels, (n, 784) uint8, and the labels, (n,).",
    codes=(
        "outputs-swapped",
        LAST_COLUMN.code,
        *codes_of((*PIXEL_MISTAKES, *LABEL_MISTAKES)),
        "reshaped-too-early",
        "rows-written-in",
        "pandas-for-numpy",
        "column-by-name",
        "split-in-equal-parts",
        "pixels-recomputed",
        "rows-in-another-order",
        "labels-as-text",
        "nothing-between-the-bounds",
        "pixels-not-uint8",
        "labels-not-integers",
        "ignores-its-argument",
        "pixels-wrong",
        "labels-wrong",
    ),
)
def check_split_columns(split_columns: Function, rng: np.random.Generator) -> None:
    """Shapes and values first, then the dtype; uint8 and int64 tables, several rows and one."""
    split_columns = split_columns.with_deadline(IMPORT_CALL_SECONDS)
    tables = (
        random_table(rng, int(rng.integers(7, 10))),
        random_table(rng, int(rng.integers(11, 14)), np.int64),
        random_table(rng, 1),
    )
    tall = random_table(rng, 800)
    for table in tables:
        asked = split_columns.with_mistakes(_exceptions(len(table), tall), TABLE_EXAMPLE)
        results = expect.tuple_of(asked(table), 2, "`split_columns(table)`", TABLE_EXAMPLE)
        if table is tables[0]:
            pair = (tables[0],), (tables[1],)
            require_dependence_on_input(split_columns, *pair, TABLE_EXAMPLE)
        x = expect.array(results[0], what="`x`", example=TABLE_EXAMPLE)
        if _has_texts(results[1]):
            fail("labels-as-text", "`y` holds texts; expected whole numbers.", TABLE_EXAMPLE)
        y = expect.array(results[1], what="`y`", example=TABLE_EXAMPLE)
        text = f"a table of shape {table.shape}, {table.dtype}"
        if len(table) > 1:
            _require_no_rows_written_in(x, split_columns, tall[: len(table) + 3], text)
            _explain(x, y, table, text)
        expect.array(x, shape=(len(table), 784), what=f"`x`, for {text},", example=TABLE_EXAMPLE)
        expect.array(y, shape=(len(table),), what=f"`y`, for {text},", example=TABLE_EXAMPLE)
        differences = _differences_example(table)
        expect.close(x, table[:, 1:], "`x`", "pixels-wrong", differences, tolerance=0)
        expect.close(y, table[:, 0], "`y`", "labels-wrong", differences, tolerance=0)
        _require_types(x, y, table, is_list=isinstance(results[0], (list, tuple)))


def _has_texts(labels: object) -> bool:
    if isinstance(labels, np.ndarray):
        return labels.dtype.kind in "SU"
    return isinstance(labels, (list, tuple)) and any(isinstance(label, str) for label in labels)


def _explain(x: np.ndarray, y: np.ndarray, table: np.ndarray, text: str) -> None:
    rows = len(table)
    wanted, labels = (rows, 784), table[:, 0]
    if x.ndim == 1 and y.ndim == 2 and len(x) == rows == len(y):
        seen = f"`x` has shape {x.shape} and `y` has {y.shape}"
        fail("outputs-swapped", f"{seen}; expected {wanted} and {(rows,)}.", TABLE_EXAMPLE)
    for part, name, expected in ((x, "x", wanted), (y, "y", (rows,))):
        if not part.size:
            seen = f"`{name}` has shape {part.shape} for {text}; expected {expected}."
            fail("nothing-between-the-bounds", f"{seen} It is empty.", TABLE_EXAMPLE)
    shape = f"`x` has shape {x.shape} for {text}; expected {wanted}."
    if x.shape[:1] == (rows,) and x.shape[1:3] == (28, 28):
        said = f"{shape} The rows became pictures; expected flat rows."
        fail("reshaped-too-early", said, TABLE_EXAMPLE)
    few = [", ".join(map(str, part.ravel()[:3].tolist())) for part in (y, labels)]
    values = f"The first labels are {few[0]}; expected {few[1]}."
    fail_with(find_mistakes(y, labels, [LAST_COLUMN], (table,)), VALUES_EXAMPLE, values)
    found = find_mistakes(x, table[:, 1:], PIXEL_MISTAKES, (table,))
    if x.shape != wanted:
        fail_with(found, TABLE_EXAMPLE.replace("np.uint8", f"np.{table.dtype.name}"), shape)
        return
    if found:
        fail_with(found, VALUES_EXAMPLE, f"{difference(x, table[:, 1:], '`x` at', 1e-3)}.")
    if not (x == table[:, 1:]).all():
        _require_order(x, y, table)
        _require_no_arithmetic(x, table)
        return
    if y.ndim == 0:
        values = f"`y` is one number for {text}; expected {rows}."
    elif y.shape != labels.shape:
        values = f"`y` has shape {y.shape} for {text}; expected {labels.shape}."
    fail_with(find_mistakes(y, labels, LABEL_MISTAKES, (table,)), VALUES_EXAMPLE, values)


def _require_order(x: np.ndarray, y: np.ndarray, table: np.ndarray) -> None:
    """Fail when the rows of x are those of the table in another order."""
    places = {row.tobytes(): i for i, row in enumerate(table[:, 1:].astype(np.uint8))}
    order = [places.get(row.tobytes(), -1) for row in x.astype(np.uint8)]
    if sorted(order) != list(range(len(table))):
        return
    text = f"The first rows of `x` are the rows {order[:3]} of the table"
    if np.array_equal(y, table[order, 0]):
        text += ", and so are the labels"
    fail("rows-in-another-order", f"{text}; expected the order of the table.", VALUES_EXAMPLE)


def _require_no_arithmetic(x: np.ndarray, table: np.ndarray) -> None:
    """Fail when x depends on the pixels one by one: each value became one other value."""
    before, after = table[:, 1:].ravel(), x.ravel()
    values, first, where = np.unique(before, return_index=True, return_inverse=True)
    if not (after[first][where] == after).all():
        return
    changed = np.flatnonzero(after[first] != values)[-1]
    text = f"Pixels were changed, each value in the same way everywhere: {values[changed]} became "
    text += f"{after[first][changed]:.5g}; expected the values of the table."
    fail("pixels-recomputed", text, _differences_example(table))


def _require_no_rows_written_in(
    x: np.ndarray, split_columns: Function, other: np.ndarray, text: str
) -> None:
    """Fail when a table with another number of rows gives as many rows."""
    result = split_columns.ask(other).value
    if (
        len(np.atleast_1d(x)) < 2
        or x.shape[1:] != (784,)
        or not isinstance(result, (list, tuple))
        or len(result) != 2
    ):
        return
    if isinstance(result[0], (list, np.ndarray)) and np.size(result[0]) == x.size:
        said = f"`x` has {len(x)} rows for {text}, and as many for one of {len(other)} rows."
        example = f"rows = np.zeros(({len(other)}, 785), dtype=np.uint8)\n"
        example += f"split_columns(rows)[0].shape  # expected {(len(other), 784)}"
        fail("rows-written-in", f"{said} {ROWS_WRITTEN_IN}.", example)


def _require_types(x: np.ndarray, y: np.ndarray, table: np.ndarray, is_list: bool) -> None:
    kind = f"for a table of shape {table.shape}, {table.dtype}"
    if x.dtype != np.uint8:
        example = TABLE_EXAMPLE.replace("np.uint8", f"np.{table.dtype.name}")
        seen = f"`x` has dtype {x.dtype} {kind}"
        if is_list:
            seen = f"`x` is a list {kind}; as an array it has dtype {x.dtype}"
        fail("pixels-not-uint8", f"{seen}; expected uint8 whatever the table has.", example)
    if y.dtype.kind not in "iu":
        example = LABELS_EXAMPLE.replace("dtype=np.uint8", f"dtype=np.{table.dtype.name}")
        text = f"`y` has dtype {y.dtype} {kind}; expected an integer type."
        fail("labels-not-integers", text, example)
