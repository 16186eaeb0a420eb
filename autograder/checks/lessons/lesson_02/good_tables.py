"""Good tables of lesson 02: what ``preprocess`` makes of one, and why it may refuse it."""

from __future__ import annotations

import re
from typing import Any, NoReturn

import numpy as np

from autograder.checks import Function, expect, fail
from autograder.checks.calls import CallResult
from autograder.checks.lessons.lesson_02.images import explain_number, explain_shape
from autograder.checks.lessons.lesson_02.scale import explain_scale
from autograder.checks.lessons.lesson_02.table_exceptions import raised_on_purpose, table_mistakes
from autograder.checks.mistakes import (
    Mistake,
    allclose_same_shape,
    difference,
    match_known_mistake,
)

PREPROCESS_EXAMPLE = """\
small = np.zeros((2, 785), dtype=np.uint8)
small[:, 0] = [7, 3]
small[0, 2] = 51
small[1, 2] = 204
images, labels = preprocess(small)
images = np.asarray(images)
images.shape, images.dtype, images.ravel()[1::784], labels
# expected (2, 28, 28, 1), float32, [0.2, 0.8] and [7, 3]"""
FAINT_TABLE_EXAMPLE = """\
small = np.zeros((2, 785), dtype=np.uint8)
small[:, 0] = [7, 3]
small[:, 2] = 1
images, labels = preprocess(small)
np.asarray(images)[:, 0, :2, 0]  # [0, 0.00392157], twice"""
EVERY_TABLE_EXAMPLE = """\
small = (np.arange(2 * 785) % 256).reshape(2, 785).astype(np.uint8)
small[:, 0] = [7, 3]
images, labels = preprocess(small)
wrong = np.abs(np.asarray(images).reshape(2, 784) * 255 - small[:, 1:]) > 0.1
wrong.sum(), np.argwhere(wrong)[:3]  # 0 pixels are wrong; else row and pixel of the first"""
ROWS_EXAMPLE = """\
small = np.zeros((5, 785), dtype=np.uint8)
small[:, 0] = [7, 3, 5, 1, 0]
small[:, 1] = [51, 255, 102, 204, 153]
images, labels = preprocess(small)
np.asarray(images).ravel()[::784], labels  # [0.2, 1, 0.4, 0.8, 0.6], [7, 3, 5, 1, 0]"""

ONE_ROW_EXAMPLE = """\
images, labels = preprocess(np.zeros((1, 785), dtype=np.uint8))
np.shape(images), np.shape(labels)  # (1, 28, 28, 1) and (1,)"""


def _good_example(table: np.ndarray) -> str:
    """A table of the same type and ranges, so that a test that is too strict refuses it too."""
    labels, pixels = table[:, 0], table[:, 1:]
    return (
        f"small = np.full((2, 785), {pixels.min()}, dtype=np.{table.dtype.name})\n"
        f"small[:, 0] = [{labels.min()}, {labels.max()}]\n"
        f"small[:, 784] = {pixels.max()}\n"
        "images, labels = preprocess(small)  # expected: no error"
    )


def check_good_table(preprocess: Function, table: np.ndarray) -> None:
    """Fail unless a good table gives its images and labels."""
    n = len(table)
    faint = table[:, 1:].max() == 1
    example = FAINT_TABLE_EXAMPLE if faint else PREPROCESS_EXAMPLE
    example = example.replace("np.uint8", f"np.{table.dtype.name}")
    preprocess = preprocess.with_mistakes(table_mistakes(n), example)
    outcome = preprocess.try_call(table)
    if outcome.exception_type is not None:
        if raised_on_purpose(outcome):
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
        value = preprocess.ask(rows.astype(table.dtype)).value
        got: Any = value[0] if isinstance(value, (tuple, list)) and len(value) == 2 else None
        return np.asarray(got) if np.shape(got) == other.shape else None

    explain_scale(images, pixels, "images", example, ask, (EVERY_TABLE_EXAMPLE, PREPROCESS_EXAMPLE))
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


def _explain_refusal(preprocess: Function, table: np.ndarray, outcome: CallResult) -> NoReturn:
    """Fail with the good table that was refused, and with another that gets past the same line."""
    labels, pixels = table[:, 0], table[:, 1:]
    raised = f" ({outcome.message:.80})" if outcome.message else ""
    text = (
        f"A table of {len(table)} rows, {table.dtype}, labels {labels.min()} to {labels.max()}, "
        f"pixels {pixels.min()} to {pixels.max()}, raised {outcome.exception_type}{raised}; "
        f"expected images and labels.{outcome.place}"
    )
    wide = np.hstack([table, table[:, :1]])
    others = [
        ("with pixels from 1 to 254 and labels from 1 to 8", np.clip(table, 1, [8] + [254] * 784)),
        ("with pixels and labels from 0 to 9", np.minimum(table, 9)),
        ("of the type uint8", table.astype(np.uint8)),
        ("of the type int64", table.astype(np.int64)),
        ("with every label from 0 to 9", np.concatenate([table, _all_classes(table.dtype)])),
        ("with 785 rows", np.resize(table, (785, 785))),
        ("of 784 and one of 786 columns", table[:, :784]),
        ("of 784 columns", table[:, :784]),
        ("of 786 columns", wide),
        ("with bad pixels and bad labels", np.full((4, 785), 300)),
    ]
    found = ""
    for what, other in others:
        is_same = other.shape == table.shape and other.dtype == table.dtype
        if is_same and (other == table).all():
            continue
        passes = _gets_past(preprocess, other, outcome)
        if "one of 786" in what:
            passes = passes and _gets_past(preprocess, wide, outcome)
        if passes:
            found = f"One {what} gets past this line."
            break
    if not found:
        text += " No other table that was tried gets past this line."
        fail("rejects-every-table", text, _good_example(table))
    if "labels from 0 to 9 gets" in found:
        _explain_pixel_as_label(preprocess, np.minimum(table, 9), outcome, f"{text} {found}")
    fail("rejects-good-table", f"{text} {found}", _good_example(table))


def _explain_pixel_as_label(
    preprocess: Function, small: np.ndarray, refusal: CallResult, text: str
) -> None:
    """Fail when a single bright pixel in a table of small numbers is enough for the refusal."""
    places = [(row, column) for row in (0, len(small) - 1) for column in (1, 400, 784)]
    refused = []
    for row, column in places:
        other = small.copy()
        other[row, column] = 200
        if not _gets_past(preprocess, other, refusal):
            refused.append((row, column))
    if not refused:
        return
    row, column = refused[-1]
    only = ""
    if all(place[1] == 784 for place in refused):
        only = " in the last column, and in no other that was tried,"
    elif all(place[0] == 0 for place in refused):
        only = " in the first row, and in no other that was tried,"
    example = (
        f"small = np.zeros((2, 785), dtype=np.{small.dtype.name})\n"
        f"small[{min(row, 1)}, {column}] = 200\n"
        "images, labels = preprocess(small)  # expected: no error"
    )
    text += f" In that table a single pixel of 200{only} is refused, as only a label should be."
    fail("pixels-tested-as-labels", text, example)


def _gets_past(preprocess: Function, table: np.ndarray, refusal: CallResult) -> bool:
    """Whether a table is not refused by the line that refused another one."""
    outcome = preprocess.ask(table)
    if outcome.exception_type is None:
        return outcome.returned
    if outcome.line == refusal.line:
        return False
    # Another refusal may come from a line before this one.
    here, there = _line_of_cell(outcome), _line_of_cell(refusal)
    return not raised_on_purpose(outcome) or (there is not None and (here or 0) > there)


def _line_of_cell(outcome: CallResult) -> int | None:
    """The number of the line of ``preprocess`` that raised."""
    found = re.search(r"in line (\d+) of the cell, in `preprocess`", outcome.place)
    return int(found[1]) if found else None


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
    if n == 1 and labels.shape == ():
        text = "For a table of one row, labels is a single number without an axis; expected (1,)."
        fail("one-row-squeezed", text, ONE_ROW_EXAMPLE)
    expect.array(labels, shape=(n,), what="labels", example=example)
    shown = ", ".join(f"{label:.4g}" for label in labels[:4].tolist())
    pair = f"labels begins with {shown}; expected {str(wanted[:4].tolist())[1:-1]}"
    mistakes = [
        Mistake("labels-divided-too", wanted / 255, f"{pair}: labels name classes."),
        Mistake("labels-divided-too", wanted // 255, f"{pair}: labels name classes."),
        *(
            Mistake("labels-shifted", answer, f"{pair}: each is 1 too {how}.")
            for by, how in ((-1, "small"), (1, "large"))
            for answer in (wanted + by, (wanted + by).astype(table.dtype))
        ),
        Mistake("label-read-as-last-column", last, f"{pair}: the first column."),
        Mistake("label-read-as-last-column", last / 255, f"{pair}: the first column."),
    ]
    if allclose_same_shape(np.sort(labels), np.sort(wanted), 0):
        mistakes.append(Mistake("rows-reordered", labels, f"{pair}: in the order of the table."))
    example_of_rows = ROWS_EXAMPLE if mistakes[-1].code == "rows-reordered" else example
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
