"""Check of lesson 07: the recall of each class."""

from __future__ import annotations

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_dependence_on_input
from autograder.checks.mistakes import Mistake

RECALL_EXAMPLE = """\
matrix = np.zeros((10, 10), dtype=int)
matrix[2] = [0, 0, 6, 0, 3, 0, 0, 0, 0, 0]
matrix[4, 4] = 8
per_class_recall(matrix)  # expected 0.66666667 for class 2, 1 for class 4, NaN for the others"""


@graded(
    points=3,
    statement="`per_class_recall` gives the share found of each class, NaN where a class is absent.",
    codes=(
        "precision-for-recall",
        "f1-for-recall",
        "share-of-all-for-recall",
        "overall-for-each-class",
        "misses-for-recall",
        "recall-in-percent",
        "count-for-recall",
        "recall-divided-as-integers",
        "recall-averaged",
        "recall-rounded",
        "errors-for-divisor",
        "absent-class-not-nan",
        "absent-class-dropped",
        "absent-class-raises",
        "recall-wrong",
    ),
)
def check_per_class_recall(per_class_recall: Function, rng: np.random.Generator) -> None:
    """All classes present; one never guessed; then one and two absent."""
    some = rng.integers(1, 30, size=(10, 10))
    require_dependence_on_input(
        per_class_recall, (some,), (30 * np.eye(10, dtype=int),), RECALL_EXAMPLE
    )
    for case in ("full", "never guessed", "absent", "two absent"):
        matrix = rng.integers(1, 30, size=(10, 10))
        matrix[np.diag_indices(10)] += rng.integers(20, 80, size=10)
        chosen = rng.choice(10, size=2, replace=False)
        if case == "never guessed":
            matrix[:, chosen[0]] = 0
        elif case != "full":
            absent = chosen if case == "two absent" else chosen[:1]
            matrix[absent, :] = 0
        outcome = per_class_recall.try_call(matrix)
        if outcome.exception_type is not None and "absent" in case:
            fail(
                "absent-class-raises",
                f"A matrix with a row of zeros raised {outcome.exception_type}; expected NaN for "
                f"that class.{outcome.place}",
                RECALL_EXAMPLE,
            )
        value = outcome.value if outcome.exception_type is None else per_class_recall(matrix)
        _judge_recall(value, matrix)


def _judge_recall(value: object, matrix: np.ndarray) -> None:
    images = matrix.sum(axis=1)
    present = images > 0
    got = _ten_values(value, present)
    with np.errstate(all="ignore"):
        wanted = matrix.diagonal() / images
    known = present & np.isfinite(wanted)
    _explain_formula(got, wanted, known, _mistakes(matrix))
    _explain_rounding(got[known], wanted[known])
    for claimed in got[~present]:
        if not np.isnan(claimed):
            message = f"the recall of a class without images is {claimed:g}; expected NaN."
            fail("absent-class-not-nan", message, RECALL_EXAMPLE)
    expect.close(got, wanted, "the recall", "recall-wrong", RECALL_EXAMPLE, tolerance=1e-5)


def _ten_values(value: object, present: np.ndarray) -> np.ndarray:
    """The student's result as an array (10,). ``present`` says which classes have images."""
    what = "per_class_recall(matrix)"
    if isinstance(value, (float, int)) or (isinstance(value, np.ndarray) and value.ndim == 0):
        message = f"{what} is one number, {float(value):.4g}; expected ten, one for each class."
        fail("recall-averaged", message, RECALL_EXAMPLE)
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        value = [np.nan if v is None else v for v in value]
    got = expect.array(value, what=what, example=RECALL_EXAMPLE, finite=False)
    if not present.all() and got.shape == (int(present.sum()),):
        fail(
            "absent-class-dropped",
            f"{what} has {got.size} values when {10 - got.size} of the ten classes have no "
            "images; expected ten values, with NaN for those.",
            RECALL_EXAMPLE,
        )
    return expect.array(got, shape=(10,), what=what, example=RECALL_EXAMPLE, finite=False)


def _mistakes(matrix: np.ndarray) -> list[Mistake]:
    images, guesses, hits = matrix.sum(axis=1), matrix.sum(axis=0), matrix.diagonal()
    with np.errstate(all="ignore"):
        wanted = hits / images
        precision = hits / guesses
        f1 = 2 * hits / (images + guesses)
        return [
            Mistake(
                "precision-for-recall", precision, "the precision: columns were summed, not rows"
            ),
            Mistake("f1-for-recall", f1, "the F1 score, which mixes recall with precision"),
            Mistake(
                "share-of-all-for-recall", hits / matrix.sum(), "the diagonal divided by all images"
            ),
            Mistake(
                "share-of-all-for-recall", images / matrix.sum(), "the share of the class itself"
            ),
            Mistake(
                "overall-for-each-class",
                np.full(10, hits.sum() / matrix.sum()),
                "the accuracy of all classes together",
            ),
            Mistake("misses-for-recall", 1 - wanted, "the share that was missed"),
            Mistake("recall-in-percent", 100 * wanted, "in percent; expected a share from 0 to 1"),
            Mistake("count-for-recall", hits, "a count; expected a share"),
            Mistake(
                "recall-divided-as-integers",
                hits // np.maximum(images, 1),
                "the share cut off to a whole number",
            ),
            Mistake(
                "errors-for-divisor",
                hits / (images - hits),
                "the diagonal divided by the errors of the class",
            ),
        ]


def _explain_formula(
    got: np.ndarray, wanted: np.ndarray, known: np.ndarray, mistakes: list[Mistake]
) -> None:
    """Compare where the recall is a number: ``known`` says for which classes it is."""
    for mistake in mistakes:
        values = mistake.answer()
        same = np.isclose(got[known], values[known], rtol=0, atol=1e-6, equal_nan=True)
        right = np.isclose(values[known], wanted[known], rtol=0, atol=1e-6, equal_nan=True)
        if same.all() and not right.all():
            k = int(np.flatnonzero(known)[np.flatnonzero(~right)[0]])
            fail(
                mistake.code,
                f"the recall of class {k} is {got[k]:.4g}; expected {wanted[k]:.4g}. This is "
                f"{mistake.says}.",
                RECALL_EXAMPLE,
            )


def _explain_rounding(got: np.ndarray, wanted: np.ndarray) -> None:
    if not 1e-5 < np.abs(got - wanted).max() <= 0.0051:
        return
    for digits in (2, 3, 4):
        if np.allclose(got, np.round(wanted, digits), atol=1e-9):
            message = f"the recalls are rounded to {digits} digits; expected unrounded values."
            fail("recall-rounded", message, RECALL_EXAMPLE)
