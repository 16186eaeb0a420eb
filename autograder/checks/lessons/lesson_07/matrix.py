"""Check of lesson 07: the confusion matrix."""

from __future__ import annotations

import numpy as np

from autograder.checks import (
    Function,
    expect,
    fail,
    graded,
    require_dependence_on_input,
    require_repeatable,
)
from autograder.checks.mistakes import (
    Mistake,
    allclose_same_shape,
    codes_of,
    fail_with,
    find_mistakes,
)

CALL = "confusion_matrix(y_true, y_pred)"
MATRIX_EXAMPLE = """\
confusion_matrix(np.array([0, 0, 0, 3]), np.array([0, 6, 6, 3]))[:4, :7]
# expected row 0: [1, 0, 0, 0, 0, 0, 2], row 3: [0, 0, 0, 1, 0, 0, 0], and zeros between"""
SHAPE_EXAMPLE = "confusion_matrix(np.array([0, 3]), np.array([0, 3])).shape  # expected (10, 10)"
ALL_CLASSES_EXAMPLE = (
    "confusion_matrix(np.arange(10), np.arange(10)).diagonal()  # expected ten times 1"
)
MANY_EXAMPLE = """\
zeros = np.zeros(300, dtype=int)
confusion_matrix(zeros, zeros)[0, 0]  # expected 300"""


def _shares(matrix: np.ndarray) -> list[np.ndarray]:
    """Counts as shares of their row, their column and the total; then with 0 in place of NaN."""
    rows, columns = matrix.sum(axis=1, keepdims=True), matrix.sum(axis=0, keepdims=True)
    shares = [matrix / rows, matrix / columns, matrix / matrix.sum()]
    return shares + [np.nan_to_num(share) for share in shares]


def _alphabetical(matrix: np.ndarray) -> np.ndarray:
    from fmnist_lab.data import CLASS_NAMES

    names = np.argsort(np.asarray(CLASS_NAMES))
    return np.asarray(matrix[np.ix_(names, names)])


def _without(matrix: np.ndarray, skipped: int) -> np.ndarray:
    """The matrix with zeros in the row of one class."""
    return np.where(np.arange(10)[:, np.newaxis] == skipped, 0, matrix)


# What a wrong count gives in place of the right matrix; each sentence begins with one cell of it.
MATRIX_MISTAKES = (
    Mistake("matrix-transposed", lambda m: m.T, ". Rows and columns are exchanged."),
    Mistake("repeated-pairs-lost", lambda m: m > 0, ". Every pair was counted once only."),
    *(
        Mistake("shares-for-matrix", lambda m, k=k: _shares(m)[k], ": a count, not a share.")
        for k in range(6)
    ),
    *(
        Mistake("shares-for-matrix", lambda m, k=k: 100 * _shares(m)[k], ": a count.")
        for k in range(6)
    ),
    Mistake("errors-only", lambda m: m - np.diag(m.diagonal()), ". The right guesses are missing."),
    Mistake("hits-only", lambda m: np.diag(m.diagonal()), ". Only the right guesses were counted."),
    Mistake(
        "class-order-changed",
        _alphabetical,
        ". The classes are in alphabetical order; expected 0 to 9.",
    ),
    Mistake(
        "class-order-changed",
        lambda m: m[::-1, ::-1],
        ". The classes run from 9 to 0; expected 0 to 9.",
    ),
    Mistake(
        "classes-from-one-in-matrix",
        lambda m: np.pad(m, ((1, 0), (1, 0)))[:-1, :-1],
        ". Class 0 belongs to row 0.",
    ),
    Mistake(
        "classes-from-one-in-matrix",
        lambda m: np.pad(m, ((0, 1), (0, 1)))[1:, 1:],
        ". Class 0 belongs to row 0.",
    ),
)
OVERFLOW_MISTAKES = (
    Mistake("counts-overflow", lambda m: m % 256, ". Counts past 255 wrapped around."),
    Mistake(
        "counts-overflow",
        lambda m: m.astype(np.uint8).astype(np.int8),
        ". Counts past 127 wrapped around.",
    ),
    Mistake("counts-overflow", lambda m: np.minimum(m, 255), ". Counts stop at 255."),
)
SKIPPING_MISTAKES = tuple(
    Mistake("one-class-skipped", matrix_without, f". Class {k} was not counted.")
    for k in (0, 9)
    for matrix_without in (
        lambda m, k=k: _without(m, k),
        lambda m, k=k: _without(_without(m, k).T, k).T,
    )
)


@graded(
    points=3,
    statement="`confusion_matrix` counts true class (row) by guessed class (column), (10, 10).",
    codes=(
        "absent-class-left-out",
        "eleven-classes-in-matrix",
        *codes_of((*MATRIX_MISTAKES, *OVERFLOW_MISTAKES, *SKIPPING_MISTAKES)),
        "matrix-wrong",
    ),
)
def check_confusion_matrix(confusion_matrix: Function, rng: np.random.Generator) -> None:
    """All classes with lopsided errors; some absent; many images; other integer types."""
    few = rng.permutation(np.repeat(np.arange(10), 2))  # every class, so that none is absent yet
    require_dependence_on_input(confusion_matrix, (few, few), (few, (few + 1) % 10), MATRIX_EXAMPLE)
    for absent, images, types in (
        ((), 400, (np.uint8, np.int64)),
        ((4, 9), 300, (np.int64, np.int64)),
        ((), 7000, (np.uint8, np.uint8)),
        (tuple(range(1, 10)), 12, (np.int64, np.int32)),
    ):
        classes = [k for k in range(10) if k not in absent]
        y_true = rng.choice(classes, size=images)
        y_pred = np.where(rng.random(images) < 0.6, y_true, rng.choice(classes, size=images))
        # More often one way than the other, and every class in at least one pair.
        y_pred = np.where((y_true == classes[0]) & (rng.random(images) < 0.5), classes[-1], y_pred)
        y_true[: len(classes)] = y_pred[: len(classes)] = classes
        arguments = y_true.astype(types[0]), y_pred.astype(types[1])
        wanted = np.zeros((10, 10), dtype=np.int64)
        np.add.at(wanted, (y_true, y_pred), 1)
        if absent and confusion_matrix.try_call(*arguments).raised("IndexError"):
            fail(
                "absent-class-left-out",
                f"When only {len(classes)} of the ten classes occur, your code raised IndexError: "
                "it has no row for the highest of them. Expected (10, 10) always.",
                SHAPE_EXAMPLE,
            )
        answer = require_repeatable(confusion_matrix, *arguments, example=MATRIX_EXAMPLE)
        got = expect.array(answer, what=CALL, example=MATRIX_EXAMPLE)
        _explain_matrix(got, wanted, len(classes))
        expect.close(got, wanted, "the matrix", "matrix-wrong", MATRIX_EXAMPLE, tolerance=1e-9)


def _explain_matrix(got: np.ndarray, wanted: np.ndarray, classes: int) -> None:
    if classes < 10 and got.shape == (classes, classes):
        fail(
            "absent-class-left-out",
            f"the matrix has shape {got.shape} when only {classes} of the classes occur; expected "
            "(10, 10) always, with zeros for the others.",
            SHAPE_EXAMPLE,
        )
    if got.shape == (11, 11):
        message = "the matrix has shape (11, 11); expected (10, 10)."
        fail("eleven-classes-in-matrix", message, SHAPE_EXAMPLE)
    if classes < 10 and got.ndim == 2 and max(got.shape) < 10:
        fail(
            "absent-class-left-out",
            f"the matrix has shape {got.shape} when some classes do not occur; expected (10, 10).",
            SHAPE_EXAMPLE,
        )
    expect.array(got, shape=(10, 10), what=CALL, example=MATRIX_EXAMPLE, finite=False)
    if allclose_same_shape(got, wanted, 1e-9):
        return
    # One cell that differs, as the words of the message.
    cell = tuple(int(i) for i in np.argwhere(~np.isclose(got, wanted, equal_nan=True))[0])
    pair = f"the cell at {cell} is {got[cell]:.4g}; expected {wanted[cell]}"
    for mistakes, example, tolerance in (
        (MATRIX_MISTAKES, MATRIX_EXAMPLE, 1e-6),
        (OVERFLOW_MISTAKES, MANY_EXAMPLE, 1e-6),
        (SKIPPING_MISTAKES, ALL_CLASSES_EXAMPLE, 1e-5),
    ):
        found = find_mistakes(got, wanted, mistakes, (wanted,), tolerance)
        fail_with(found, example, before=pair.rstrip())
