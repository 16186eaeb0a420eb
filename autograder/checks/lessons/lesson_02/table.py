"""Check of lesson 02: images and labels out of a table that is validated first."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from autograder.checks import (
    CheckFailedError,
    Function,
    expect,
    fail,
    graded,
    require_dependence_on_input,
)
from autograder.checks.calls import CallResult
from autograder.checks.exceptions import GENERAL_MISTAKES
from autograder.checks.lessons.lesson_02.bad_tables import (
    LABEL,
    PIXEL,
    Question,
    explain_accepted,
    printed_more,
)
from autograder.checks.lessons.lesson_02.images import (
    OWN_EXCEPTION_CODES,
    SHAPE_CODES,
    explain_number,
    explain_shape,
    reshape_mistakes,
)
from autograder.checks.lessons.lesson_02.scale import RESCALE_EXCEPTIONS, SCALE_CODES, explain_scale
from autograder.checks.mistakes import (
    IMPORT_CALL_SECONDS,
    Mistake,
    Raises,
    allclose_same_shape,
    difference,
    match_known_mistake,
)

PREPROCESS_EXAMPLE = """\
small = np.zeros((2, 785), dtype=np.uint8)
small[:, 0] = [7, 3]
small[0, 2] = 51
small[1, 2] = 102
images, labels = preprocess(small)
images = np.asarray(images)
images.shape, images.dtype, images.ravel()[1::784], labels
# expected (2, 28, 28, 1), float32, [0.2, 0.4] and [7, 3]"""
FAINT_TABLE_EXAMPLE = """\
small = np.zeros((2, 785), dtype=np.uint8)
small[:, 0] = [7, 3]
small[:, 2] = 1
images, labels = preprocess(small)
np.asarray(images)[:, 0, :2, 0]  # [0, 0.00392157], twice"""
ROWS_EXAMPLE = """\
small = np.zeros((5, 785), dtype=np.uint8)
small[:, 0] = [7, 3, 5, 1, 0]
small[:, 1] = [51, 255, 102, 204, 153]
images, labels = preprocess(small)
np.asarray(images).ravel()[::784], labels  # [0.2, 1, 0.4, 0.8, 0.6], [7, 3, 5, 1, 0]"""

DATAFRAME = (
    "The table is a NumPy array. Its columns have no names: they are counted, `table[:, 0]`."
)


def _exceptions(n: int) -> tuple[Mistake, ...]:
    """What exceptions mean in this exercise, for a table of n rows."""
    return (
        Mistake(
            "array-is-no-dataframe",
            Raises(
                "AttributeError",
                r"ndarray' object has no attribute '(columns|i?loc|drop|pop|head|keys)'",
            ),
            DATAFRAME,
        ),
        Mistake(
            "array-is-no-dataframe",
            Raises("IndexError", r"only integers, sl", r"\[[\"']"),
            DATAFRAME,
        ),
        Mistake(
            "label-among-pixels",
            Raises("ValueError", rf"array of size {785 * n} into shape"),
            f"{785 * n} is {n} x 785: the column of the labels is still among the pixels.",
        ),
        Mistake(
            "row-for-column",
            Raises("ValueError", rf"array of size {785 * (n - 1)} into shape"),
            f"{785 * (n - 1)} is {n - 1} x 785: a row was taken off, not the column of the labels. "
            "`table[0]` is the first row, and `table[:, 0]` the first column.",
        ),
        Mistake(
            "raised-a-text",
            Raises("TypeError", r"exceptions must derive"),
            "`raise` needs an exception, such as `ValueError(...)` with the text between its "
            "brackets; a text alone can't be raised.",
        ),
        Mistake(
            "types-do-not-combine",
            Raises("TypeError", r"can only concatenate str|unsupported operand type.*'str'"),
            "A text and a number can't be joined by `+`. Write the number into the text: "
            'f"{number} columns".',
        ),
        *reshape_mistakes(n),
        *RESCALE_EXCEPTIONS,
        # On a bad table it is right that the function's own code raises.
        *(m for m in GENERAL_MISTAKES if m.code not in ("raised-by-own-code", "ends-python")),
    )


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
        "dtype-assigned",
        "dtype-not-known",
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
        "bad-table-accepted",
        "values-not-checked",
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
        _check_good(preprocess, _table(rng, int(rng.integers(4, 9)), dtype))
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
    for table in (few, dim, faint, black, bright):
        _check_good(preprocess, table)
    _check_bad(preprocess, rng)


def _good_example(table: np.ndarray) -> str:
    """A table of the same type and ranges, so that a test that is too strict refuses it too."""
    labels, pixels = table[:, 0], table[:, 1:]
    return (
        f"small = np.full((2, 785), {pixels.min()}, dtype=np.{table.dtype.name})\n"
        f"small[:, 0] = [{labels.min()}, {labels.max()}]\n"
        f"small[:, 784] = {pixels.max()}\n"
        "images, labels = preprocess(small)  # expected: no error"
    )


def _table(rng: np.random.Generator, rows: int, dtype: type) -> np.ndarray:
    """A good table (rows, 785) with 0 and 255 among its pixels, labels 0 and 9 among the labels."""
    table = rng.integers(0, 256, size=(rows, 785))
    table[:, 1:3] = [0, 255]
    table[:, -1] = rng.integers(10, 256, size=rows)
    table[:, 0] = rng.permutation(np.append(rng.integers(0, 10, size=rows - 2), [0, 9]))
    return table.astype(dtype)


def _on_purpose(outcome: CallResult) -> bool:
    """Whether the student's own code raised it: by ``raise`` or ``assert``, or by leaving Python.

    An error made while the text of a ``raise`` is put together is none of these.
    """
    if outcome.raised("SystemExit") or outcome.raised("AssertionError"):
        return True
    if not outcome.line:
        of_numpy = ("reshape", "truth value", "broadcast", "unpack")
        return outcome.raised("ValueError") and not any(w in outcome.message for w in of_numpy)
    if re.search(r"\braise\b", outcome.line) is None:
        return False
    accidents = ("NameError", "TypeError", "AttributeError", "LookupError")
    named = str(outcome.exception_type) in outcome.line
    return named or not any(outcome.raised(accident) for accident in accidents)


def _check_good(preprocess: Function, table: np.ndarray) -> None:
    n = len(table)
    faint = table[:, 1:].max() == 1
    example = FAINT_TABLE_EXAMPLE if faint else PREPROCESS_EXAMPLE
    example = example.replace("np.uint8", f"np.{table.dtype.name}")
    preprocess = preprocess.with_mistakes(_exceptions(n), example)
    outcome = preprocess.try_call(table)
    if outcome.exception_type is not None:
        if _on_purpose(outcome):
            _explain_refusal(preprocess, table, outcome)
        preprocess.fail_with_exception(outcome, (table,))
    images, labels = _two_results(outcome.value, example)
    images = expect.array(images, what="images", example=example, finite=False)
    _explain_texts(labels, example)
    labels = expect.array(labels, what="labels", example=example)
    if images.ndim == 1 and labels.ndim > 1:
        shapes = f"The first result has shape {images.shape} and the second {labels.shape}"
        text = f"{shapes}; expected the images first, then the labels."
        fail("outputs-swapped", text, example)
    if images.shape[1:] == (785,):
        text = f"images has shape {images.shape}; expected {(n, 28, 28, 1)}."
        fail("label-among-pixels", text, example)
    pixels = table[:, 1:].reshape(n, 28, 28, 1)
    explain_number(images, pixels / 255, "images", ROWS_EXAMPLE)
    explain_shape(images, n, "images", example)
    _explain_labels(labels, table, example)
    _explain_rows(images, pixels, table, example)

    def ask(other: np.ndarray) -> np.ndarray | None:
        rows = np.concatenate([np.arange(len(other))[:, None], other.reshape(-1, 784)], axis=1)
        value = preprocess.try_call(rows.astype(table.dtype)).value
        got: Any = value[0] if isinstance(value, (tuple, list)) and len(value) == 2 else None
        return np.asarray(got) if np.shape(got) == other.shape else None

    explain_scale(images, pixels, "images", example, ask)
    expect.array(images, what="images", example=example)
    if images.dtype != np.float32:
        text = f"images has dtype {images.dtype} for a table of {table.dtype}; expected float32."
        fail("not-float32", text, example)


def _two_results(value: object, example: str) -> tuple[object, object]:
    """Images and labels; a single array, a dictionary or three results are explained."""
    expected = "expected two results, `return images, labels`"
    if isinstance(value, np.ndarray) and value.ndim > 2:
        text = f"preprocess(table) is one array of shape {value.shape}; {expected}."
        fail("two-results", text, example)
    if isinstance(value, dict):
        fail("two-results", f"preprocess(table) is a dictionary; {expected}.", example)
    if isinstance(value, (tuple, list)) and len(value) != 2:
        fail("two-results", f"preprocess(table) gives {len(value)} results; {expected}.", example)
    images, labels = expect.tuple_of(value, 2, "preprocess(table)", example)
    return images, labels


def _explain_refusal(preprocess: Function, table: np.ndarray, outcome: CallResult) -> None:
    """Fail with the good table that was refused, and with one that is accepted."""
    labels, pixels = table[:, 0], table[:, 1:]
    text = (
        f"A table of {len(table)} rows, {table.dtype}, labels {labels.min()} to {labels.max()}, "
        f"pixels {pixels.min()} to {pixels.max()}, raised {outcome.exception_type}"
        f"{f' ({outcome.message:.80})' if outcome.message else ''}; expected images and labels."
    )
    others = [
        ("pixels from 1 to 254 and labels from 1 to 8", np.clip(table, 1, [8] + [254] * 784)),
        ("pixels from 0 to 9 and labels from 0 to 9", np.minimum(table, 9)),
        ("the type uint8", table.astype(np.uint8)),
        ("the type int64", table.astype(np.int64)),
        ("every label from 0 to 9", np.concatenate([table, _all_classes(table.dtype)])),
        ("785 rows", np.resize(table, (785, 785))),
        ("784 columns", table[:, :784]),
    ]
    for what, other in others:
        try:
            same = (
                other.shape == table.shape and other.dtype == table.dtype and (other == table).all()
            )
            is_accepted = not same and not preprocess.try_call(other).exception_type
        except CheckFailedError:
            continue
        if is_accepted:
            text += f" One with {what} is accepted."
            break
    fail("rejects-good-table", text + outcome.place, _good_example(table))


def _all_classes(dtype: np.dtype) -> np.ndarray:
    rows = np.zeros((10, 785), dtype=dtype)
    rows[:, 0] = np.arange(10)
    rows[:, 1:257] = np.arange(256)
    return rows


def _explain_rows(images: np.ndarray, pixels: np.ndarray, table: np.ndarray, example: str) -> None:
    """Pixels of the right images in the wrong places, or the right places in other rows."""
    wanted = pixels / 255
    if allclose_same_shape(images, wanted, 1e-4):
        return
    too_far = "Every pixel is one place too far; expected pixel1 at (0, 0)."
    mistakes = (
        Mistake(
            "pixels-transposed",
            wanted.transpose(0, 2, 1, 3),
            "In every image rows and columns are exchanged.",
        ),
        Mistake("label-among-pixels", table[:, :-1].reshape(wanted.shape) / 255, too_far),
    )
    match_known_mistake(images, wanted, mistakes, example, tolerance=1e-4)
    rows = [{image.round(4).tobytes() for image in a.astype(np.float32)} for a in (images, wanted)]
    if len(wanted) > 1 and rows[0] == rows[1]:
        reordered = "The images are all there, in another order than the rows of the table"
        fail("rows-reordered", f"{reordered}; expected the table's order.", ROWS_EXAMPLE)
    got_sorted, sorted_pixels = (np.sort(a, axis=None).astype(np.float32) for a in (images, wanted))
    if np.array_equal(got_sorted, sorted_pixels):
        pair = difference(images, wanted, "Pixel", 1e-4)
        fail("pixels-scrambled", f"{pair}: the values are all there, in other places.", example)


def _explain_texts(labels: object, example: str) -> None:
    items = labels if isinstance(labels, (list, tuple)) else np.ravel(np.asarray(labels)).tolist()
    if any(isinstance(item, str) for item in items):
        text = f"labels holds texts such as {next(i for i in items if isinstance(i, str))!r:.40}"
        fail("labels-as-names", f"{text}; expected the class numbers.", example)


def _explain_labels(labels: np.ndarray, table: np.ndarray, example: str) -> None:
    n, wanted, last = len(table), table[:, 0].astype(np.int64), table[:, -1]
    shape = f"labels has shape {labels.shape}; expected {(n,)}"
    if n > 1 and labels.shape == (n, 10):
        fail("labels-one-hot", f"{shape}: one class number for each image.", example)
    if n > 1 and labels.shape in ((n, 1), (1, n)):
        fail("labels-as-column", f"{shape}.", example)
    if n > 1 and labels.shape == (785,) and allclose_same_shape(labels, table[0], 0):
        text = f"{shape}. It is the first row of the table, not its first column."
        fail("row-for-column", text, example)
    if allclose_same_shape(labels, np.unique(wanted), 0) and len(labels) < n:
        text = f"{shape}. Each class is there once; expected a label for each image."
        fail("classes-for-labels", text, ROWS_EXAMPLE)
    expect.array(labels, shape=(n,), what="labels", example=example)
    pair = f"labels is {labels[:4].round(3).tolist()}; expected {wanted[:4].tolist()}"
    mistakes = [
        Mistake("labels-divided-too", wanted / 255, f"{pair}: labels name classes."),
        Mistake("labels-divided-too", wanted // 255, f"{pair}: labels name classes."),
        Mistake("label-read-as-last-column", last, f"{pair}: the first column."),
        Mistake("label-read-as-last-column", last / 255, f"{pair}: the first column."),
    ]
    if allclose_same_shape(np.sort(labels), np.sort(wanted), 0):
        mistakes.append(Mistake("rows-reordered", labels, f"{pair}: in the order of the table."))
    example_of_rows = ROWS_EXAMPLE if len(mistakes) > 4 else example
    expect.answer(
        labels,
        wanted,
        mistakes,
        what="labels",
        code="labels-wrong",
        tolerance=1e-5,
        example=example_of_rows,
    )
    if labels.dtype.kind not in "iu":
        text = f"labels has dtype {labels.dtype}; expected an integer type."
        fail("labels-not-integers", text, example)


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
    ):
        good = _table(rng, 5, dtype)
        table = good.copy()
        table[row, column] = bad
        kind = PIXEL if column else LABEL
        text = f"A table with a {kind.name} of {bad} ({table.dtype.name})"
        example = _bad_example(table.dtype.name, f"small[1, {column}] = {bad}")
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
    preprocess = preprocess.with_mistakes(_exceptions(len(table)), example)
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
        if not _on_purpose(outcome):
            preprocess.fail_with_exception(outcome, (table,))
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


def _explain_width(preprocess: Function, columns: int, text: str, example: str) -> None:
    refused = {}
    for other in (784, 786):
        outcome = preprocess.try_call(np.zeros((2, other), dtype=np.uint8))
        refused[other] = outcome.exception_type is not None and _on_purpose(outcome)
    start = f"{text} was accepted; expected ValueError."
    if columns == 786 and refused[784]:
        start += " One of 784 columns is refused: too many columns are as wrong as too few."
    elif columns == 1569 and not refused[784]:
        start += (
            " Tables of 784 and 786 columns end in an error, but not in one that your function "
            "raises: `reshape` could not make images of their pixels."
        )
    fail("width-not-checked", start, example)
