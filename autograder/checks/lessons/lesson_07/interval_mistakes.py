"""Wrong formulas for the 95 % interval of an accuracy, and what each gives for a count of right images."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from autograder.checks.mistakes import Mistake, Raises

Case = tuple[int, int]  # right images, all images
Ends = tuple[float, float]
Rule = Callable[[int, int], Ends]
FACTORS = (1.96, 2.0)


def around(centre: float, margin: float) -> Ends:
    """The interval that reaches ``margin`` to each side."""
    return centre - margin, centre + margin


def root(p: float, n: float) -> float:
    """The standard error."""
    return float(np.sqrt(p * (1 - p) / n))


def interval_of(k: int, n: int, factor: float = 1.96) -> Ends:
    """The interval by the lesson's formula."""
    return around(k / n, factor * root(k / n, n))


def in_margins(cases: Sequence[Case], answers: Iterable[Any]) -> np.ndarray:
    """Intervals as distances from the accuracy, in multiples of the right margin: right is (-1, 1)."""
    scaled = []
    for (k, n), ends in zip(cases, answers, strict=True):
        low, high = interval_of(k, n)
        scaled.append((np.asarray(ends, dtype=float) - k / n) / ((high - low) / 2))
    return np.array(scaled)


def _mistakes(code: str, says: str, *rules: Rule) -> tuple[Mistake, ...]:
    def answers(rule: Rule) -> Callable[[Sequence[Case]], np.ndarray]:
        return lambda cases: in_margins(cases, [rule(k, n) for k, n in cases])

    return tuple(Mistake(code, answers(rule), says) for rule in rules)


def _with_margin(margin: Callable[[float, int], float]) -> tuple[Rule, ...]:
    """The accuracy with a wrong standard error in place of the right one, by both factors."""

    def rule(factor: float) -> Rule:
        return lambda k, n: around(k / n, factor * margin(k / n, n))

    return tuple(rule(factor) for factor in FACTORS)


def _with_factor(factor: float) -> Rule:
    return lambda k, n: interval_of(k, n, factor)


def _from_right(change: Callable[[Ends, int, int], Ends]) -> tuple[Rule, ...]:
    """The right interval, changed, by both factors."""

    def rule(factor: float) -> Rule:
        return lambda k, n: change(interval_of(k, n, factor), k, n)

    return tuple(rule(factor) for factor in FACTORS)


INTERVAL_MISTAKES = (
    *_mistakes(
        "one-standard-error",
        "It reaches one standard error to each side, which covers 68 % and not 95 %",
        _with_factor(1.0),
    ),
    *_mistakes(
        "another-level",
        "It reaches about 1.65 standard errors to each side, which covers 90 %",
        _with_factor(1.645),
    ),
    *_mistakes(
        "another-level",
        "It reaches about 1.28 standard errors to each side, which covers 80 %",
        _with_factor(1.28),
    ),
    *_mistakes(
        "another-level",
        "It reaches about 2.58 standard errors to each side, which covers 99 %",
        _with_factor(2.576),
    ),
    *_mistakes(
        "another-level",
        "It reaches three standard errors to each side, which covers 99.7 %",
        _with_factor(3.0),
    ),
    *_mistakes(
        "interval-of-a-difference",
        "It is wider by the square root of 2, which belongs to the difference of two accuracies",
        *_with_margin(lambda p, n: np.sqrt(2) * root(p, n)),
    ),
    *_mistakes(
        "interval-twice-as-wide",
        "It reaches twice as far to each side as it should",
        *_with_margin(lambda p, n: 2 * root(p, n)),
    ),
    *_mistakes(
        "root-missing",
        "The square root is missing: the margin is made of p (1 - p) / n itself",
        *_with_margin(lambda p, n: p * (1 - p) / n),
    ),
    *_mistakes(
        "n-outside-the-root",
        "The division by n stands outside the square root",
        *_with_margin(lambda p, n: np.sqrt(p * (1 - p)) / n),
    ),
    *_mistakes(
        "n-outside-the-root",
        "The power of 0.5 holds for n alone: `**` comes before `/`",
        *_with_margin(lambda p, n: p * (1 - p) / np.sqrt(n)),
    ),
    *_mistakes(
        "n-missing",
        "Nothing was divided by n: this is how much single images spread",
        *_with_margin(lambda p, n: np.sqrt(p * (1 - p))),
    ),
    *_mistakes(
        "factor-missing",
        "The factor 1 - p is missing under the root",
        *_with_margin(lambda p, n: np.sqrt(p / n)),
    ),
    *_mistakes(
        "factor-missing",
        "The factor p is missing under the root",
        *_with_margin(lambda p, n: np.sqrt((1 - p) / n)),
    ),
    *_mistakes(
        "brackets-missing",
        "The margin is that of `p * 1 - p / n`: without brackets, `*` and `/` come before `-`",
        *_with_margin(lambda p, n: np.sqrt(p - p / n)),
    ),
    *_mistakes(
        "brackets-missing",
        "The margin is that of `p * (1 - p / n)`: a bracket closes too late",
        *_with_margin(lambda p, n: np.sqrt(p * (1 - p / n))),
    ),
    *_mistakes(
        "number-for-n",
        "The margin is that of 10,000 images, whatever n is",
        *_with_margin(lambda p, n: root(p, 10_000)),
    ),
    *_mistakes(
        "number-for-n",
        "The margin is that of an accuracy of 0.92, whatever the count is",
        *_with_margin(lambda p, n: root(0.92, n)),
    ),
    *_mistakes(
        "interval-in-percent",
        "This is in percent; expected shares from 0 to 1",
        *_from_right(lambda ends, k, n: (100 * ends[0], 100 * ends[1])),
    ),
    *_mistakes(
        "interval-of-counts",
        "These are numbers of images; expected shares from 0 to 1",
        *_from_right(lambda ends, k, n: (n * ends[0], n * ends[1])),
    ),
    *_mistakes(
        "interval-of-counts",
        "The margin is a share and stands around a count; expected shares throughout",
        *_from_right(lambda ends, k, n: (k + ends[0] - k / n, k + ends[1] - k / n)),
    ),
    *_mistakes(
        "accuracy-and-margin",
        "These are the accuracy and its margin; expected the two ends",
        *_from_right(lambda ends, k, n: (k / n, ends[1] - k / n)),
        lambda k, n: (k / n, root(k / n, n)),
    ),
    *_mistakes(
        "accuracy-and-margin",
        "This is the margin to both sides of 0; expected the two ends around the accuracy",
        *_from_right(lambda ends, k, n: (ends[0] - k / n, ends[1] - k / n)),
    ),
    *_mistakes(
        "ends-reversed",
        "The two ends are exchanged: the low one comes first",
        *_from_right(lambda ends, k, n: (ends[1], ends[0])),
    ),
    *_mistakes(
        "one-end-twice",
        "One of the two ends is the accuracy itself",
        *_from_right(lambda ends, k, n: (k / n, ends[1])),
        *_from_right(lambda ends, k, n: (ends[0], k / n)),
    ),
    *_mistakes(
        "interval-of-errors",
        "This is the interval of the share of wrong images",
        *_from_right(lambda ends, k, n: (1 - ends[1], 1 - ends[0])),
    ),
    *_mistakes(
        "interval-rounded",
        "The ends are rounded to two digits; expected them unrounded",
        *_from_right(lambda ends, k, n: (round(ends[0], 2), round(ends[1], 2))),
    ),
    *_mistakes(
        "interval-rounded",
        "The ends are rounded to one digit; expected them unrounded",
        *_from_right(lambda ends, k, n: (round(ends[0], 1), round(ends[1], 1))),
    ),
    *_mistakes(
        "negative-under-root",
        "Both are NaN: a number below 0 stood under the root. p (1 - p) is negative when p is no "
        "share but a count, or in percent",
        lambda k, n: (np.nan, np.nan),
    ),
)

EXCEPTIONS = (
    Mistake(
        "negative-under-root",
        Raises("ValueError", r"math domain error|expected a nonnegative input"),
        "A number below 0 stands under the root. p (1 - p) is negative when p is no share but a "
        "count, or in percent",
    ),
    Mistake(
        "array-for-count",
        Raises(
            ("AttributeError", "TypeError"),
            r"'int' object has no attribute '(sum|mean|size|shape|std|var)'|"
            r"'int' object is not (iterable|subscriptable)|object of type 'int' has no len",
        ),
        "The count is one whole number, and no array of images",
    ),
)
