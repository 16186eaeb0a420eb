"""Check of lesson 05: the cross-entropy by hand."""

from __future__ import annotations

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_repeatable
from autograder.checks.lessons.lesson_05.cross_entropy_choices import CHOICE_MISTAKES
from autograder.checks.lessons.lesson_05.cross_entropy_mistakes import (
    ASKED_LOSS_MISTAKES,
    CROSS_ENTROPY_EXCEPTIONS,
    CROSS_ENTROPY_MISTAKES,
    OTHER_COUNT_EXCEPTIONS,
    cross_entropy_of,
)
from autograder.checks.mistakes import Mistake, codes_of, fail_with, find_mistakes
from autograder.checks.values import describe

LOSS_TOLERANCE = 2e-3  # A floor of 1e-7 may be a clip or be added, which makes a small difference.
# The price of a probability of 0 where the floor is 3e-7, and where it is 1e-3
LOWEST_PRICES = (15.0, 6.9)

MAX_ROUNDED_DIGITS = 5

LOSS_CALL = "cross_entropy(probabilities, y)"
CROSS_ENTROPY_EXAMPLE = (
    "guesses = np.full((2, 10), 0.05)\n"
    "guesses[0, 3] = guesses[1, 8] = 0.55\n"
    "y = np.array([3, 0])\n"
    "cross_entropy(guesses, y)  # expected about 1.796785"
)
ZERO_EXAMPLE = (
    "guesses = np.zeros((2, 10))\n"
    "guesses[:, 4] = 1\n"
    "cross_entropy(guesses, np.array([4, 7]))  # finite: (0 + 16.118) / 2"
)


@graded(
    points=3,
    statement="`cross_entropy` is the mean of -log(probability of the true class), and finite.",
    codes=(
        "loss-not-averaged",
        *codes_of((*CROSS_ENTROPY_MISTAKES, *CHOICE_MISTAKES, *ASKED_LOSS_MISTAKES)),
        *codes_of((*CROSS_ENTROPY_EXCEPTIONS, *OTHER_COUNT_EXCEPTIONS)),
        "loss-zero-is-free",
        "loss-floor-too-high",
        "loss-wrong",
    ),
)
def check_cross_entropy(cross_entropy: Function, rng: np.random.Generator) -> None:
    """Random guesses and labels, then a probability of exactly 0."""
    cross_entropy = cross_entropy.with_mistakes(CROSS_ENTROPY_EXCEPTIONS, CROSS_ENTROPY_EXAMPLE)
    _random_guesses(cross_entropy, rng)
    _probability_of_zero(cross_entropy, rng)


def _random_guesses(cross_entropy: Function, rng: np.random.Generator) -> None:
    right_ones: list[float] = []
    for n, kind, label_kind in (
        # As many images as classes: confused axes then give a value, which says what was confused.
        (10, np.float64, np.int64),
        (7, np.float64, np.int64),
        (64, np.float32, np.uint8),
    ):
        p = _guesses(rng, n).astype(kind)
        y = rng.integers(0, 10, size=n).astype(label_kind)
        value = cross_entropy(p, y)
        if isinstance(value, (np.ndarray, list, tuple)) and np.size(np.asarray(value)) > 1:
            fail(
                "loss-not-averaged",
                f"{LOSS_CALL} is {describe(value)}; expected one number for the whole batch.",
                CROSS_ENTROPY_EXAMPLE,
            )
        got = expect.number(value, LOSS_CALL, CROSS_ENTROPY_EXAMPLE)
        right = cross_entropy_of(p, y)
        if abs(got - right) <= LOSS_TOLERANCE:
            known = (*CROSS_ENTROPY_EXCEPTIONS, *OTHER_COUNT_EXCEPTIONS)
            cross_entropy = cross_entropy.with_mistakes(known)
            right_ones.append(got)
            continue
        found = _named(cross_entropy, p, y, got)
        pair = f"{got:.4f}; expected {right:.4f}."
        fail_with(found, CROSS_ENTROPY_EXAMPLE, after=f"It gave {pair}")
        fail("loss-wrong", f"{LOSS_CALL} is {pair}", CROSS_ENTROPY_EXAMPLE)
    for digits in range(MAX_ROUNDED_DIGITS + 1):
        if all(value == round(value, digits) for value in right_ones):
            shown = ", ".join(f"{value:g}" for value in right_ones)
            fail(
                "loss-rounded",
                f"Three losses came out as {shown}: no more than {digits} digits after the point.",
                CROSS_ENTROPY_EXAMPLE,
            )


def _named(cross_entropy: Function, p: np.ndarray, y: np.ndarray, got: float) -> list[Mistake]:
    """The mistakes that predict a wrong loss and those of more batches: one number may agree by chance."""
    batches = [(p, y, got)]
    rng = np.random.default_rng(len(y))
    for _ in range(2):
        other = _guesses(rng, len(y))
        # Half of the guesses are right, so that prices and shares of right guesses differ.
        labels = np.where(np.arange(len(y)) % 2, other.argmax(axis=1), np.flip(y)).astype(y.dtype)
        again = cross_entropy.ask(other, labels).value
        if isinstance(again, (int, float, np.ndarray)) and np.size(again) == 1:
            batches.append((other, labels, float(np.squeeze(again))))
    left = [*CROSS_ENTROPY_MISTAKES, *CHOICE_MISTAKES, *ASKED_LOSS_MISTAKES]
    for p, y, value in batches:
        inputs = (p.astype(np.float64), y.astype(np.int64))
        right = cross_entropy_of(*inputs)
        tolerance = 1e-4 * max(1, abs(right))
        left = [
            mistake
            for mistake in left
            if find_mistakes(
                np.asarray(value),
                np.asarray(right),
                [mistake],
                inputs,
                tolerance=tolerance,
                function=cross_entropy,
            )
        ]
    return list({mistake.code: mistake for mistake in reversed(left)}.values())[::-1]


def _probability_of_zero(cross_entropy: Function, rng: np.random.Generator) -> None:
    cross_entropy = cross_entropy.with_mistakes(CROSS_ENTROPY_EXCEPTIONS, ZERO_EXAMPLE)
    p = _guesses(rng, 6)
    y = rng.integers(0, 10, size=6)
    p[0] = 0
    p[0, (y[0] + 1) % 10] = 1
    value = cross_entropy(p, y)
    if not isinstance(value, (int, float, np.ndarray)) or not np.all(np.isfinite(value)):
        fail(
            "loss-infinite",
            f"With a probability of 0 for one true class, {LOSS_CALL} is {value}; expected a finite "
            "number.",
            ZERO_EXAMPLE,
        )
    got, others = expect.number(value, LOSS_CALL, ZERO_EXAMPLE), cross_entropy_of(p[1:], y[1:])
    price = got * 6 - others * 5
    for lowest, code, more in (
        (LOWEST_PRICES[1], "loss-zero-is-free", " It is the worst of all guesses."),
        (LOWEST_PRICES[0], "loss-floor-too-high", ""),
    ):
        if price < lowest:
            fail(
                code,
                f"A true class that was given probability 0 costs {price:.3g}; expected about "
                f"16.1, the price of 1e-7.{more}",
                ZERO_EXAMPLE,
            )
    require_repeatable(cross_entropy, p, y)


def _guesses(rng: np.random.Generator, n: int) -> np.ndarray:
    """(n, 10) probabilities, none below 0.01, rows adding up to 1."""
    return np.asarray(0.9 * rng.dirichlet(np.full(10, 0.5), size=n) + 0.01)
