"""``class_counts``: how often each of the ten classes occurs."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_dependence_on_input
from autograder.checks.capture import unrecorded
from autograder.checks.failures import CheckFailedError
from autograder.checks.lessons.lesson_01.count_mistakes import ALL_ZERO, MISTAKES, counts
from autograder.checks.mistakes import (
    IMPORT_CALL_SECONDS,
    Mistake,
    Raises,
    allclose_same_shape,
    codes_of,
    fail_with,
    find_mistakes,
    still_fitting,
)

COUNTS_EXAMPLE = """\
class_counts(np.array([0, 1, 1, 3, 3, 3], dtype=np.uint8))
# expected [1, 2, 0, 3, 0, 0, 0, 0, 0, 0]"""
MANY_EXAMPLE = "class_counts(np.full(300, 4, dtype=np.uint8))  # expected 300 for class 4"


def _few_labels(function: Function) -> np.ndarray:
    """What four labels give: for them, positions are no more than classes."""
    return np.asarray(function.ask(np.array([2, 0, 2, 3])).value)


def _right_for_a_list(function: Function) -> bool:
    """Whether labels in a list, which may be the same objects as the numbers 0 to 9, are counted."""
    with contextlib.suppress(TypeError, ValueError):
        value = np.asarray(function.ask([5, 5, 2]).value, dtype=float)
        return allclose_same_shape(value, counts(np.array([5, 5, 2])), 0)
    return False


EXCEPTIONS = (
    Mistake(
        "attribute-not-there",
        Raises("AttributeError", r"'numpy.ndarray' object has no attribute 'count'"),
        "A list has `count` and an array has not: `(y == k).sum()` counts in an array",
    ),
    Mistake(
        "condition-for-all-labels",
        Raises(
            "ValueError", "truth value of an array", r"^(el)?if\b.*(\by\b\s*==|==\s*y\b(?![\[.]))"
        ),
        "`y` holds all labels: the comparison has one True or False for each of them",
    ),
    Mistake(
        "labels-have-no-columns",
        Raises("IndexError", "too many indices", r"\by\s*\[\s*:\s*,"),
        "`y` is the column of the labels already: it has one axis",
    ),
    Mistake(
        "comparison-needs-an-axis",
        Raises("ValueError", r"shapes (\(\d+,\) ?\(10,\)|\(10,\) ?\(\d+,\))", r"=="),
        "The labels and the ten classes are compared pair by pair, and there are not as many of both",
    ),
    Mistake(
        "minlength-by-position",
        Raises("ValueError", r"object of too small depth|weights and list don't have the same"),
        "The second argument of `np.bincount` is `weights`; the number of counts is `minlength=10`",
    ),
    Mistake(
        "range-of-array",
        Raises(
            "TypeError",
            "only integer scalar arrays|only length-1 arrays|interpreted as an int",
            r"range\(",
        ),
        "`range` needs one number, such as the length of the array",
    ),
    Mistake(
        "first-time-key",
        Raises("KeyError", line=r"\+="),
        "`+=` reads the old value first, and a label that comes for the first time has none",
    ),
    Mistake(
        "position-for-label",
        Raises(
            "IndexError",
            "out of range|out of bounds",
            "",
            lambda f: allclose_same_shape(_few_labels(f), np.array([1.0] * 4 + [0] * 6), 0),
        ),
        "The position in y was used in place of the label: it goes on past 9",
    ),
    Mistake(
        "list-without-entries",
        Raises(
            "IndexError",
            "list (assignment )?index out of range|with size 0",
            "",
            lambda f: f.ask(np.array([0])).raised("IndexError"),
        ),
        "The list or array is empty: it has no entry that could be changed",
    ),
)


@graded(
    points=3,
    statement="`class_counts` counts each of the ten classes, absent ones as 0.",
    codes=(
        *codes_of((*MISTAKES, *EXCEPTIONS)),
        "classes-and-counts-together",
        "counts-and-edges-together",
        "counts-in-a-dict",
        "is-for-equal",
        "single-classes-miscounted",
        "ignores-its-argument",
        "counts-wrong",
    ),
)
def check_class_counts(class_counts: Function, rng: np.random.Generator) -> None:
    """Uneven classes; absent ones at the ends and in the middle; more than 255 of a class."""
    class_counts = class_counts.with_deadline(IMPORT_CALL_SECONDS)
    class_counts = class_counts.with_mistakes(EXCEPTIONS, COUNTS_EXAMPLE)
    questions = _questions(rng)
    for number, y in enumerate(questions):
        got, right = _answer(class_counts, y), counts(y)
        if allclose_same_shape(got, right, 1e-9):
            continue
        others = questions[:number] + questions[number + 1 :]
        _explain(class_counts, y, got, others)
        if number == 0:
            require_dependence_on_input(class_counts, (y,), (questions[1],), COUNTS_EXAMPLE)
        expect.array(got, shape=(10,), what="`class_counts(y)`", example=COUNTS_EXAMPLE)
        expect.close(got, right, "The count", "counts-wrong", COUNTS_EXAMPLE, tolerance=1e-9)


def _questions(rng: np.random.Generator) -> list[np.ndarray]:
    """Labels that differ in their first and last, their number, and which classes are absent."""
    sizes = rng.permutation(np.arange(3, 33, 3))
    absent: tuple[list[int], ...] = ([], [], [9], [0], [int(rng.integers(1, 9))], [0, 1, 8, 9])
    questions = []
    for number, classes in enumerate(absent):
        sizes = np.roll(sizes, 3) + (sizes > 20)
        fewer = sizes.copy()
        fewer[classes] = 0
        questions.append(_labels(rng, fewer, np.int64 if number == 1 else np.uint8))
    many = np.full(10, 2)
    many[rng.integers(0, 5)] = rng.integers(257, 500)
    many[rng.integers(5, 10)] = rng.integers(513, 700)
    return [*questions, _labels(rng, many, np.uint8)]


def _labels(rng: np.random.Generator, sizes: np.ndarray, dtype: type) -> np.ndarray:
    """Labels in random order; the first, the second and the last differ."""
    ends = rng.permutation(np.flatnonzero(sizes))[:3]
    rest = sizes.copy()
    rest[ends] -= 1
    middle = rng.permutation(np.repeat(np.arange(10), rest))
    return np.concatenate([ends[:2], middle, ends[2:]]).astype(dtype)


def _answer(class_counts: Function, y: np.ndarray) -> np.ndarray:
    """The student's counts of ``y``, as an array of any shape but a table of classes and counts."""
    value = class_counts(y)
    if isinstance(value, dict):
        text = f"A dict of {len(value)} items came back; expected an array or a list of ten counts."
        fail("counts-in-a-dict", text, COUNTS_EXAMPLE)
    if isinstance(value, (list, tuple)) and len(value) == 2:
        _explain_pair(value[0], value[1], y)
        if np.ndim(value[0]):
            text = "Two results came back; expected one array of ten counts."
            fail("number-of-results", text, COUNTS_EXAMPLE)
    got = expect.array(value, what="`class_counts(y)`", example=COUNTS_EXAMPLE)
    if got.ndim == 2 and 2 in got.shape:
        columns = got if got.shape[0] == 2 else got.T
        _explain_pair(columns[0], columns[1], y)
    return got


def _explain_pair(first: Any, second: Any, y: np.ndarray) -> None:
    labels = np.unique(y)
    try:
        pair = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    except (TypeError, ValueError):
        return
    order = np.argsort(pair[0], axis=None)
    if all(a.shape == labels.shape for a in pair) and (pair[0][order] == labels).all():
        text = "The classes and their counts came back; expected the counts alone."
        fail("classes-and-counts-together", text, COUNTS_EXAMPLE)
    if pair[0].shape == (10,) and pair[1].shape == (11,):
        text = "The counts and the 11 edges of the bins came back; expected the counts alone."
        fail("counts-and-edges-together", text, COUNTS_EXAMPLE)


def _explain(
    class_counts: Function, y: np.ndarray, got: np.ndarray, others: Sequence[np.ndarray]
) -> None:
    """Fail with the mistakes that predict this answer and those to all other labels."""
    found = find_mistakes(got, counts(y), MISTAKES, (y,), tolerance=1e-9)
    answers = [((y,), got)]
    if found or got.shape == (10,):
        for other in others:
            with unrecorded(), contextlib.suppress(CheckFailedError):
                answers.append(((other,), _answer(class_counts, other)))
    fitting = [m for m in still_fitting(MISTAKES, answers, 1e-9) if m.code in codes_of(found)]
    absent = ", ".join(map(str, np.flatnonzero(counts(y) == 0)))
    result = f"Without labels of class {absent} the result" if absent else "The result"
    text = f"{result} is {_in_short(got)}; expected {counts(y).tolist()}."
    if got.size > 20:
        text = f"{result} has shape {got.shape} for {len(y)} labels; expected (10,)."
    example = MANY_EXAMPLE if counts(y).max() > 255 else COUNTS_EXAMPLE
    if codes_of(fitting) == (ALL_ZERO,) and _right_for_a_list(class_counts):
        fail("is-for-equal", f"{text} Nothing was counted: `is` is never true here.", example)
    fail_with(fitting, example, text)
    if got.shape == (10,):
        _explain_single_classes(answers, text)


def _in_short(got: np.ndarray) -> list[float]:
    """The entries, whole numbers without a point."""
    numbers = got.astype(np.float64).round(3)
    return (numbers.astype(np.int64) if (numbers == numbers.round()).all() else numbers).tolist()


def _explain_single_classes(
    answers: Sequence[tuple[tuple[np.ndarray], np.ndarray]], text: str
) -> None:
    """Fail when a few entries, always the same, are 0 or the counts of other classes."""
    if any(got.shape != (10,) for _, got in answers):
        return
    got = np.array([got for _, got in answers])
    right = np.array([counts(y) for (y,), _ in answers])
    wrong = np.flatnonzero((got != right).any(axis=0))
    sentences = []
    for k in wrong:
        as_other = [j for j in range(10) if j != k and (got[:, k] == right[:, j]).all()]
        added = [j for j in range(10) if (got[:, k] == right[:, k] + right[:, j]).all()]
        if not got[:, k].any():
            sentences.append(f"entry {k} is always 0")
        elif as_other:
            sentences.append(f"entry {k} is the count of class {as_other[0]}")
        elif added:
            sentences.append(f"entry {k} also counts class {added[0]}")
    if len(sentences) == len(wrong) <= 4:
        few = f"{', '.join(sentences)}; all other entries are right."
        numbers = ", ".join(map(str, range(10)))
        example = f"class_counts(np.array([{numbers}], dtype=np.uint8))\n# expected ten times 1"
        fail("single-classes-miscounted", f"{text} {few[0].upper()}{few[1:]}", example)
