"""Check of lesson 07: whether two networks differ, by their answers for the same images."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks import Function, fail, graded
from autograder.checks.lessons.lesson_07.difference_mistakes import (
    DIFFERENCE_MISTAKES,
    EXCEPTIONS,
    Pair,
    alone_right,
    do_differ,
    in_standard_errors,
)
from autograder.checks.mistakes import codes_of, fail_with, find_mistakes
from autograder.checks.values import describe

CALL = "differ(right_a, right_b)"
BUILD = """\
right_a = np.ones(2000, dtype=bool)
right_b = np.ones(2000, dtype=bool)
right_a[:300] = right_b[:300] = False  # both wrong
right_b[300:{b}] = False  # {first} images that only the first gets right
right_a[1000:{c}] = False  # {second} that only the second gets right
differ(right_a, right_b)  # the difference is {z:.1f} standard errors: expected {wanted}"""
SAME_EXAMPLE = """\
answers = np.arange(1000) % 10 > 0
differ(answers, answers)  # expected False"""
SECONDS = 60.0

# Images, of which both are wrong on a share; images with two answers; the difference in paired
# standard errors. No method is in doubt: none lies between 1.55 and 2.5.
KINDS = (
    (2000, 0.15, 80, 4.0),  # an unpaired comparison sees nothing here
    (2200, 0.15, 84, -4.2),
    (1000, 0.08, 240, 1.2),  # nearly two points, and still chance
    (1200, 0.08, 230, -1.2),
    (10000, 0.06, 64, 3.5),  # a quarter of a point, and no chance
    (3000, 0.10, 400, 9.0),
    (3100, 0.10, 390, -9.0),
    (4000, 0.05, 300, 0.0),  # equally many each way
    (500, 0.10, 100, 1.5),
    (4000, 0.08, 150, 2.6),
    (5000, 0.15, 200, 6.4),  # as different images it is 2.4 standard errors: intervals overlap
    (2500, 0.15, 250, 5.4),  # the lead is 1.7 times the root of all images
    (5200, 0.15, 60, -0.5),
)


def _example(first: int, second: int) -> str:
    z = (first - second) / np.sqrt(first + second)
    wanted = abs(z) > 1.96
    return BUILD.format(
        b=300 + first, c=1000 + second, first=first, second=second, z=z, wanted=wanted
    )


DIFFERENT_EXAMPLE = _example(60, 20)
SECOND_BETTER_EXAMPLE = _example(20, 60)
CHANCE_EXAMPLE = _example(130, 110)
NEARLY_EXAMPLE = _example(58, 43)  # 1.5 standard errors
CLEAR_EXAMPLE = _example(91, 59)  # 2.6 standard errors
EXAMPLES = (
    DIFFERENT_EXAMPLE,
    CHANCE_EXAMPLE,
    SECOND_BETTER_EXAMPLE,
    NEARLY_EXAMPLE,
    CLEAR_EXAMPLE,
    SAME_EXAMPLE,
)


@graded(
    points=2,
    statement="`differ` says whether two networks differ by more than chance on the same images.",
    codes=(
        *codes_of((*DIFFERENCE_MISTAKES, *EXCEPTIONS)),
        "any-image-differs",
        "fixed-margin",
        "same-verdict-always",
        "number-for-verdict",
        "verdict-is-text",
        "verdict-for-each-image",
        "no-return-for-false",
        "same-answers-raise",
        "verdict-wrong",
    ),
)
def check_differ(differ: Function, rng: np.random.Generator) -> None:
    """Differences of many sizes, in standard errors and in points, either way; none at all."""
    function = differ.with_deadline(SECONDS).with_mistakes(EXCEPTIONS, DIFFERENT_EXAMPLE)
    pairs = [_pair(*kind, rng) for kind in KINDS]
    results = [function(a, b) for a, b in pairs]
    if all(result is None for result in results):
        fail("returns-none", f"{CALL} is None; expected True or False. Is there a `return`?")
    answers = [_verdict(result, pair) for result, pair in zip(results, pairs, strict=True)]
    wanted = [do_differ(a, b) for a, b in pairs]
    if answers != wanted:
        _explain(function, answers, wanted, pairs)
    _judge_same(function, rng.random(800) < 0.9)


def _pair(
    n: int, both_wrong: float, disagreements: int, z: float, rng: np.random.Generator
) -> Pair:
    """Answers of two networks with so many disagreements, in random order."""
    n += int(rng.integers(0, 50))
    first = round((disagreements + z * np.sqrt(disagreements)) / 2)
    kinds = np.zeros(n, dtype=int)
    kinds[:disagreements] = 2
    kinds[:first] = 1
    kinds[disagreements : disagreements + round(both_wrong * n)] = 3
    kinds = rng.permutation(kinds)
    return (kinds == 0) | (kinds == 1), (kinds == 0) | (kinds == 2)


def _verdict(value: Any, pair: Pair) -> bool:
    """True or False; 1, 0 and an array with one of them count."""
    described = f"{_call(pair)} is {describe(value)}; expected True or False."
    example = DIFFERENT_EXAMPLE
    if isinstance(value, (list, tuple)):
        fail("number-of-results", described, example)
    if isinstance(value, np.ndarray):
        if value.size > 1:
            fail("verdict-for-each-image", described, example)
        value = value.item() if value.size else None
    if isinstance(value, str):
        fail("verdict-is-text", described, example)
    if value is None:
        message = f"{described} For other answers it is not None: one way through the function has no `return`."
        fail("no-return-for-false", message, CHANCE_EXAMPLE)
    if not isinstance(value, (bool, int, float)) or value not in (0, 1):
        fail("number-for-verdict", described, example)
    return bool(value)


def _call(pair: Pair) -> str:
    first, second = alone_right(*pair)
    return f"{CALL}, with {first} and {second} images that only one gets right,"


def _explain(
    function: Function, answers: list[bool], wanted: list[bool], pairs: list[Pair]
) -> None:
    """Fail: with the mistakes that predict all answers, else with what is seen of one."""
    first = [a == w for a, w in zip(answers, wanted, strict=True)].index(False)
    a, b = pairs[first]
    seen = (
        f"{_call(pairs[first])} is {answers[first]}; expected {wanted[first]}: the difference is "
        f"{abs(in_standard_errors(a, b)):.1f} paired standard errors."
    )
    got, right = np.array(answers), np.array(wanted)
    found = find_mistakes(got, right, DIFFERENCE_MISTAKES, (pairs,), 0)
    example = _example_where(got, right, pairs)
    fail_with(found, example, seen)
    if len(set(answers)) == 1:
        _explain_same_verdict(function, answers[0], pairs, seen, example)
    gaps = np.array([abs(a.mean() - b.mean()) for a, b in pairs])
    if gaps[got].min() > gaps[~got].max():
        low, high = 100 * gaps[~got].max(), 100 * gaps[got].min()
        message = (
            f"{seen} It says True from a difference between {low:.2f} and {high:.2f} points on, "
            "whatever the number of images and disagreements."
        )
        fail("fixed-margin", message, example)
    fail("verdict-wrong", seen, example)


def _explain_same_verdict(
    function: Function, verdict: bool, pairs: list[Pair], seen: str, example: str
) -> None:
    """Fail for one verdict on all pairs, after a question about two networks that never disagree."""
    same = function.ask(pairs[0][0], pairs[0][0]).value
    if isinstance(same, (bool, int)) and bool(same) is not verdict:
        when = (
            "as soon as a single image got two answers"
            if verdict
            else ("only where no image got two answers")
        )
        message = f"{seen} It says True {when}. Any two networks disagree somewhere."
        fail("any-image-differs", message, example)
    remark = (
        ""
        if verdict
        else (
            " Either the function can only say False, or what the difference is compared with is "
            "too large: a root is missing, say, or the difference is a share and this a count."
        )
    )
    message = f"{seen} It is {verdict} for all {len(pairs)} pairs of networks.{remark}"
    fail("same-verdict-always", message, example)


def _example_where(got: np.ndarray, right: np.ndarray, pairs: list[Pair]) -> str:
    """An example of the kind of the first pair that was judged wrong."""
    for wrong in np.flatnonzero(got != right):
        z = in_standard_errors(*pairs[wrong])
        if right[wrong]:
            if abs(z) < 3:
                return CLEAR_EXAMPLE
            return DIFFERENT_EXAMPLE if z > 0 else SECOND_BETTER_EXAMPLE
        return NEARLY_EXAMPLE if abs(z) > 1.4 else CHANCE_EXAMPLE
    return DIFFERENT_EXAMPLE


def _judge_same(function: Function, right: np.ndarray) -> None:
    """Two networks that are right for the same images: b + c is 0."""
    result = function.try_call(right, right.copy())
    if result.exception_type is not None:
        fail(
            "same-answers-raise",
            f"{CALL}, with the same answers twice, raised {result.exception_type}: "
            f"{result.message}; expected False.{result.place}",
            SAME_EXAMPLE,
        )
    if _verdict(result.value, (right, right)):
        message = f"{CALL} is True for the same answers twice; expected False."
        fail("any-image-differs", message, SAME_EXAMPLE)
