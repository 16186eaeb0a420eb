"""Check of lesson 07: the two classes that are confused most often."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks import Function, expect, fail, graded
from autograder.checks.lessons.lesson_07.confused_pair_mistakes import (
    EXCEPTIONS,
    MISTAKES,
    errors_of,
    largest_of,
)
from autograder.checks.mistakes import Behaves, Mistake, codes_of, fail_with, find_mistakes
from fmnist_lab.data import CLASS_NAMES

CALL = "most_confused(matrix)"
PAIR_EXAMPLE = """\
matrix = 900 * np.eye(10, dtype=int)
matrix[6, 0] = 87
matrix[2, 4], matrix[4, 2] = 80, 75
matrix[8, 8], matrix[8, 5], matrix[5, 8] = 100, 60, 55
pair = most_confused(matrix)
pair  # expected (6, 0)"""
MIRRORED_EXAMPLE = """\
matrix = 900 * np.eye(10, dtype=int)
matrix[0, 6], matrix[4, 2] = 87, 80
pair = most_confused(matrix)
pair  # expected (0, 6)"""
CROWDED_EXAMPLE = """\
matrix = 900 * np.eye(10, dtype=int)
matrix[6, 0], matrix[0, 6] = 87, 70
matrix[4, 2], matrix[4, 3], matrix[3, 3] = 80, 60, 50
pair = most_confused(matrix)
pair  # expected (6, 0)"""
LAST_CLASS_EXAMPLE = """\
matrix = 900 * np.eye(10, dtype=int)
matrix[9, 7], matrix[2, 4] = 87, 80
pair = most_confused(matrix)
pair  # expected (9, 7)"""
TIE_EXAMPLE = """\
matrix = 900 * np.eye(10, dtype=int)
matrix[6, 0] = matrix[2, 5] = 87
pair = most_confused(matrix)
pair  # expected (6, 0) or (2, 5), one of them"""
EQUAL_EXAMPLE = """\
matrix = 900 * np.eye(10, dtype=int)
matrix[3, 3] = matrix[6, 0] = 87
pair = most_confused(matrix)
pair  # expected (6, 0)"""
EXAMPLES = (PAIR_EXAMPLE, MIRRORED_EXAMPLE, CROWDED_EXAMPLE, LAST_CLASS_EXAMPLE)


def _finds_large_counts(function: Function) -> bool:
    matrix = np.ones((10, 10), dtype=int)
    matrix[6, 0] = 1_000_000
    return function.ask(matrix).value is not None


NONE_MISTAKES = (
    Mistake(
        "search-starts-too-high",
        Behaves(_finds_large_counts),
        "With counts of a million it is not None: it seems to look only for counts above a "
        "certain number",
    ),
)


@graded(
    points=1,
    statement="`most_confused` finds the largest count off the diagonal: (true, guessed).",
    codes=(
        *codes_of((*MISTAKES, *NONE_MISTAKES, *EXCEPTIONS)),
        "names-for-pair",
        "text-for-pair",
        "several-pairs",
        "same-pair-for-every-matrix",
        "first-cell-for-every-matrix",
        "pair-wrong",
    ),
)
def check_most_confused(most_confused: Function, rng: np.random.Generator) -> None:
    """Every kind of place for the largest count; small and large counts; a tie."""
    function = most_confused.with_mistakes(EXCEPTIONS, PAIR_EXAMPLE)
    matrices = _distinct_matrices(rng)
    values = [function(matrix) for matrix in matrices]
    if any(value is None for value in values):
        _explain_none(function, matrices[[value is None for value in values].index(True)])
    _judge_answers(function, [_numbers(value) for value in values], matrices)
    for case in ("few", "many", "equal", "tie"):
        matrix = _matrix_for(case, rng)
        _judge_pair(function(matrix), matrix)


def _distinct_matrices(rng: np.random.Generator) -> list[np.ndarray]:
    """Matrices whose errors are 1 to 90, so that every wrong rule has one answer.

    The largest error stands in the first and the last row and column, and on both sides of the
    diagonal. In the first two matrices class 0 and class 1 are never guessed right.
    """
    a, b, c, d = (int(k) for k in rng.choice(np.arange(1, 9), size=4, replace=False))
    low, high = min(a, b), max(a, b)
    places = [(low, high), (high, low), (0, a), (b, 0), (9, c), (d, 9), (c, d), (d, c), (a, c)]
    matrices = []
    for number, place in enumerate(places):
        matrix = np.zeros((10, 10), dtype=int)
        off_diagonal = ~np.eye(10, dtype=bool)
        matrix[off_diagonal] = 1 + rng.permutation(90)
        matrix[largest_of(matrix)] = matrix[place]
        matrix[place] = 90
        matrix[np.diag_indices(10)] = 100 + rng.permutation(800)[:10]
        if number < 2:
            matrix[number, number] = 0
        matrices.append(matrix)
    return matrices


def _explain_none(function: Function, matrix: np.ndarray) -> None:
    found = [m for m in NONE_MISTAKES if m.predicts.test(function)]
    before = f"{CALL} is None; expected {largest_of(matrix)}."
    fail_with(found, PAIR_EXAMPLE, before)
    fail("returns-none", f"{before} Is there a `return`?", PAIR_EXAMPLE)


def _numbers(value: object) -> np.ndarray:
    """The student's result as an array; the (2, 1) of ``np.where``, which unpacks, as a pair."""
    texts = [value] if isinstance(value, str) else value
    if isinstance(texts, (list, tuple)) and any(isinstance(text, str) for text in texts):
        if any(name in str(text) for text in texts for name in CLASS_NAMES):
            fail("names-for-pair", f"{CALL} gives names; expected two numbers.", PAIR_EXAMPLE)
        message = f"{CALL} gives text, {str(value)[:60]!r}; expected two numbers."
        fail("text-for-pair", message, PAIR_EXAMPLE)
    if isinstance(value, (list, tuple)) and any(isinstance(v, (list, tuple)) for v in value):
        flat = [item for v in value for item in (v if isinstance(v, (list, tuple)) else [v])]
        value = flat if len(flat) == 3 else value  # ((6, 0), 87)
    result = expect.array(value, what=CALL, example=PAIR_EXAMPLE)
    return result[:, 0] if result.shape == (2, 1) else result


def _judge_answers(
    function: Function, answers: list[np.ndarray], matrices: list[np.ndarray]
) -> None:
    """All answers together: a mistake is named only when it predicts every one of them."""
    right = [np.array(largest_of(matrix)) for matrix in matrices]
    agree = [np.array_equal(a, r) for a, r in zip(answers, right, strict=True)]
    if all(agree):
        return
    first = agree.index(False)
    answer, wanted = answers[first], largest_of(matrices[first])
    before = f"{CALL} is {_shown(answer)}; expected {wanted}."
    if len({a.shape for a in answers}) == 1:
        got = np.stack(answers)
        found = find_mistakes(got, np.stack(right), MISTAKES, (matrices,), 1e-9)
        fail_with(found, _example_for(found), before)
        if answer.shape == (2,) and not got.any():
            _explain_first_cell(function, before)
        if answer.shape == (2,) and (got == got[0]).all():
            message = (
                f"{before} The answer was the same for {len(matrices)} matrices whose largest "
                "counts stand at different places."
            )
            fail("same-pair-for-every-matrix", message, _example_where(lambda m: answer))
    if all(a.shape == (2,) and a[0] == a[1] for a in answers):
        message = f"{before} Each answer is one class twice, and so a right guess."
        fail("diagonal-counted", message, PAIR_EXAMPLE)
    if answer.size == 1:
        fail("worst-class-for-pair", f"{before} One number is no pair.", PAIR_EXAMPLE)
    if answer.shape == (1, 2):  # as np.argwhere gives it
        message = f"{CALL} has shape (1, 2), a list with one pair in it; expected the pair."
        fail("several-pairs", message, PAIR_EXAMPLE)
    if answer.size == 0:
        message = (
            f"{CALL} has shape {answer.shape}: it holds no place at all; expected {wanted}. No "
            "cell of the matrix that was searched holds the number looked for."
        )
        fail("no-cell-found", message, PAIR_EXAMPLE)
    expect.array(answer, shape=(2,), what=CALL, example=PAIR_EXAMPLE)
    message = f"{before} The largest count off the diagonal stands there."
    fail("pair-wrong", message, PAIR_EXAMPLE)


def _explain_first_cell(function: Function, before: str) -> None:
    """Fail for an answer that is always (0, 0)."""
    matrix = np.ones((10, 10), dtype=int)
    matrix[3, 7] = -5  # the smallest number, also where the diagonal is 0
    with_smallest = function.ask(matrix).value
    if with_smallest is not None and np.array_equal(np.ravel(_numbers(with_smallest)), (3, 7)):
        message = f"{before} This is the smallest number once the diagonal holds zeros."
        fail("least-confused", message, PAIR_EXAMPLE)
    fail(
        "first-cell-for-every-matrix",
        f"{before} It is (0, 0) for every matrix. Either NaN stands on the diagonal, which `argmax` "
        "takes for the largest number, or your search starts at (0, 0) and never leaves it.",
        PAIR_EXAMPLE,
    )


def _shown(answer: np.ndarray) -> str:
    if answer.ndim == 0:
        return f"one number, {answer.item():g}"
    if answer.shape == (2,):
        return f"({answer[0]:g}, {answer[1]:g})"
    return f"{answer.tolist()}" if answer.size <= 10 else f"an array of shape {answer.shape}"


def _example_for(found: list[Mistake]) -> str:
    return _example_where(lambda m: found[0].answer([m])[0]) if found else ""


def _example_where(rule: Callable[[np.ndarray], Any]) -> str:
    """The first example on which a wrong rule gives a wrong answer."""
    for example in EXAMPLES:
        names: dict[str, Any] = {"np": np}
        exec(example.partition("pair =")[0], names)
        if not np.array_equal(rule(names["matrix"]), largest_of(names["matrix"])):
            return example
    return PAIR_EXAMPLE


def _matrix_for(case: str, rng: np.random.Generator) -> np.ndarray:
    matrix = rng.integers(0, 40, size=(10, 10))
    matrix[np.diag_indices(10)] = rng.integers(600, 900, size=10)
    a, b, c, d = (int(k) for k in rng.choice(10, size=4, replace=False))
    if case == "few":  # counts on the diagonal smaller than those beside it
        matrix = rng.integers(0, 4, size=(10, 10))
        matrix[a, b], matrix[b, a] = 9, 6
        matrix[c, c] = 20
    elif case == "many":
        matrix = 1000 * matrix
        matrix[a, b] = 120_000
    elif case == "equal":  # as many right guesses of a class as there are of the largest error
        first, second, third, _ = sorted((a, b, c, d))
        matrix[first, first] = matrix[second, third] = 55
    elif case == "tie":  # of the first row and the first column no pair can be made
        top, left, right, bottom = sorted((a, b, c, d))
        matrix[top, right] = matrix[bottom, left] = 77
    return matrix


def _judge_pair(value: object, matrix: np.ndarray) -> None:
    errors = errors_of(matrix)
    wanted = [(int(row), int(column)) for row, column in np.argwhere(errors == errors.max())]
    right = " or ".join(str(pair) for pair in wanted)
    if value is None:
        message = f"{CALL} is None; expected {right}, though for other matrices it is a pair."
        fail("search-starts-too-high", message, PAIR_EXAMPLE)
    result = _numbers(value)
    if result.size == 2 * len(wanted) and len(wanted) > 1 and result.ndim == 2:
        fail(
            "several-pairs",
            f"{CALL} gives {len(wanted)} pairs when they are equally frequent; expected one.",
            TIE_EXAMPLE,
        )
    result = expect.array(result, shape=(2,), what=CALL, example=PAIR_EXAMPLE)
    if any(np.array_equal(result, pair) for pair in wanted):
        return
    if result[0] == result[1] and matrix.diagonal()[int(result[0]) % 10] == errors.max():
        message = (
            f"{CALL} is {_shown(result)}; expected {right}. Class {result[0]:g} has as many right "
            "guesses as the largest error has images, and its cell on the diagonal was taken."
        )
        fail("diagonal-counted", message, EQUAL_EXAMPLE)
    if len(wanted) > 1 and all(result[k] in [pair[k] for pair in wanted] for k in (0, 1)):
        message = f"{CALL} is {_shown(result)} in a tie; expected {right}: one cell, not two."
        fail("row-and-column-apart", message, TIE_EXAMPLE)
    message = f"{CALL} is {_shown(result)}; expected {right}, where the largest count stands."
    fail("pair-wrong", message, PAIR_EXAMPLE)
