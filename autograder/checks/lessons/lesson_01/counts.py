"""``class_counts``: how often each of the ten classes occurs."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_dependence_on_input
from autograder.checks.capture import unrecorded
from autograder.checks.failures import CheckFailedError
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


def counts(y: np.ndarray) -> np.ndarray:
    """The right answer."""
    return np.bincount(y, minlength=10)


def _present(y: np.ndarray) -> np.ndarray:
    return counts(y)[counts(y) > 0]


def _only(y: np.ndarray, keep: slice | int) -> np.ndarray:
    """The counts with 0 for all classes but those that are kept."""
    kept = np.zeros(10)
    kept[keep] = counts(y)[keep]
    return kept


def _like_y(y: np.ndarray) -> np.ndarray:
    result = np.zeros_like(y)
    result[: min(10, len(y))] = counts(y)[: len(y)].astype(y.dtype)
    return result


def _in_order_of_appearance(y: np.ndarray) -> np.ndarray:
    labels, first = np.unique(y, return_index=True)
    return counts(y)[labels[np.argsort(first)]]


ABSENT, FROM_ONE, LAST = "absent-class-lost", "classes-from-one", "last-class-lost"
SHARES, SORTED, WRAPPED = "shares-for-counts", "sorted-by-frequency", "uint8-wraparound"
IN_LOOP, ONE_NUMBER = "return-in-loop", "one-number-for-ten"
MISTAKES = (
    Mistake(ABSENT, _present, "Classes that do not occur have no entry"),
    Mistake(ABSENT, lambda y: counts(y)[: y.max() + 1], "The counts end at the largest label"),
    Mistake(
        ABSENT,
        lambda y: np.append(_present(y), np.zeros(10 - len(_present(y)))),
        "Classes that do not occur have no entry, and zeros were added at the end",
    ),
    Mistake(
        "bins-follow-the-data",
        lambda y: np.histogram(y, bins=10)[0],
        "The bins lie between the smallest and the largest label that occur",
    ),
    Mistake(FROM_ONE, lambda y: counts(y)[1:], "Class 0 is missing"),
    Mistake(FROM_ONE, lambda y: np.append(counts(y)[1:], 0), "Class 0 is missing"),
    Mistake(FROM_ONE, lambda y: _only(y, slice(1, 10)), "Class 0 was not counted"),
    Mistake(FROM_ONE, lambda y: np.roll(counts(y), -1), "The first entry is the count of class 1"),
    Mistake(LAST, lambda y: counts(y)[:9], "Class 9 is missing"),
    Mistake(LAST, lambda y: _only(y, slice(0, 9)), "Class 9 was not counted"),
    Mistake("eleven-classes", lambda y: np.append(counts(y), 0), "Eleven counts came back"),
    Mistake(SHARES, lambda y: counts(y) / len(y), "These are shares, not whole numbers"),
    Mistake(SHARES, lambda y: counts(y) * 100 / len(y), "This is per cent"),
    Mistake(
        "sums-for-counts",
        lambda y: counts(y) * np.arange(10),
        "The labels of each class were added up, not counted",
    ),
    Mistake(
        "sums-for-counts",
        lambda y: counts(y) * np.arange(10) % 256,
        "The labels of each class were added up, not counted",
    ),
    Mistake("labels-for-counts", lambda y: np.unique(y), "These are the labels that occur"),
    Mistake("labels-for-counts", lambda y: np.arange(10), "These are the ten classes"),
    Mistake(SORTED, lambda y: np.sort(counts(y)), "The counts are sorted by size"),
    Mistake(SORTED, lambda y: np.sort(counts(y))[::-1], "The counts are sorted by size"),
    Mistake(SORTED, lambda y: np.sort(_present(y))[::-1], "The counts are sorted by size"),
    Mistake(SORTED, _in_order_of_appearance, "The counts stand in the order of the first labels"),
    Mistake(WRAPPED, lambda y: counts(y) % 256, "Counts above 255 started again at 0"),
    Mistake(WRAPPED, lambda y: np.minimum(counts(y), 255), "Counts above 255 stay at 255"),
    Mistake(
        "each-class-counted-once",
        lambda y: counts(y) > 0,
        "There is a 1 for each class that occurs, however often it does",
    ),
    Mistake(
        "length-of-where", lambda y: np.ones(10), "There is a 1 for every class, occurring or not"
    ),
    Mistake("length-of-comparison", lambda y: np.full(10, len(y)), "Each entry is the length of y"),
    Mistake("counts-all-zero", lambda y: np.zeros(10), "Nothing was counted"),
    Mistake(
        "earlier-classes-included",
        lambda y: np.cumsum(counts(y)),
        "Each entry also contains the counts of all classes before it",
    ),
    Mistake(
        "other-classes-counted",
        lambda y: len(y) - counts(y),
        "Each entry counts the labels of all other classes",
    ),
    Mistake(
        "other-classes-counted",
        lambda y: np.cumsum(counts(y)[::-1])[::-1],
        "Each entry also contains the counts of all classes after it",
    ),
    Mistake("counted-twice", lambda y: 2 * counts(y), "Each label was counted twice"),
    Mistake("labels-not-counted", lambda y: y, "These are the labels themselves"),
    Mistake("labels-not-counted", np.sort, "These are the labels themselves, sorted"),
    Mistake(
        "comparisons-not-added",
        lambda y: y == np.arange(10)[:, None],
        "These are the comparisons, True or False for each label",
    ),
    Mistake(
        "comparisons-not-added",
        lambda y: y[:, None] == np.arange(10),
        "These are the comparisons, True or False for each label",
    ),
    Mistake("counts-axis-too-many", lambda y: counts(y)[:, None], "There is an axis too many"),
    Mistake("counts-axis-too-many", lambda y: counts(y)[None], "There is an axis too many"),
    Mistake(
        "nine-bins",
        lambda y: np.histogram(y, bins=np.arange(10))[0],
        "The last entry counts the classes 8 and 9 together",
    ),
    Mistake("counts-start-at-one", lambda y: counts(y) + 1, "Each count is 1 too large"),
    Mistake(
        "label-skipped",
        lambda y: counts(y) - np.eye(10)[y[0]],
        "The first label was not counted",
    ),
    Mistake(
        "label-skipped", lambda y: counts(y) - np.eye(10)[y[-1]], "The last label was not counted"
    ),
    Mistake(IN_LOOP, lambda y: np.eye(10)[y[0]], "Only the first label was counted"),
    Mistake(IN_LOOP, lambda y: counts(y)[:1], "Only class 0 was counted"),
    Mistake(IN_LOOP, lambda y: _only(y, 0), "Only class 0 was counted"),
    Mistake("label-as-position", lambda y: counts(y[y]), "These are the counts of `y[y]`"),
    Mistake("zeros-like-y", _like_y, "There is an entry for each label of y"),
    Mistake("loop-over-labels", lambda y: counts(y)[y], "There is an entry for each label of y"),
    Mistake(
        "summed-over-classes",
        lambda y: np.ones(len(y)),
        "For each label all ten comparisons were added up",
    ),
    Mistake(
        "append-in-inner-loop",
        lambda y: np.concatenate([np.cumsum(y == k) for k in range(10)]),
        "There is an entry for each label and each class",
    ),
    Mistake(ONE_NUMBER, lambda y: counts(y)[0], "It is the count of class 0"),
    Mistake(ONE_NUMBER, lambda y: counts(y)[9], "It is the count of class 9"),
    Mistake(ONE_NUMBER, lambda y: np.count_nonzero(y), "It is the number of labels other than 0"),
    Mistake(ONE_NUMBER, lambda y: len(y), "It is the number of labels"),
    Mistake(ONE_NUMBER, lambda y: len(np.unique(y)), "It is the number of different labels"),
    Mistake(ONE_NUMBER, lambda y: counts(y).max(), "It is the largest count"),
    Mistake(ONE_NUMBER, lambda y: counts(y).argmax(), "It is the most frequent class"),
)


def _few_labels(function: Function) -> np.ndarray:
    """What four labels give: for them, positions are no more than classes."""
    return np.asarray(function.try_call(np.array([2, 0, 2, 3])).value)


EXCEPTIONS = (
    Mistake(
        "attribute-not-there",
        Raises("AttributeError", r"'numpy.ndarray' object has no attribute 'count'"),
        "A list has `count` and an array has not: `(y == k).sum()` counts in an array",
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
            lambda f: f.try_call(np.array([0])).raised("IndexError"),
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
    absent: tuple[list[int], ...] = ([], [], [9], [0], [int(rng.integers(1, 9))], [0, 1, 7, 9])
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
    if not found:
        return
    answers = [((y,), got)]
    for other in others:
        with unrecorded(), contextlib.suppress(CheckFailedError):
            answers.append(((other,), _answer(class_counts, other)))
    fitting = still_fitting(MISTAKES, answers, tolerance=1e-9)
    absent = ", ".join(map(str, np.flatnonzero(counts(y) == 0)))
    result = f"Without labels of class {absent} the result" if absent else "The result"
    text = f"{result} is {got.astype(np.float64).round(3).tolist()}; expected {counts(y).tolist()}."
    if got.size > 20:
        text = f"{result} has shape {got.shape} for {len(y)} labels; expected (10,)."
    example = MANY_EXAMPLE if counts(y).max() > 255 else COUNTS_EXAMPLE
    fail_with([m for m in fitting if m.code in codes_of(found)], example, text)
