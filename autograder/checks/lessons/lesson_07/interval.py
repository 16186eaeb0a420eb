"""Check of lesson 07: the 95 % interval of an accuracy."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks import Function, expect, fail, graded
from autograder.checks.lessons.lesson_07.interval_mistakes import (
    EXCEPTIONS,
    INTERVAL_MISTAKES,
    Case,
    in_margins,
    interval_of,
    root,
)
from autograder.checks.mistakes import codes_of, fail_with, find_mistakes
from autograder.checks.values import describe

CALL = "accuracy_interval({}, {})"
INTERVAL_EXAMPLE = "accuracy_interval(4000, 5000)  # expected about 0.789 and 0.811"
# In multiples of the margin. Wilson's interval, an exact one and the factor 2 differ by less than
# 0.08 for these numbers of images, the 90 % interval by 0.16.
TOLERANCE = 0.12
NEAR, NEAR_AT_RANDOM = 0.05, 0.07  # how well a mistake must predict, relative
DRAWS = 8  # a bootstrap gives another answer at each call: what counts is the mean of so many
SECONDS = 60.0


@graded(
    points=2,
    statement="`accuracy_interval` gives the two ends of the 95 % interval, as shares.",
    codes=(
        *codes_of((*INTERVAL_MISTAKES, *EXCEPTIONS)),
        "accuracy-cut-to-integer",
        "margin-alone",
        "margin-always-the-same",
        "accuracy-in-the-interval",
        "interval-is-text",
        "interval-wrong",
    ),
)
def check_accuracy_interval(accuracy_interval: Function, rng: np.random.Generator) -> None:
    """Four counts, of small to large samples and of low to high accuracy.

    Every method that covers 95 % passes, the bootstrap included.
    """
    function = accuracy_interval.with_deadline(SECONDS).with_mistakes(EXCEPTIONS, INTERVAL_EXAMPLE)
    cases = _cases(rng)
    answers = [_ends(function(*case), case) for case in cases]
    if _agree(cases, answers):
        return
    again = [_ends(function(*case), case) for case in cases]
    near = NEAR
    if not np.array_equal(again, answers, equal_nan=True):
        draws = [[_ends(function(*case), case) for case in cases] for _ in range(DRAWS)]
        answers, near = list(np.mean(draws, axis=0)), NEAR_AT_RANDOM
    if not _agree(cases, answers):
        _explain(cases, answers, near)


def _cases(rng: np.random.Generator) -> list[Case]:
    """Right images and all images; no case has a rounded half or an accuracy of another."""
    cases = []
    for n, share in ((2_000, 0.58), (3_000, 0.72), (5_000, 0.83), (7_000, 0.91)):
        images = n + int(rng.integers(-200, 200))
        right = round(images * (share + rng.uniform(-0.02, 0.02)))
        cases.append((right, images))
    return cases


def _agree(cases: list[Case], answers: list[np.ndarray]) -> bool:
    scaled = in_margins(cases, answers)
    return bool((np.abs(scaled - [-1, 1]) <= TOLERANCE).all())


def _ends(value: Any, case: Case) -> np.ndarray:
    """The student's two numbers as an array (2,)."""
    call = CALL.format(*case)
    if isinstance(value, str) or (
        isinstance(value, (list, tuple)) and any(isinstance(v, str) for v in value)
    ):
        message = f"{call} gives text, {str(value)[:60]!r}; expected two numbers."
        fail("interval-is-text", message, INTERVAL_EXAMPLE)
    if isinstance(value, dict):
        message = f"{call} is {describe(value)}; expected two numbers."
        fail("number-of-results", message, INTERVAL_EXAMPLE)
    result = expect.array(value, what=call, example=INTERVAL_EXAMPLE, finite=False)
    numbers = result.astype(np.float64).ravel()
    if numbers.size == 2:
        return numbers
    if numbers.size == 1:
        _explain_single(float(numbers[0]), call, case)
    low, high = interval_of(*case)
    if numbers.size == 3 and np.isclose(numbers, case[0] / case[1], atol=1e-9).any():
        message = f"{call} gives three numbers, the accuracy among them; expected the two ends."
        fail("accuracy-in-the-interval", message, INTERVAL_EXAMPLE)
    message = f"{call} gives {numbers.size} numbers; expected two, about {low:.4f} and {high:.4f}."
    fail("number-of-results", message, INTERVAL_EXAMPLE)


def _explain_single(number: float, call: str, case: Case) -> None:
    """Fail for one number, with its name where it is known."""
    low, high = interval_of(*case)
    margin, accuracy = (high - low) / 2, case[0] / case[1]
    known = {
        "the standard error": (root(accuracy, case[1]), 0.025 * margin),
        "the margin": (margin, 0.025 * margin),
        "the width of the interval": (2 * margin, 0.05 * margin),
        "the low end": (low, TOLERANCE * margin),
        "the high end": (high, TOLERANCE * margin),
    }
    names = [name for name, (value, far) in known.items() if abs(number - value) <= far]
    what = f", {names[0]} alone" if names else ""
    message = f"{call} is one number, {number:.4g}{what}; expected two, {low:.4f} and {high:.4f}."
    fail("margin-alone" if names else "number-of-results", message, INTERVAL_EXAMPLE)


def _explain(cases: list[Case], answers: list[np.ndarray], near: float) -> None:
    """Fail: with the mistakes that predict all answers, else with what is seen of the first."""
    scaled = in_margins(cases, answers)
    first = int((~(np.abs(scaled - [-1, 1]) <= TOLERANCE)).any(axis=1).argmax())  # NaN too
    low, high = interval_of(*cases[first])
    got = answers[first]
    before = (
        f"{CALL.format(*cases[first])} is {got[0]:.6g} and {got[1]:.6g}; expected about "
        f"{low:.4f} and {high:.4f}."
    )
    if not np.any(answers):
        message = f"{before} The accuracy was taken for 0, as `//` and `int` cut it."
        fail("accuracy-cut-to-integer", message, INTERVAL_EXAMPLE)
    right = np.tile([-1.0, 1.0], (len(cases), 1))
    found = find_mistakes(scaled, right, INTERVAL_MISTAKES, (cases,), 1e-3, near)
    fail_with(found, INTERVAL_EXAMPLE, before)
    stacked = np.array(answers)
    if (stacked == stacked[0]).all():
        message = f"{before} The result was the same for {len(cases)} counts."
        fail("ignores-its-argument", message, INTERVAL_EXAMPLE)
    centres, halves = stacked.mean(axis=1), np.ptp(stacked, axis=1) / 2
    shares = np.array([k / n for k, n in cases])
    if np.allclose(centres, shares, atol=1e-6) and np.ptp(halves) < 1e-6:
        message = f"{before} It reaches {halves[0]:.4g} to each side for every count and every n."
        fail("margin-always-the-same", message, INTERVAL_EXAMPLE)
    fail("interval-wrong", before, INTERVAL_EXAMPLE)
