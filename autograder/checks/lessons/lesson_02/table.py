"""Check of lesson 02: images and labels out of a table that is validated first."""

from __future__ import annotations

from typing import NoReturn

import numpy as np

from autograder.checks import (
    CheckFailedError,
    Function,
    fail,
    graded,
    require_dependence_on_input,
)
from autograder.checks.calls import CallResult
from autograder.checks.lessons.lesson_02.bad_tables import (
    LABEL,
    PIXEL,
    Question,
    explain_accepted,
    printed_more,
)
from autograder.checks.lessons.lesson_02.good_tables import PREPROCESS_EXAMPLE, check_good_table
from autograder.checks.lessons.lesson_02.images import SHAPE_CODES
from autograder.checks.lessons.lesson_02.scale import SCALE_CODES
from autograder.checks.lessons.lesson_02.shape_exceptions import OWN_EXCEPTION_CODES
from autograder.checks.lessons.lesson_02.table_exceptions import raised_on_purpose, table_mistakes
from autograder.checks.mistakes import IMPORT_CALL_SECONDS


@graded(
    points=5,
    statement="`preprocess` makes images and labels of a good table, `ValueError` of a bad one.",
    codes=(
        "two-results",
        "outputs-swapped",
        "label-among-pixels",
        "label-read-as-last-column",
        "row-for-column",
        "array-is-no-dataframe",
        *dict.fromkeys((*SHAPE_CODES, *OWN_EXCEPTION_CODES)),
        "pixels-transposed",
        "pixels-scrambled",
        *SCALE_CODES,
        "not-float32",
        "number-for-array",
        "scaler-needs-a-table",
        "dtype-assigned",
        "dtype-not-known",
        "built-in-min-of-rows",
        "one-row-squeezed",
        "pixels-tested-as-labels",
        "tested-after-scaling",
        "labels-divided-too",
        "labels-one-hot",
        "labels-as-column",
        "labels-as-names",
        "labels-not-integers",
        "labels-wrong",
        "classes-for-labels",
        "rows-reordered",
        "ignores-its-argument",
        "rejects-good-table",
        "rejects-every-table",
        "pixel-column-lost",
        "labels-shifted",
        "spread-tested",
        "some-bad-values-allowed",
        "differs-from-call-to-call",
        "bad-table-accepted",
        "values-not-checked",
        "only-some-bad-values",
        "part-of-the-table-checked",
        "bound-missing",
        "bound-off-by-one",
        "bound-misplaced",
        "labels-tested-as-pixels",
        "and-for-or",
        "checked-after-the-cast",
        "all-for-any",
        "summary-tested",
        "bad-rows-dropped",
        "bad-values-replaced",
        "width-not-checked",
        "printed-not-raised",
        "raised-a-text",
        "number-in-a-text",
        "shape-has-two-numbers",
        "wrong-kind-of-error",
    ),
)
def check_preprocess(preprocess: Function, rng: np.random.Generator) -> None:
    """Good tables of several integer dtypes and unusual contents, then one fault at a time."""
    preprocess = preprocess.with_deadline(IMPORT_CALL_SECONDS)
    require_dependence_on_input(
        preprocess, (_table(rng, 4, np.uint8),), (_table(rng, 5, np.uint8),), PREPROCESS_EXAMPLE
    )
    for dtype in (np.uint8, np.int64, np.int32, np.uint16):
        check_good_table(preprocess, _table(rng, int(rng.integers(4, 9)), dtype))
    many = _table(rng, 129, np.uint8)
    few = _table(rng, 6, np.int64)
    few[:, 0] = rng.integers(2, 5, size=6)
    dim = _table(rng, 3, np.uint8)
    dim[:, 1:] = rng.integers(10, 91, size=(3, 784))
    faint = _table(rng, 3, np.uint8)
    faint[:, 1:] = rng.integers(0, 2, size=(3, 784))
    faint[0, 1:3] = [0, 1]
    black = np.zeros((1, 785), dtype=np.int64)
    bright = np.full((2, 785), 255, dtype=np.uint8)
    bright[:, 0] = [9, 0]
    for table in (few, dim, faint, black, bright, many):
        check_good_table(preprocess, table)
    _check_bad(preprocess, rng)


def _table(rng: np.random.Generator, rows: int, dtype: type) -> np.ndarray:
    """A good table (rows, 785) with 0 and 255 among its pixels, labels 0 and 9 among the labels."""
    table = rng.integers(0, 256, size=(rows, 785))
    table[:, 1:3] = [0, 255]
    table[:, -1] = rng.integers(10, 256, size=rows)
    table[:, 0] = rng.permutation(np.append(rng.integers(0, 10, size=rows - 2), [0, 9]))
    return table.astype(dtype)


def _bad_example(dtype: str, change: str) -> str:
    return (
        f"small = np.zeros((2, 785), dtype=np.{dtype})\n{change}\n"
        "preprocess(small)  # expected: ValueError"
    )


def _check_bad(preprocess: Function, rng: np.random.Generator) -> None:
    for columns in (784, 786, 1569):
        rows = int(rng.integers(2, 6))
        table = rng.integers(0, 10, size=(rows, columns))
        example = f"preprocess(np.zeros((2, {columns}), dtype=np.uint8))  # expected: ValueError"
        good = rng.integers(0, 10, size=(rows, 785))
        text = f"A table of {columns} columns"
        outcome = _accepted(preprocess, table, good, text, example)
        if outcome is not None:
            _explain_width(preprocess, columns, text, example)
    for row, column, bad, dtype in (
        (0, 1, 300, np.int64),
        (2, 400, 256, np.int64),
        (4, 784, -1, np.int64),
        (1, 784, 256, np.uint16),
        (4, 77, -1, np.int32),
        (0, 0, 10, np.int64),
        (4, 0, 10, np.uint8),
        (3, 0, -1, np.int64),
        (2, 0, 259, np.int64),
        (3, 300, -200, np.int64),
        (1, 0, -7, np.int64),
        (128, 784, 256, np.int64),
    ):
        good = _table(rng, 129 if row > 100 else 5, dtype)
        if column == 0:  # without the label that the bad one replaces, 0 or 9 is not there
            good[:, 0] = np.roll([0, 9, 3, 5, 7], row if bad > 0 else row - 1)
        table = good.copy()
        table[row, column] = bad
        kind = PIXEL if column else LABEL
        text = f"A table with a {kind.name} of {bad} ({table.dtype.name})"
        example = _bad_example(table.dtype.name, f"small[1, {column}] = {bad}")
        if row > 100:
            example = example.replace("(2, 785)", "(129, 785)").replace("small[1,", "small[128,")
        outcome = _accepted(preprocess, table, good, text, example)
        if outcome is not None:
            question = Question(preprocess, good.astype(np.int64), kind, (row, column), bad)
            explain_accepted(question, outcome, text, example)


def _accepted(
    preprocess: Function, table: np.ndarray, good: np.ndarray, text: str, example: str
) -> CallResult | None:
    """None when a bad table is refused; the call when it is accepted in silence; else fail.

    ``text`` begins a sentence about the table; ``good`` is a good one of as many rows.
    """
    preprocess = preprocess.with_mistakes(table_mistakes(len(table)), example)
    try:
        outcome = preprocess.try_call(table)
    except CheckFailedError as failure:
        if failure.code != "cannot-cross":
            raise
        # The rest of the sentence is advice about results.
        returned = failure.observed.partition(";")[0]
        nothing = f"{text} raised nothing. {returned.rstrip('.')}"
        fail("printed-not-raised", f"{nothing}; expected ValueError to be raised.", example)
    if outcome.raised("ValueError"):
        return None
    if outcome.exception_type is not None:
        if not raised_on_purpose(outcome):
            _explain_accident(preprocess, outcome, table, text, example)
        raised = f"{text} raised {outcome.exception_type}; expected ValueError."
        fail("wrong-kind-of-error", raised + outcome.place, example)
    if not isinstance(outcome.value, (tuple, list)) or len(outcome.value) != 2:
        value = f"{outcome.value!r:.40}"
        gave = f"{text} gave {value} and no error; expected ValueError to be raised."
        fail("printed-not-raised", gave, example)
    if printed_more(preprocess, good, outcome):
        printed = "was accepted, and something was printed that is not printed for a good table"
        fail("printed-not-raised", f"{text} {printed}; expected ValueError.", example)
    return outcome


def _explain_accident(
    preprocess: Function, outcome: CallResult, table: np.ndarray, text: str, example: str
) -> NoReturn:
    """Fail with what the exception means, after the words about the bad table that led to it."""
    try:
        preprocess.fail_with_exception(outcome, (table,))
    except CheckFailedError as failure:
        fail(failure.code, f"{text} did not end in ValueError. {failure.observed}", example)


def _explain_width(preprocess: Function, columns: int, text: str, example: str) -> None:
    refused = {}
    for other in (784, 786):
        outcome = preprocess.ask(np.zeros((2, other), dtype=np.uint8))
        refused[other] = outcome.exception_type is not None and raised_on_purpose(outcome)
    start = f"{text} was accepted; expected ValueError."
    if columns == 786 and refused[784]:
        start += " One of 784 columns is refused: too many columns are as wrong as too few."
    elif columns == 1569 and not refused[784]:
        start += (
            " Tables of 784 and 786 columns end in an error, but not in one that your function "
            "raises: `reshape` could not make images of their pixels."
        )
    fail("width-not-checked", start, example)
