"""Whether a result is four arrays that belong together: two pairs of rows and labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks import Function, expect, fail
from autograder.checks.lessons.lesson_03.asked import Asked
from autograder.checks.lessons.lesson_03.causes import explain
from autograder.checks.lessons.lesson_03.examples import ROW_SHAPE_EXAMPLE, SIZES_EXAMPLE
from autograder.checks.lessons.lesson_03.exceptions import EXCEPTIONS, SHAPES
from autograder.checks.lessons.lesson_03.rest import REST_BY_VALUES
from autograder.checks.lessons.lesson_03.rows import Rows, Split
from autograder.checks.mistakes import IMPORT_CALL_SECONDS, codes_of

CALL = "train_validation_split(x, y)"
STRUCTURE_CODES = (
    *codes_of((*EXCEPTIONS, *SHAPES)),
    "results-in-pairs",
    "outputs-in-another-order",
    "labels-not-split",
    "labels-changed",
    "labels-and-rows-differ",
    "rest-by-values",
    "columns-in-place-of-rows",
    "ignores-its-argument",
    "delete-without-axis",
    "none-as-index",
    "one-flat-row",
    "row-numbers-returned",
    "row-shape-changed",
)


def prepared(function: Function) -> Function:
    """The student's function as all checks of the lesson call it."""
    return function.with_deadline(IMPORT_CALL_SECONDS).with_mistakes(EXCEPTIONS, SIZES_EXAMPLE)


def split_of(function: Function, rows: Rows, **options: object) -> Split:
    """The four results of a call; CheckFailedError unless they are two pairs of rows and labels."""
    value = function(rows.x, rows.y, **options)
    if _in_pairs(value):
        text = f"{CALL} gives two results, each a pair; expected four, in one row."
        fail("results-in-pairs", text, SIZES_EXAMPLE)
    results = expect.tuple_of(value, 4, CALL, SIZES_EXAMPLE)
    image_shape = rows.x.shape[1:]
    split = Split(*(_array(r, n, image_shape) for n, r in zip(Split._fields, results, strict=True)))
    _require_order(split, image_shape)
    _require_labels_split(split, len(rows.y))
    for x, name in ((split.x_train, "x_train"), (split.x_val, "x_val")):
        if x.ndim == 0 or x.shape[1:] != image_shape:
            _fail_shape(function, rows, split, x, name)
    _require_labels(function, split)
    return split


def _in_pairs(value: Any) -> bool:
    """Whether it is two pairs, each of rows and as many labels."""
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        return False
    if not all(isinstance(pair, (tuple, list)) and len(pair) == 2 for pair in value):
        return False
    parts = [part for pair in value for part in pair]
    lengths = [_length(part) for part in parts]
    return -1 not in lengths and lengths[::2] == lengths[1::2]


def _length(part: Any) -> int:
    """The number of rows, or -1 for what has none."""
    if isinstance(part, np.ndarray):
        return len(part) if part.ndim else -1
    return len(part) if isinstance(part, (list, tuple)) else -1


def _array(result: object, name: str, image_shape: Sequence[int]) -> np.ndarray:
    if _length(result) == 0 and getattr(result, "ndim", 1) == 1:
        return np.zeros((0, *image_shape) if name.startswith("x") else 0)
    axes = len(image_shape) + 1 if name.startswith("x") else 1
    if isinstance(result, (tuple, list)) and all(
        isinstance(piece, np.ndarray) and piece.ndim == axes for piece in result
    ):
        text = (
            f"{name} is a list of {len(result)} arrays, each with rows in it; expected one array."
        )
        fail("pieces-not-joined", text, SIZES_EXAMPLE)
    return expect.array(result, what=name, example=SIZES_EXAMPLE)


def _require_order(split: Split, image_shape: Sequence[int]) -> None:
    is_x = [part.ndim > 1 and part.shape[1:] == image_shape for part in split]
    is_y = [part.ndim == 1 for part in split]
    lengths = [len(part) if part.ndim else 0 for part in split]
    by_kind = is_x != [True, False, True, False] and sum(is_x) == sum(is_y) == 2
    crossed = (
        is_x == [True, False, True, False]
        and sum(is_y) == 2
        and lengths[0] == lengths[3] != lengths[1] == lengths[2]
    )
    if by_kind or crossed:
        shapes = f"The four results have the shapes {', '.join(str(part.shape) for part in split)}"
        text = f"{shapes}; expected x_train, y_train, x_val, y_val in this order."
        fail("outputs-in-another-order", text, SIZES_EXAMPLE)


def _require_labels_split(split: Split, n: int) -> None:
    for x, y, name in ((split.x_train, split.y_train, "train"), (split.x_val, split.y_val, "val")):
        if y.shape == (n,) and x.ndim and len(x) != n:
            lengths = f"y_{name} still has all {n} labels, x_{name} has {len(x)} rows"
            text = f"{lengths}; expected as many labels as rows."
            fail("labels-not-split", text, SIZES_EXAMPLE)


def _require_labels(function: Function, split: Split) -> None:
    for x, y, name in ((split.x_train, split.y_train, "train"), (split.x_val, split.y_val, "val")):
        if y.ndim > 1 and len(y) == len(x):
            text = f"y_{name} has shape {y.shape}; expected ({len(x)},): one label for each row, as in y."
            fail("labels-changed", text, SIZES_EXAMPLE)
        if y.ndim == 1 and len(y) != len(x):
            text = (
                f"x_{name} has {len(x)} rows and y_{name} has {len(y)} labels; expected one label "
                "for each row."
            )
            asked = Asked(function)
            explain(asked, [REST_BY_VALUES], "labels-and-rows-differ", text, SIZES_EXAMPLE)
        expect.array(y, shape=(len(x),), what=f"y_{name}", example=SIZES_EXAMPLE)


def _fail_shape(function: Function, rows: Rows, split: Split, x: np.ndarray, name: str) -> None:
    wanted = ", ".join(str(n) for n in ("any", *rows.x.shape[1:]))
    observed = f"{name} has shape {x.shape}; expected ({wanted})."
    if x.shape == (1, *rows.x.shape):
        text = f"{observed} It is x with one more axis: x[None] gives that, and x[np.newaxis]."
        fail("none-as-index", text, SIZES_EXAMPLE)
    n, n_chosen = len(rows.y), (split.y_train if name == "x_train" else split.y_val).size
    if x.shape == (n, n_chosen, *rows.x.shape[2:]):
        text = (
            f"{observed} All {n} rows are still there, and axis 1 has {n_chosen} entries, as many "
            f"as y_{name[2:]} has labels: the positions were used on axis 1."
        )
        fail("columns-in-place-of-rows", text, SIZES_EXAMPLE)
    numbers = [part.ravel() for part in (split.x_train, split.x_val)]
    if x.ndim == 1 and np.array_equal(np.sort(np.concatenate(numbers)), np.arange(len(rows.y))):
        text = f"{observed} x_train and x_val have the numbers 0 to {len(rows.y) - 1}, each once."
        fail("row-numbers-returned", text, SIZES_EXAMPLE)
    if split.x_val.shape[1:] == rows.x.shape[1:] and (
        x.ndim == 1 and x.size == rows.x.size - len(split.x_val)
    ):
        text = f"{observed} It has all numbers of x in one row, and {len(split.x_val)} are missing."
        fail("delete-without-axis", text, SIZES_EXAMPLE)
    asked = Asked(function)
    if asked.ignores_the_table():
        text = f"{observed} Two different tables gave the same four parts."
        fail("ignores-its-argument", text, SIZES_EXAMPLE)
    if x.ndim == 1:
        fail(
            "one-flat-row",
            f"{observed} There are no rows any more, only single numbers.",
            SIZES_EXAMPLE,
        )
    row_size = int(np.prod(rows.x.shape[1:]))
    if x.ndim and len(x) and x.size == len(x) * row_size:
        text = f"{observed} The rows of x came in another shape: {rows.x.shape[1:]}."
        fail("row-shape-changed", text, ROW_SHAPE_EXAMPLE)
    explain(asked, [SHAPES], "wrong-shape", observed, SIZES_EXAMPLE)
