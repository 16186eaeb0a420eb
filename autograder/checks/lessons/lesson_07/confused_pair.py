"""Check of lesson 07: the two classes that are confused most often."""

from __future__ import annotations

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_dependence_on_input
from autograder.checks.mistakes import Mistake, allclose_same_shape, codes_of

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
TIE_EXAMPLE = """\
matrix = 900 * np.eye(10, dtype=int)
matrix[6, 0] = matrix[0, 6] = 87
pair = most_confused(matrix)
pair  # expected (6, 0) or (0, 6), one of them"""


UPPER = np.triu(np.ones((10, 10)), 1) > 0
ONE_SIDE = "the largest count on one side of the diagonal only"

# What a wrong rule takes the largest value of: from the counts with NaN on the diagonal, and from
# the whole matrix.
PAIR_MISTAKES = (
    Mistake("directions-added", lambda n, m: n + n.T, "the largest sum of both directions"),
    *(
        Mistake(
            "largest-share-for-count",
            lambda n, m, axis=axis: n / m.sum(axis=axis, keepdims=True),
            f"the largest share of a {name}",
        )
        for axis, name in ((1, "row"), (0, "column"))
    ),
    Mistake("least-confused", lambda n, m: -n, "the smallest count"),
    Mistake("half-of-the-matrix", lambda n, m: np.where(UPPER, n, np.nan), ONE_SIDE),
    Mistake("half-of-the-matrix", lambda n, m: np.where(UPPER.T, n, np.nan), ONE_SIDE),
)


@graded(
    points=2,
    statement="`most_confused` finds the largest count off the diagonal: (true, guessed).",
    codes=(
        "diagonal-counted",
        "pair-reversed",
        "flat-index-for-pair",
        "names-for-pair",
        "count-for-pair",
        "worst-class-for-pair",
        "several-pairs",
        *codes_of(PAIR_MISTAKES),
        "pair-wrong",
    ),
)
def check_most_confused(most_confused: Function, rng: np.random.Generator) -> None:
    """Rows of unequal size, both directions of a pair, small counts, ties."""
    first, second = _matrix_for("upper", rng), _matrix_for("upper", rng)
    while np.argmax(first * (1 - np.eye(10))) == np.argmax(second * (1 - np.eye(10))):
        second = _matrix_for("upper", rng)
    require_dependence_on_input(most_confused, (first,), (second,), PAIR_EXAMPLE)
    for case in ("plain", "upper", "lower", "unequal rows", "both directions", "few", "tie"):
        matrix = _matrix_for(case, rng)
        _judge_pair(most_confused(matrix), matrix)


def _matrix_for(case: str, rng: np.random.Generator) -> np.ndarray:
    matrix = rng.integers(0, 40, size=(10, 10))
    matrix[np.diag_indices(10)] = rng.integers(600, 900, size=10)
    a, b, c, d = (int(k) for k in rng.choice(10, size=4, replace=False))
    low, high = min(a, b), max(a, b)
    above, below = (min(c, d), max(c, d)), (max(c, d), min(c, d))
    # With one pair, the largest count on the other side of the diagonal is not the mirror image:
    # a function that looks at one side only is told from one that reverses the pair.
    if case == "plain":
        matrix[a, b], matrix[b, a] = 87, 41
        matrix[below if a < b else above] = 60
    elif case == "upper":
        matrix[low, high], matrix[high, low], matrix[below] = 95, 41, 60
    elif case == "lower":
        matrix[high, low], matrix[low, high], matrix[above] = 95, 41, 60
    elif case == "unequal rows":  # the largest count is not the largest share
        matrix[a, b] = 120
        matrix[c, c], matrix[c, d] = 150, 90
    elif case == "both directions":  # the largest sum is elsewhere
        matrix[a, b], matrix[b, a] = 110, 2
        matrix[c, d], matrix[d, c] = 90, 85
    elif case == "few":  # counts on the diagonal smaller than those beside it
        matrix = rng.integers(0, 4, size=(10, 10))
        matrix[a, b], matrix[b, a] = 9, 6
        matrix[c, c] = 20
    elif case == "tie":
        matrix[a, b] = matrix[c, d] = 77
    return matrix


def _judge_pair(value: object, matrix: np.ndarray) -> None:
    errors = matrix.copy()
    np.fill_diagonal(errors, -1)
    wanted = [(int(row), int(column)) for row, column in np.argwhere(errors == errors.max())]
    right = " or ".join(str(pair) for pair in wanted)
    _explain_other_kinds(value, matrix, errors, right)
    result = _two_numbers(value, wanted, right)
    pair = (int(result[0]), int(result[1]))
    if pair not in wanted or not allclose_same_shape(result, np.asarray(pair), 0):
        _explain_pair(pair, wanted, f"{CALL} is {pair}; expected {right}", matrix, errors)


def _explain_other_kinds(value: object, matrix: np.ndarray, errors: np.ndarray, right: str) -> None:
    """Fail for None, for names and for a single number. ``errors`` has -1 on its diagonal."""
    if value is None:
        fail("returns-none", f"{CALL} is None; expected a pair. Is there a `return`?", PAIR_EXAMPLE)
    if isinstance(value, str) or (
        isinstance(value, (list, tuple)) and any(isinstance(v, str) for v in value)
    ):
        fail("names-for-pair", f"{CALL} gives names; expected two numbers.", PAIR_EXAMPLE)
    if isinstance(value, (int, float)) or (isinstance(value, np.ndarray) and value.size == 1):
        number = int(np.asarray(value).item())
        flat = {int(np.argmax(m)) for m in (errors, matrix)}
        if number in flat and number > 9:
            fail(
                "flat-index-for-pair",
                f"{CALL} is {number}: a position in the flattened matrix; expected {right}.",
                PAIR_EXAMPLE,
            )
        if number == errors.max():
            fail(
                "count-for-pair", f"{CALL} is {number}: the count; expected {right}.", PAIR_EXAMPLE
            )
        message = f"{CALL} is one number, {number}; expected {right}."
        fail("worst-class-for-pair", message, PAIR_EXAMPLE)


def _two_numbers(value: object, wanted: list[tuple[int, int]], right: str) -> np.ndarray:
    """The student's result as an array (2,)."""
    result = expect.array(value, what=CALL, example=PAIR_EXAMPLE)
    if result.size == 2 * len(wanted) and len(wanted) > 1 and result.ndim == 2:
        fail(
            "several-pairs",
            f"{CALL} gives {len(wanted)} pairs when they are equally frequent; expected one.",
            TIE_EXAMPLE,
        )
    if result.shape == (1, 2):  # as np.argwhere gives it
        fail(
            "several-pairs",
            f"{CALL} has shape (1, 2), a list with one pair in it; expected the pair, {right}.",
            PAIR_EXAMPLE,
        )
    if result.shape == (2, 1):  # (array([6]), array([0])), as np.where gives it, unpacks as well
        result = result[:, 0]
    return expect.array(result, shape=(2,), what=CALL, example=PAIR_EXAMPLE)


def _explain_pair(
    pair: tuple[int, int],
    wanted: list[tuple[int, int]],
    sentence_start: str,
    matrix: np.ndarray,
    errors: np.ndarray,
) -> None:
    """Fail with the code of the rule that finds ``pair``; ``sentence_start`` begins the message."""
    if pair[0] == pair[1]:
        fail("diagonal-counted", f"{sentence_start}: two different classes.", PAIR_EXAMPLE)
    # The usual example shows nothing of a function that never looks above the diagonal.
    one_sided = MIRRORED_EXAMPLE if pair[0] > pair[1] else PAIR_EXAMPLE
    if pair[::-1] in wanted:
        fail("pair-reversed", f"{sentence_start}: the true class comes first.", one_sided)
    hidden = np.where(np.eye(10) > 0, np.nan, errors)
    for mistake in PAIR_MISTAKES:
        values = mistake.answer(hidden, matrix)
        largest = {(int(i), int(j)) for i, j in np.argwhere(values == np.nanmax(values))}
        if pair in largest:
            example = one_sided if mistake.says == ONE_SIDE else PAIR_EXAMPLE
            fail(mistake.code, f"{sentence_start}. This is {mistake.says}.", example)
    fail("pair-wrong", f"{sentence_start}, where the largest count stands.", PAIR_EXAMPLE)
