"""Check of lesson 07: the recall of each class."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_dependence_on_input
from autograder.checks.lessons.lesson_07.recall_mistakes import (
    EXCEPTIONS,
    RECALL_MISTAKES,
    recall_of,
)
from autograder.checks.mistakes import (
    Mistake,
    allclose_same_shape,
    codes_of,
    fail_with,
    find_mistakes,
)

CALL = "per_class_recall(matrix)"
RECALL_EXAMPLE = """\
matrix = np.zeros((10, 10), dtype=int)
matrix[2] = [0, 0, 6, 0, 3, 0, 0, 0, 0, 0]
matrix[4, 4] = 8
per_class_recall(matrix)  # expected 0.66666667 for class 2, 1 for class 4, NaN for the others"""
NEVER_FOUND_EXAMPLE = """\
matrix = 5 * np.eye(10, dtype=int)
matrix[2] = [0, 0, 0, 0, 3, 0, 0, 0, 0, 0]
per_class_recall(matrix)  # expected 0 for class 2 and 1 for the others"""
FULL_EXAMPLE = """\
matrix = 8 * np.eye(10, dtype=int)
matrix[2, 4], matrix[5, 6], matrix[9, 0], matrix[0, 9] = 4, 12, 8, 24
per_class_recall(matrix)
# expected 0.25, 1, 0.66666667, 1, 1, 0.4, 1, 1, 1, 0.5"""


@graded(
    points=2,
    statement="`per_class_recall` gives the share found of each class, NaN where a class is absent.",
    codes=(
        *codes_of((*RECALL_MISTAKES, *EXCEPTIONS)),
        "recall-averaged",
        "recall-rounded",
        "number-for-row-sum",
        "dict-for-recall",
        "text-for-nan",
        "nan-for-never-guessed",
        "nan-for-never-found",
        "absent-class-not-nan",
        "absent-class-dropped",
        "absent-class-raises",
        "all-nan-for-one-absent",
        "recall-wrong",
    ),
)
def check_per_class_recall(per_class_recall: Function, rng: np.random.Generator) -> None:
    """All classes present; two never guessed right; then one and two absent."""
    function = per_class_recall.with_mistakes(EXCEPTIONS, RECALL_EXAMPLE)
    full = _matrix(rng)
    _judge_full(function, full, rng)
    _judge_never_found(function, rng)
    for count in (1, 2):
        matrix = _matrix(rng)
        matrix[rng.choice(10, size=count, replace=False)] = 0
        _judge_absent(function, matrix)


def _matrix(rng: np.random.Generator) -> np.ndarray:
    """Counts of all ten classes, in which two classes have an error more often than a hit."""
    matrix = rng.integers(1, 30, size=(10, 10))
    matrix[np.diag_indices(10)] += rng.integers(20, 80, size=10)
    for true, guess in rng.choice(10, size=(2, 2), replace=False):
        matrix[true, guess] = matrix[true, true] + 30
    return matrix


def _judge_full(function: Function, matrix: np.ndarray, rng: np.random.Generator) -> None:
    """A matrix in which every class has images, so that each formula has one answer."""
    got = _numbers(function(matrix))
    wanted = recall_of(matrix)
    if allclose_same_shape(got, wanted, 1e-5):
        return
    found = find_mistakes(got, wanted, RECALL_MISTAKES, (matrix,), 1e-6)
    fail_with(found, _example_for(found), _seen(got, wanted))
    if got.size == 1:
        message = f"{CALL} is one number, {got.item():.4g}; expected ten, one for each class."
        fail("recall-averaged", message, RECALL_EXAMPLE)
    require_dependence_on_input(function, (matrix,), (_matrix(rng)[:, ::-1],), FULL_EXAMPLE)
    got = expect.array(got, shape=(10,), what=CALL, example=RECALL_EXAMPLE, finite=False)
    _explain_rounding(got, wanted)
    _explain_divisor(got, matrix)
    message = f"{_seen(got, wanted)} Expected the diagonal divided by the sum of the row, and this is something else."
    fail("recall-wrong", message, FULL_EXAMPLE)


def _numbers(value: object) -> np.ndarray:
    if isinstance(value, dict):
        fail(
            "dict-for-recall",
            f"{CALL} is a dict of {len(value)} items; expected an array of ten numbers.",
            RECALL_EXAMPLE,
        )
    _explain_texts(value)
    if isinstance(value, (list, tuple)):
        value = [np.nan if v is None else v for v in value]
    return expect.array(value, what=CALL, example=RECALL_EXAMPLE, finite=False)


def _explain_texts(value: object) -> None:
    """Fail for a result in which a text stands for a class without images."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "UO":
        value = value.ravel().tolist()
    if not isinstance(value, (list, tuple)):
        return
    texts = [item for item in value if isinstance(item, str) and not _is_number(item)]
    if texts and len(texts) < len(value):
        fail(
            "text-for-nan",
            f"{CALL} holds the text {texts[0][:20]!r}; expected numbers, and the number NaN for a "
            "class that has no images.",
            RECALL_EXAMPLE,
        )


def _is_number(text: str) -> bool:
    try:
        return not np.isnan(float(text))
    except ValueError:
        return False


def _seen(got: np.ndarray, wanted: np.ndarray) -> str:
    """One class that differs, or the shape, as a sentence."""
    if got.shape == wanted.shape:
        k = int(np.flatnonzero(~np.isclose(got, wanted, rtol=0, atol=1e-5, equal_nan=True))[0])
        shown = "NaN" if np.isnan(got[k]) else f"{got[k]:.4g}"
        return f"the recall of class {k} is {shown}; expected {wanted[k]:.4g}."
    if got.size == 1:
        return f"{CALL} is {got.item():.4g}; expected ten numbers, one for each class."
    return f"{CALL} has shape {got.shape}; expected {wanted.shape}."


def _example_for(found: list[Mistake]) -> str:
    """The first example on which the mistake gives something else than the right recalls."""
    for mistake in found[:1]:
        for example in (RECALL_EXAMPLE, FULL_EXAMPLE):
            names: dict[str, Any] = {"np": np}
            exec(example.partition("per_class_recall(")[0], names)
            right = recall_of(names["matrix"])
            if not allclose_same_shape(mistake.answer(names["matrix"]), right, 1e-6):
                return example
    return RECALL_EXAMPLE


def _explain_rounding(got: np.ndarray, wanted: np.ndarray) -> None:
    for digits in (1, 2, 3, 4):
        if np.allclose(got, np.round(wanted, digits), rtol=0, atol=1e-9):
            message = f"the recalls are rounded to {digits} digits; expected unrounded values."
            fail("recall-rounded", message, RECALL_EXAMPLE)


def _explain_divisor(got: np.ndarray, matrix: np.ndarray) -> None:
    """Fail when every hit was divided by one and the same number."""
    with np.errstate(all="ignore"):
        divisors = matrix.diagonal() / got
    if np.isfinite(divisors).all() and np.ptp(divisors) < 1e-6 * divisors.max():
        message = (
            f"{_seen(got, recall_of(matrix))} Every class was divided by {divisors[0]:.6g}; "
            "the classes have different numbers of images."
        )
        fail("number-for-row-sum", message, FULL_EXAMPLE)


def _judge_never_found(function: Function, rng: np.random.Generator) -> None:
    """A class that is never guessed, and one that is guessed for other classes' images only."""
    matrix = _matrix(rng)
    unguessed, unfound = (int(k) for k in rng.choice(10, size=2, replace=False))
    matrix[:, unguessed] = 0
    matrix[unfound, unfound] = 0
    got = _numbers(function(matrix))
    wanted = recall_of(matrix)
    if got.shape == (10,) and np.isnan(got[unguessed]):
        is_both = np.isnan(got[unfound])
        fail(
            "nan-for-never-found" if is_both else "nan-for-never-guessed",
            f"the recall of class {unguessed} is NaN; expected 0: it has "
            f"{matrix[unguessed].sum()} images and "
            + ("none was found." if is_both else "is never guessed."),
            NEVER_FOUND_EXAMPLE,
        )
    expect.close(got, wanted, "the recall", "recall-wrong", NEVER_FOUND_EXAMPLE, tolerance=1e-5)


def _judge_absent(function: Function, matrix: np.ndarray) -> None:
    """Classes without images, by a function that is right about all others."""
    outcome = function.try_call(matrix)
    if outcome.exception_type in ("NameError", "AttributeError", "UnboundLocalError"):
        function(matrix)  # fails with what the exception means
    if outcome.exception_type is not None:
        fail(
            "absent-class-raises",
            f"A matrix with a row of zeros raised {outcome.exception_type}: {outcome.message}; "
            f"expected NaN for that class.{outcome.place}",
            RECALL_EXAMPLE,
        )
    got, wanted = _numbers(outcome.value), recall_of(matrix)
    present = matrix.sum(axis=1) > 0
    names = " and ".join(str(k) for k in np.flatnonzero(~present))
    if got.size == 1 and np.isnan(got).all():
        message = (
            f"{CALL} is one NaN, and no recall of any class; expected ten values, with NaN only for "
            f"class {names}, which has no images."
        )
        fail("all-nan-for-one-absent", message, RECALL_EXAMPLE)
    if got.shape == (int(present.sum()),):
        fail(
            "absent-class-dropped",
            f"{CALL} has {got.size} values when {10 - got.size} of the ten classes "
            f"{'has' if got.size == 9 else 'have'} no images; expected ten values, with NaN for "
            "a class without images.",
            RECALL_EXAMPLE,
        )
    got = expect.array(got, shape=(10,), what=CALL, example=RECALL_EXAMPLE, finite=False)
    if np.isnan(got).all():
        message = f"all recalls are NaN; expected NaN only for class {names}."
        fail("all-nan-for-one-absent", message, RECALL_EXAMPLE)
    for claimed in got[~present]:
        if not np.isnan(claimed):
            message = f"the recall of a class without images is {claimed:g}; expected NaN."
            fail("absent-class-not-nan", message, RECALL_EXAMPLE)
    expect.close(got, wanted, "the recall", "recall-wrong", RECALL_EXAMPLE, tolerance=1e-5)
