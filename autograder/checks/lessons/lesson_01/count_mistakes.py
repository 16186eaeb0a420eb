"""The known mistakes in counting labels, and the answers that they predict."""

from __future__ import annotations

import numpy as np

from autograder.checks.mistakes import Mistake


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


def _runs(y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The label and the length of each run of equal labels, in their order."""
    starts = np.flatnonzero(np.append(True, np.diff(y.astype(int)) != 0))
    return y[starts], np.diff(np.append(starts, len(y)))


def _last_runs(y: np.ndarray) -> np.ndarray:
    labels, lengths = _runs(y)
    result = np.zeros(10)
    for label, length in zip(labels, lengths, strict=True):
        result[label] = length
    return result


def _in_order_of_appearance(y: np.ndarray) -> np.ndarray:
    labels, first = np.unique(y, return_index=True)
    return counts(y)[labels[np.argsort(first)]]


ABSENT, FROM_ONE, LAST = "absent-class-lost", "classes-from-one", "last-class-lost"
SHARES, SORTED, WRAPPED = "shares-for-counts", "sorted-by-frequency", "uint8-wraparound"
IN_LOOP, ONE_NUMBER, ALL_ZERO = "return-in-loop", "one-number-for-ten", "counts-all-zero"
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
    Mistake(
        LAST,
        lambda y: np.bincount(y, minlength=9),
        "There are nine entries: one for class 9 comes only when it occurs",
    ),
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
    Mistake(ALL_ZERO, lambda y: np.zeros(10), "Nothing was counted"),
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
    Mistake(
        "labels-not-counted", lambda y: y[:10], "These are the first ten labels, not their counts"
    ),
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
    Mistake("last-label-only", lambda y: np.eye(10)[y[-1]], "Only the last label was counted"),
    Mistake(
        "runs-for-classes",
        _last_runs,
        "Each entry is the length of the last run of equal labels that follow one another",
    ),
    Mistake(
        "runs-for-classes",
        lambda y: _runs(y)[1],
        "There is an entry for each run of equal labels that follow one another",
    ),
    Mistake(
        "class-not-compared",
        lambda y: np.full(10, np.count_nonzero(y)),
        "Each entry is the number of labels other than 0",
    ),
    Mistake(
        "class-not-compared",
        lambda y: np.full(10, y.sum(dtype=int)),
        "Each entry is the sum of all labels",
    ),
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
