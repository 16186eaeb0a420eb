"""Check of lesson 02: images and labels out of a table that is validated first."""

from __future__ import annotations

import numpy as np

from autograder.checks import (
    CheckFailedError,
    Function,
    expect,
    fail,
    graded,
    require_dependence_on_input,
)
from autograder.checks.lessons.lesson_02.images import (
    SCALE_CODES,
    SHAPE_CODES,
    explain_scale,
    explain_shape,
)
from autograder.checks.mistakes import (
    IMPORT_CALL_SECONDS,
    Mistake,
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
images.shape, images.dtype, images[:, 0, 1, 0], labels
# expected (2, 28, 28, 1), float32, [0.2, 0.4] and [7, 3]"""
FAINT_TABLE_EXAMPLE = """\
small = np.zeros((2, 785), dtype=np.uint8)
small[:, 0] = [7, 3]
small[:, 2] = 1
images, labels = preprocess(small)
images[:, 0, :2, 0]  # [0, 0.00392157], twice"""
ROWS_EXAMPLE = """\
small = np.zeros((5, 785), dtype=np.uint8)
small[:, 0] = [7, 3, 5, 1, 0]
small[:, 1] = [51, 255, 102, 204, 153]
images, labels = preprocess(small)
images[:, 0, 0, 0], labels  # [0.2, 1, 0.4, 0.8, 0.6], [7, 3, 5, 1, 0]"""


@graded(
    points=5,
    statement="`preprocess` makes images and labels of a good table, `ValueError` of a bad one.",
    codes=(
        "outputs-swapped",
        "label-among-pixels",
        "label-read-as-last-column",
        *SHAPE_CODES,
        "pixels-transposed",
        "pixels-scrambled",
        *SCALE_CODES,
        "not-float32",
        "labels-divided-too",
        "labels-one-hot",
        "labels-as-column",
        "labels-not-integers",
        "labels-wrong",
        "rows-reordered",
        "ignores-its-argument",
        "rejects-good-table",
        "bad-table-accepted",
        "checked-after-the-cast",
        "all-for-any",
        "width-not-checked",
        "printed-not-raised",
        "wrong-kind-of-error",
    ),
)
def check_preprocess(preprocess: Function, rng: np.random.Generator) -> None:
    """Good tables of several integer dtypes and unusual contents, then one fault at a time."""
    preprocess = preprocess.with_deadline(IMPORT_CALL_SECONDS)
    require_dependence_on_input(
        preprocess, (_table(rng, 4, np.uint8),), (_table(rng, 4, np.uint8),), PREPROCESS_EXAMPLE
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


# Words of NumPy's own ValueErrors, which are about a line of code and not about the table
OF_NUMPY = ("reshape", "truth value", "broadcast")


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


def _check_good(preprocess: Function, table: np.ndarray) -> None:
    n = len(table)
    faint = table[:, 1:].max() == 1
    example = FAINT_TABLE_EXAMPLE if faint else PREPROCESS_EXAMPLE
    example = example.replace("np.uint8", f"np.{table.dtype.name}")
    table_text = (
        f"A table of {n} rows, {table.dtype}, labels {table[:, 0].min()} to "
        f"{table[:, 0].max()}, pixels {table[:, 1:].min()} to {table[:, 1:].max()}"
    )
    outcome = preprocess.try_call(table)
    if outcome.raised("ValueError") and not any(w in outcome.message for w in OF_NUMPY):
        text = (
            f"{table_text}, raised ValueError ({outcome.message:.80}); expected images and labels."
        )
        fail("rejects-good-table", text, _good_example(table))
    if outcome.exception_type is not None and "same_kind" in outcome.message:
        text = (
            f"preprocess(table) raised {outcome.exception_type}: fractions do not fit into an "
            "array of integers; expected a new array."
        )
        fail("in-place-on-uint8", text, example)
    images, labels = expect.tuple_of(preprocess(table), 2, "preprocess(table)", example)
    images = expect.array(images, what="images", example=example, finite=False)
    labels = expect.array(labels, what="labels", example=example)
    if images.ndim == 1 and labels.ndim > 1:
        shapes = f"The first result has shape {images.shape} and the second {labels.shape}"
        text = f"{shapes}; expected the images first, then the labels."
        fail("outputs-swapped", text, example)
    if images.shape[1:] == (785,):
        text = f"images has shape {images.shape}; expected {(n, 28, 28, 1)}."
        fail("label-among-pixels", text, example)
    explain_shape(images, n, "images", example)
    _explain_labels(labels, table, example)
    pixels = table[:, 1:].reshape(n, 28, 28, 1)
    _explain_rows(images, pixels, table, example)
    explain_scale(images, pixels, "images", example)
    expect.array(images, what="images", example=example)
    if images.dtype != np.float32:
        text = f"images has dtype {images.dtype} for a table of {table.dtype}; expected float32."
        fail("not-float32", text, example)


def _explain_rows(images: np.ndarray, pixels: np.ndarray, table: np.ndarray, example: str) -> None:
    """Pixels of the right images in the wrong places, or the right places in other rows."""
    wanted = pixels / 255
    if allclose_same_shape(images, wanted, 1e-4):
        return
    turned = wanted.transpose(0, 2, 1, 3)
    shifted = table[:, :-1].reshape(wanted.shape) / 255
    too_far = "Every pixel is one place too far; expected pixel1 at (0, 0)."
    mistakes = (
        Mistake("pixels-transposed", turned, "In every image rows and columns are exchanged."),
        Mistake("label-among-pixels", shifted, too_far),
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


def _explain_labels(labels: np.ndarray, table: np.ndarray, example: str) -> None:
    n, wanted, last = len(table), table[:, 0].astype(np.int64), table[:, -1]
    shape = f"labels has shape {labels.shape}; expected {(n,)}"
    if n > 1 and labels.shape == (n, 10):
        fail("labels-one-hot", f"{shape}: one class number an image.", example)
    if n > 1 and labels.shape in ((n, 1), (1, n)):
        fail("labels-as-column", f"{shape}.", example)
    expect.array(labels, shape=(n,), what="labels", example=example)
    pair = f"labels is {labels[:4].round(3).tolist()}; expected {wanted[:4].tolist()}"
    if not allclose_same_shape(labels, wanted, 0):
        mistakes = (
            Mistake("labels-divided-too", wanted / 255, f"{pair}: labels name classes."),
            Mistake("labels-divided-too", wanted // 255, f"{pair}: labels name classes."),
            Mistake("label-read-as-last-column", last, f"{pair}: the first column."),
            Mistake("label-read-as-last-column", last / 255, f"{pair}: the first column."),
        )
        match_known_mistake(labels, wanted, mistakes, example)
        if allclose_same_shape(np.sort(labels), np.sort(wanted), 0):
            fail("rows-reordered", f"{pair}: in the order of the table.", ROWS_EXAMPLE)
        fail("labels-wrong", f"{pair}.", example)
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
        _must_raise(preprocess, table, f"A table of {columns} columns", example)
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
        table = _table(rng, 5, dtype)
        table[row, column] = bad
        name = "label" if column == 0 else "pixel"
        table_text = f"A table with a {name} of {bad} ({table.dtype.name})"
        example = _bad_example(table.dtype.name, f"small[1, {column}] = {bad}")
        _must_raise(preprocess, table, table_text, example, bad_place=(row, column))


def _must_raise(
    preprocess: Function,
    table: np.ndarray,
    table_text: str,
    example: str,
    bad_place: tuple[int, int] | None = None,
) -> None:
    """Fail unless the table raises ValueError: for its width, or for the value at ``bad_place``."""
    try:
        outcome = preprocess.try_call(table)
    except CheckFailedError as failure:
        if failure.code != "cannot-cross":
            raise
        # The rest of the sentence is advice about results.
        returned = failure.observed.partition(";")[0]
        nothing = f"{table_text} raised nothing. {returned.rstrip('.')}"
        text = f"{nothing}; expected ValueError to be raised."
        fail("printed-not-raised", text, example)
    if outcome.raised("ValueError"):
        return
    if outcome.exception_type is not None:
        text = f"{table_text} raised {outcome.exception_type}; expected ValueError."
        fail("wrong-kind-of-error", text, example)
    if outcome.value is None or isinstance(outcome.value, str):
        value = f"{outcome.value!r:.40}"
        text = f"{table_text} gave {value} and no error; expected ValueError to be raised."
        fail("printed-not-raised", text, example)
    if bad_place is None:
        fail("width-not-checked", f"{table_text} was accepted; expected ValueError.", example)
    bad, columns = table[bad_place], slice(1, None) if bad_place[1] else 0
    everywhere, one_row = table.copy(), table.copy()
    everywhere[:, columns] = bad
    one_row[0, columns] = bad
    if _refused(preprocess, everywhere) and not _refused(preprocess, one_row):
        text = (
            f"{table_text} in one place was accepted, though the same value everywhere is refused; "
            "expected ValueError for a single bad value."
        )
        fail("all-for-any", text, example)
    if _wrapped(outcome.value, table, bad_place):
        remainder = f"{int(bad) % 256}{' / 255' if bad_place[1] else ''}"
        text = f"{table_text} was accepted and the bad value came out as {remainder}"
        fail("checked-after-the-cast", f"{text}; expected ValueError.", example)
    fail("bad-table-accepted", f"{table_text} was accepted; expected ValueError.", example)


def _refused(preprocess: Function, table: np.ndarray) -> bool:
    return preprocess.try_call(table).raised("ValueError")


def _wrapped(value: object, table: np.ndarray, place: tuple[int, int]) -> bool:
    """Whether the value at ``place`` came out as its remainder in uint8."""
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        return False
    row, column = place
    remainder = int(table[place]) % 256
    try:
        if column == 0:
            return int(table[place]) != remainder == int(np.asarray(value[1])[row])
        pixel = float(np.asarray(value[0]).reshape(len(table), 784)[row, column - 1])
    except (ValueError, TypeError, IndexError):
        return False
    return bool(abs(pixel - remainder / 255) < 1e-6)
