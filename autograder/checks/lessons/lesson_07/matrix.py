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
from autograder.checks.mistakes import Mistake, allclose_same_shape, match_known_mistake

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


@graded(
    points=3,
    statement="`confusion_matrix` counts true class (row) by guessed class (column), (10, 10).",
    codes=(
        "matrix-transposed",
        "absent-class-left-out",
        "eleven-classes-in-matrix",
        "repeated-pairs-lost",
        "shares-for-matrix",
        "errors-only",
        "hits-only",
        "class-order-changed",
        "classes-from-one-in-matrix",
        "counts-overflow",
        "one-class-skipped",
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
        given = y_true.astype(types[0]), y_pred.astype(types[1])
        wanted = np.zeros((10, 10), dtype=np.int64)
        np.add.at(wanted, (y_true, y_pred), 1)
        if absent and confusion_matrix.try_call(*given).raised("IndexError"):
            fail(
                "absent-class-left-out",
                f"When only {len(classes)} of the ten classes occur, your code raised IndexError: "
                "it has no row for the highest of them. Expected (10, 10) always.",
                SHAPE_EXAMPLE,
            )
        got = expect.array(
            require_repeatable(confusion_matrix, *given, example=MATRIX_EXAMPLE),
            what="confusion_matrix(y_true, y_pred)",
            example=MATRIX_EXAMPLE,
        )
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
        fail(
            "eleven-classes-in-matrix",
            "the matrix has shape (11, 11); expected (10, 10).",
            SHAPE_EXAMPLE,
        )
    if classes < 10 and got.ndim == 2 and max(got.shape) < 10:
        fail(
            "absent-class-left-out",
            f"the matrix has shape {got.shape} when some classes do not occur; expected (10, 10).",
            SHAPE_EXAMPLE,
        )
    expect.array(
        got,
        shape=(10, 10),
        what="confusion_matrix(y_true, y_pred)",
        example=MATRIX_EXAMPLE,
        finite=False,
    )
    if allclose_same_shape(got, wanted, 1e-9):
        return
    # One cell that differs, as the words of the message.
    cell = tuple(int(i) for i in np.argwhere(~np.isclose(got, wanted, equal_nan=True))[0])
    pair = f"the cell at {cell} is {got[cell]:.4g}; expected {wanted[cell]}"
    match_known_mistake(got, wanted, _matrix_mistakes(wanted, pair), MATRIX_EXAMPLE, 1e-6)
    match_known_mistake(got, wanted, _overflow_mistakes(wanted, pair), MANY_EXAMPLE, 1e-6)
    match_known_mistake(got, wanted, _skipping_mistakes(wanted, pair), ALL_CLASSES_EXAMPLE)


def _matrix_mistakes(wanted: np.ndarray, pair: str) -> list[Mistake]:
    """``pair`` is the beginning of each sentence: one cell, and what was expected there."""
    diagonal = np.diag(wanted.diagonal())
    names = _alphabetical()
    with np.errstate(all="ignore"):
        shares = [
            wanted / wanted.sum(axis=1, keepdims=True),
            wanted / wanted.sum(axis=0, keepdims=True),
            wanted / wanted.sum(),
        ]
    shares += [np.nan_to_num(share) for share in shares]
    down = np.zeros_like(wanted)
    down[1:, 1:] = wanted[:-1, :-1]
    up = np.zeros_like(wanted)
    up[:-1, :-1] = wanted[1:, 1:]
    return [
        Mistake("matrix-transposed", wanted.T, f"{pair}. Rows and columns are exchanged."),
        Mistake("repeated-pairs-lost", (wanted > 0), f"{pair}. Every pair was counted once only."),
        *(Mistake("shares-for-matrix", each, f"{pair}: a count, not a share.") for each in shares),
        *(Mistake("shares-for-matrix", 100 * each, f"{pair}: a count.") for each in shares),
        Mistake("errors-only", wanted - diagonal, f"{pair}. The right guesses are missing."),
        Mistake("hits-only", diagonal, f"{pair}. Only the right guesses were counted."),
        Mistake(
            "class-order-changed",
            wanted[np.ix_(names, names)],
            f"{pair}. The classes are in alphabetical order; expected 0 to 9.",
        ),
        Mistake(
            "class-order-changed",
            wanted[::-1, ::-1],
            f"{pair}. The classes run from 9 to 0; expected 0 to 9.",
        ),
        Mistake("classes-from-one-in-matrix", down, f"{pair}. Class 0 belongs to row 0."),
        Mistake("classes-from-one-in-matrix", up, f"{pair}. Class 0 belongs to row 0."),
    ]


def _overflow_mistakes(wanted: np.ndarray, pair: str) -> list[Mistake]:
    return [
        Mistake("counts-overflow", wanted % 256, f"{pair}. Counts past 255 wrapped around."),
        Mistake(
            "counts-overflow",
            wanted.astype(np.uint8).astype(np.int8),
            f"{pair}. Counts past 127 wrapped around.",
        ),
        Mistake("counts-overflow", np.minimum(wanted, 255), f"{pair}. Counts stop at 255."),
    ]


def _skipping_mistakes(wanted: np.ndarray, pair: str) -> list[Mistake]:
    mistakes = []
    for skipped in (0, 9):
        without_row = wanted.copy()
        without_row[skipped, :] = 0
        without_both = without_row.copy()
        without_both[:, skipped] = 0
        mistakes += [
            Mistake("one-class-skipped", matrix, f"{pair}. Class {skipped} was not counted.")
            for matrix in (without_row, without_both)
        ]
    return mistakes


def _alphabetical() -> np.ndarray:
    from fmnist_lab.data import CLASS_NAMES

    return np.argsort(np.asarray(CLASS_NAMES))
