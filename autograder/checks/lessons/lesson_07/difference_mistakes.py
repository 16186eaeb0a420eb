"""Wrong rules for whether two networks differ, and what each says of pairs of answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from autograder.checks.mistakes import Mistake, Raises

Pair = tuple[np.ndarray, np.ndarray]  # where the first network is right, where the second
Rule = Callable[[np.ndarray, np.ndarray], bool]


def alone_right(a: np.ndarray, b: np.ndarray) -> tuple[int, int]:
    """How many images only the first gets right, and how many only the second."""
    return int(np.sum(a & ~b)), int(np.sum(b & ~a))


def in_standard_errors(a: np.ndarray, b: np.ndarray) -> float:
    """The difference in paired standard errors, 0 where the two never disagree."""
    first, second = alone_right(a, b)
    return (first - second) / max(np.sqrt(first + second), 1e-9)


def do_differ(a: np.ndarray, b: np.ndarray) -> bool:
    """The right answer."""
    return abs(in_standard_errors(a, b)) > 1.96


def _mistakes(code: str, says: str, *rules: Rule) -> tuple[Mistake, ...]:
    def answers(rule: Rule) -> Callable[[Sequence[Pair]], np.ndarray]:
        return lambda pairs: np.array([bool(rule(a, b)) for a, b in pairs])

    return tuple(Mistake(code, answers(rule), says) for rule in rules)


def _gap(a: np.ndarray, b: np.ndarray) -> float:
    return float(a.mean() - b.mean())


def _error(a: np.ndarray) -> float:
    return float(np.sqrt(a.mean() * (1 - a.mean()) / a.size))


def _counts(use: Callable[[int, int, int], bool]) -> Rule:
    """A rule of b, c and n."""
    return lambda a, b: use(*alone_right(a, b), a.size)


DIFFERENCE_MISTAKES = (
    *_mistakes(
        "unpaired-comparison",
        "These are the answers of a comparison that is not paired: the standard error is that of "
        "two accuracies on different images",
        lambda a, b: abs(_gap(a, b)) > 1.96 * np.hypot(_error(a), _error(b)),
        lambda a, b: abs(_gap(a, b)) > 2 * np.hypot(_error(a), _error(b)),
    ),
    *_mistakes(
        "unpaired-comparison",
        "These are the answers of a comparison that is not paired: the difference is compared "
        "with the standard error of one accuracy",
        lambda a, b: abs(_gap(a, b)) > 1.96 * _error(a),
        lambda a, b: abs(_gap(a, b)) > 1.96 * _error(b),
    ),
    *_mistakes(
        "intervals-do-not-overlap",
        "It says True where the two 95 % intervals do not overlap; two networks on the same "
        "images may differ long before that",
        lambda a, b: abs(_gap(a, b)) > 1.96 * (_error(a) + _error(b)),
    ),
    *_mistakes(
        "one-direction-only",
        "It says False whenever the second network is the better one",
        lambda a, b: in_standard_errors(a, b) > 1.96,
        lambda a, b: _gap(a, b) > 1.96 * np.hypot(_error(a), _error(b)),
    ),
    *_mistakes(
        "one-direction-only",
        "It says False whenever the first network is the better one",
        lambda a, b: in_standard_errors(a, b) < -1.96,
        lambda a, b: _gap(b, a) > 1.96 * np.hypot(_error(a), _error(b)),
    ),
    *_mistakes(
        "verdict-inverted",
        "Every answer is the wrong way round",
        lambda a, b: not do_differ(a, b),
    ),
    *_mistakes(
        "one-standard-error-differs",
        "One standard error is enough for it; expected about two",
        lambda a, b: abs(in_standard_errors(a, b)) > 1,
    ),
    *_mistakes(
        "another-limit",
        "It says True for 1.5 standard errors and more; expected about two. Is (b - c)² / (b + c), "
        "the square, compared with 2?",
        lambda a, b: abs(in_standard_errors(a, b)) > np.sqrt(2),
    ),
    *_mistakes(
        "another-limit",
        "It says False for 2.6 standard errors; expected True from about two",
        lambda a, b: abs(in_standard_errors(a, b)) > 3,
    ),
    *_mistakes(
        "any-difference-counts",
        "It says True as soon as the two accuracies are not the same, however small the difference. "
        "Either nothing is compared with a standard error, or a share stands against a count",
        lambda a, b: a.sum() != b.sum(),
    ),
    *_mistakes(
        "any-difference-counts",
        "It says True whenever the first network is right for more images, however few",
        lambda a, b: a.sum() > b.sum(),
        lambda a, b: a.sum() >= b.sum(),
    ),
    *_mistakes(
        "any-difference-counts",
        "It says True whenever the second network is right for more images, however few",
        lambda a, b: b.sum() > a.sum(),
        lambda a, b: b.sum() >= a.sum(),
    ),
    *_mistakes(
        "all-images-under-root",
        "All images stand under the root; those where both networks say the same tell nothing",
        _counts(lambda b, c, n: abs(b - c) > 1.96 * np.sqrt(n)),
        _counts(lambda b, c, n: abs(b - c) > 2 * np.sqrt(n)),
    ),
    *_mistakes(
        "all-images-under-root",
        "The images stand under the root where both networks say the same; these tell nothing",
        _counts(lambda b, c, n: abs(b - c) > 1.96 * np.sqrt(n - b - c)),
        _counts(lambda b, c, n: abs(b - c) > 2 * np.sqrt(n - b - c)),
    ),
)

EXCEPTIONS = (
    Mistake(
        "root-of-negative-difference",
        Raises("ValueError", r"math domain error|expected a nonnegative input"),
        "A number below 0 stands under the root. b - c is negative when the second network is the "
        "better one",
    ),
)
