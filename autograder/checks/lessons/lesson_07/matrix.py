"""Check of lesson 07: the confusion matrix."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks import (
    Function,
    expect,
    fail,
    graded,
    require_dependence_on_input,
    require_repeatable,
)
from autograder.checks.lessons.lesson_07.matrix_mistakes import (
    EXCEPTIONS,
    MATRIX_MISTAKES,
    OVERFLOW_MISTAKES,
    counts_of,
    first_images,
)
from autograder.checks.mistakes import (
    Mistake,
    Raises,
    allclose_same_shape,
    codes_of,
    fail_with,
    find_mistakes,
)
from autograder.checks.values import same

CALL = "confusion_matrix(y_true, y_pred)"
MATRIX_EXAMPLE = """\
matrix = confusion_matrix(np.array([0, 0, 0, 3]), np.array([0, 6, 6, 3]))
np.asarray(matrix)[:4, :7]
# expected row 0: [1, 0, 0, 0, 0, 0, 2], row 3: [0, 0, 0, 1, 0, 0, 0], and zeros between"""
SHAPE_EXAMPLE = (
    "np.shape(confusion_matrix(np.array([0, 3]), np.array([0, 3])))  # expected (10, 10)"
)
ABSENT_EXAMPLE = """\
matrix = confusion_matrix(np.array([0, 3]), np.array([0, 3]))
np.asarray(matrix).diagonal()  # expected 1 for class 0 and class 3, and 0 for the others"""
ALL_CLASSES_EXAMPLE = """\
everything = np.arange(10)
np.diagonal(confusion_matrix(everything, everything))  # expected ten times 1"""
MANY_EXAMPLE = """\
zeros = np.zeros(300, dtype=int)
confusion_matrix(zeros, zeros)[0][0]  # expected 300"""
ELEVEN = "eleven-classes-in-matrix"


def _all_classes_work(function: Any) -> bool:
    """Whether 300 images in which every class occurs raise nothing."""
    labels = np.arange(300) % 10
    return bool(function.ask(labels, labels).returned)


ABSENT_RAISES = Mistake(
    "absent-class-left-out",
    Raises(("IndexError", "KeyError", "ValueError"), asks=_all_classes_work),
    "It works when all ten classes occur, and stops when some do not. Expected (10, 10) always",
)


@graded(
    points=2,
    statement="`confusion_matrix` counts true class (row) by guessed class (column), (10, 10).",
    codes=(
        "absent-class-left-out",
        ELEVEN,
        *codes_of((*MATRIX_MISTAKES, *OVERFLOW_MISTAKES)),
        *codes_of(mistake for mistake in EXCEPTIONS),
        "counts-kept-between-calls",
        "one-argument-unused",
        "several-cells-for-an-image",
        "matrix-wrong",
    ),
)
def check_confusion_matrix(confusion_matrix: Function, rng: np.random.Generator) -> None:
    """All classes with lopsided errors; some absent; many images; other integer types."""
    function = confusion_matrix.with_mistakes(EXCEPTIONS, ALL_CLASSES_EXAMPLE)
    for absent, images, types in (
        ((), 400, (np.int64, np.int64)),
        ((4, 9), 300, (np.uint8, np.int64)),
        ((), 7000, (np.uint8, np.uint8)),
        (tuple(range(1, 10)), 12, (np.int64, np.int32)),
    ):
        y_true, y_pred = _labels(absent, images, rng)
        arguments = y_true.astype(types[0]), y_pred.astype(types[1])
        if absent:
            function = confusion_matrix.with_mistakes((*EXCEPTIONS, ABSENT_RAISES), SHAPE_EXAMPLE)
        answer = _repeated(function, arguments)
        got = expect.array(answer, what=CALL, example=MATRIX_EXAMPLE, finite=False)
        if not allclose_same_shape(got, counts_of(*arguments), 1e-9):
            _explain_matrix(function, got, arguments, 10 - len(absent))


def _repeated(function: Function, inputs: tuple[np.ndarray, np.ndarray]) -> Any:
    """The answer of two calls, which must be the same."""
    first, second = function(*inputs), function.try_call(*inputs).value
    if same(first, second):
        return first
    before, after = _table(first), _table(second)
    grown = None if before is None or after is None else after - before
    if grown is not None and np.array_equal(grown, counts_of(*inputs)):
        fail(
            "counts-kept-between-calls",
            f"Two calls with the same {len(inputs[0])} images gave different matrices: in the "
            f"second one the sum of all cells is larger by {grown.sum():g}.",
            MATRIX_EXAMPLE,
        )
    return require_repeatable(function, *inputs, example=MATRIX_EXAMPLE)


def _table(value: object) -> np.ndarray | None:
    """The student's result as an array (10, 10), where it is one."""
    try:
        table = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        return None
    return table if table.shape == (10, 10) else None


def _labels(
    absent: tuple[int, ...], images: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """True classes and guesses: more errors one way than the other, and every class in a pair.

    The first and the last image are guessed wrong, and in different ways.
    """
    classes = [k for k in range(10) if k not in absent]
    y_true = rng.choice(classes, size=images)
    y_pred = np.where(rng.random(images) < 0.6, y_true, rng.choice(classes, size=images))
    y_pred = np.where((y_true == classes[0]) & (rng.random(images) < 0.5), classes[-1], y_pred)
    y_true[1 : len(classes) + 1] = y_pred[1 : len(classes) + 1] = classes
    if len(classes) > 3:
        y_true[0], y_pred[0], y_true[-1], y_pred[-1] = rng.choice(classes[1:], 4, replace=False)
    return y_true, y_pred


def _explain_matrix(
    function: Function, got: np.ndarray, inputs: tuple[np.ndarray, np.ndarray], classes: int
) -> None:
    wanted = counts_of(*inputs)
    if got.shape == (11, 11):
        fail(ELEVEN, "the matrix has shape (11, 11); expected (10, 10).", SHAPE_EXAMPLE)
    if classes < 10 and got.ndim == 2 and min(got.shape) < 10:
        # With all ten classes it had the right shape.
        fail(
            "absent-class-left-out",
            f"the matrix has shape {got.shape} when only {classes} of the classes occur; expected "
            "(10, 10) always, with zeros for the others.",
            SHAPE_EXAMPLE,
        )
    mistakes = (*MATRIX_MISTAKES, *OVERFLOW_MISTAKES, *first_images(got, len(inputs[0])))
    found = find_mistakes(got, wanted, mistakes, inputs, 1e-5)
    fail_with(found, _example_for(found), _seen(got, wanted))
    expect.array(got, shape=(10, 10), what=CALL, example=MATRIX_EXAMPLE, finite=False)
    if classes < 10:
        message = f"{_seen(got, wanted)} It is right when all ten classes occur; here some do not."
        fail("absent-class-left-out", message, ABSENT_EXAMPLE)
    _require_dependence(function, inputs)
    _explain_single_images(function)
    expect.close(got, wanted, "the matrix", "matrix-wrong", MATRIX_EXAMPLE, tolerance=1e-9)


def _explain_single_images(function: Function) -> None:
    """Fail when one image alone changes more cells than its own."""
    nothing = _table(function.ask(np.array([], dtype=int), np.array([], dtype=int)).value)
    if nothing is not None and nothing.any():
        return
    for true, guess in ((3, 3), (2, 5), (5, 2)):
        table = _table(function.ask(np.array([true]), np.array([guess])).value)
        if table is None or np.count_nonzero(table) < 2:
            continue
        cells = [f"({row}, {column})" for row, column in np.argwhere(table)]
        shown = ", ".join(cells[:3]) + (" and so on" if len(cells) > 3 else "")
        fail(
            "several-cells-for-an-image",
            f"With one image alone, of class {true} and called {guess}, {len(cells)} cells are "
            f"not 0: {shown}. Expected a 1 in the cell ({true}, {guess}), and 0 elsewhere.",
            f"confusion_matrix(np.array([{true}]), np.array([{guess}]))",
        )


def _seen(got: np.ndarray, wanted: np.ndarray) -> str:
    """One cell that differs, or the shape, as a sentence."""
    if got.shape != wanted.shape:
        return f"the result has shape {got.shape}; expected {wanted.shape}."
    cell = tuple(int(i) for i in np.argwhere(~np.isclose(got, wanted, equal_nan=True))[0])
    return f"the cell at {cell} is {got[cell]:.4g}; expected {wanted[cell]}."


def _example_for(found: list[Mistake]) -> str:
    """The first example on which the mistake gives something else than the right matrix."""
    if not found:
        return ""
    for y_true, y_pred, shown, example in (
        (np.array([0, 0, 0, 3]), np.array([0, 6, 6, 3]), np.s_[:4, :7], MATRIX_EXAMPLE),
        (np.arange(10), np.arange(10), (np.arange(10), np.arange(10)), ALL_CLASSES_EXAMPLE),
        (np.zeros(300, dtype=int), np.zeros(300, dtype=int), (0, 0), MANY_EXAMPLE),
    ):
        answer, right = found[0].answer(y_true, y_pred), counts_of(y_true, y_pred)
        if answer.shape != right.shape:
            return SHAPE_EXAMPLE
        if not np.allclose(answer[shown], right[shown], equal_nan=True):
            return example
    return MATRIX_EXAMPLE


def _require_dependence(function: Function, inputs: tuple[np.ndarray, np.ndarray]) -> None:
    """Fail when the matrix stays the same with other true classes, or with other guesses."""
    y_true, y_pred = inputs
    other_true, other_pred = (y_true * 3 + 1) % 10, (y_pred * 7 + 2) % 10
    shorter = (other_true[: len(y_true) // 3], other_pred[: len(y_true) // 3])
    require_dependence_on_input(function, inputs, shorter, MATRIX_EXAMPLE)
    answer = function(*inputs)
    for changed, name in (((other_true, y_pred), "y_true"), ((y_true, other_pred), "y_pred")):
        if np.array_equal(function(*changed), answer):
            fail(
                "one-argument-unused",
                f"With another `{name}`, and nothing else changed, the matrix stayed the same.",
                MATRIX_EXAMPLE,
            )
