"""Lesson 05: ways of misreading curves, each as a function that reads them so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from autograder.checks.lessons.lesson_05.diagnose_cases import (
    FIT,
    OVER,
    UNDER,
    History,
    Training,
)
from autograder.checks.mistakes import Mistake

WORDS = (UNDER, OVER, FIT)

Overfits = Callable[[History], bool]
Underfits = Callable[[History, float], bool]
Reader = Callable[[History, float], str]


def as_numbers(words: Iterable[str | None]) -> np.ndarray:
    """Answers as numbers, so that they compare like any other result; -1 for another answer."""
    return np.array([WORDS.index(word) if word in WORDS else -1 for word in words])


def _reader(overfits: Overfits, underfits: Underfits, target_first: bool) -> Reader:
    def read(history: History, target: float) -> str:
        over, under = overfits(history), underfits(history, target)
        if target_first:
            return UNDER if under else OVER if over else FIT
        return OVER if over else UNDER if under else FIT

    return read


def _predicts(reader: Reader) -> Callable[[Sequence[Training]], np.ndarray]:
    return lambda trainings: as_numbers(reader(t.history, t.aim) for t in trainings)


# --- the right facts, in the forms in which a right function may test them ------------------


def _gap(h: History) -> float:
    return h["accuracy"][-1] - h["val_accuracy"][-1]


def _large(h: History) -> bool:
    return _gap(h) > 0.04


def _turned(h: History) -> bool:
    return h["val_loss"][-1] > 1.1 * min(h["val_loss"])


def _both(h: History) -> bool:
    return _large(h) and _turned(h)


RIGHT_UNDER: tuple[Underfits, ...] = (
    lambda h, t: h["accuracy"][-1] < t,
    lambda h, t: max(h["accuracy"]) < t,
    lambda h, t: max(h["accuracy"][-1], h["val_accuracy"][-1]) < t,
    lambda h, t: h["val_accuracy"][-1] < t,
)


# --- misreadings of overfitting --------------------------------------------------------------


def _last_rise(h: History) -> bool:
    return h["val_loss"][-1] > h["val_loss"][-2]


def _above_lowest(h: History) -> bool:
    return h["val_loss"][-1] > min(h["val_loss"])


def _any_rise(h: History) -> bool:
    return any(b > a for a, b in zip(h["val_loss"], h["val_loss"][1:], strict=False))


def _first_gap(h: History) -> bool:
    return h["accuracy"][0] - h["val_accuracy"][0] > 0.04


def _mean_gap(h: History) -> bool:
    return float(np.mean(h["accuracy"]) - np.mean(h["val_accuracy"])) > 0.02


def _training_loss_turned(h: History) -> bool:
    return h["loss"][-1] > 1.1 * min(h["loss"])


def _never(h: History) -> bool:
    return False


def _with_and_without(fact: Overfits, other: Overfits) -> tuple[Overfits, ...]:
    return (fact, lambda h: fact(h) and other(h))


def _gap_above(limit: float) -> Overfits:
    return lambda h: _gap(h) > limit


def _distance_above(limit: float) -> Overfits:
    return lambda h: abs(_gap(h)) > limit


def _losses_apart(limit: float) -> Overfits:
    return lambda h: h["val_loss"][-1] - h["loss"][-1] > limit


def _trains_above(limit: float) -> Overfits:
    return lambda h: h["accuracy"][-1] > limit


def _slipped(drop: float) -> Overfits:
    return lambda h: h["val_accuracy"][-1] < max(h["val_accuracy"]) - drop


def _rise_above(factor: float) -> Overfits:
    return lambda h: h["val_loss"][-1] > factor * min(h["val_loss"])


SMALL = (0.0, 0.005, 0.01)

OVERFITTING: tuple[tuple[str, str, tuple[Overfits, ...]], ...] = (
    (
        "diagnose-gap-alone",
        "A large gap is called overfitting, whatever the validation loss does",
        (_large,),
    ),
    (
        "diagnose-loss-alone",
        "A validation loss that rose is called overfitting, however small the gap is",
        (_turned,),
    ),
    (
        "diagnose-or-for-and",
        "Either fact alone is called overfitting, a large gap or a validation loss that rose; "
        "expected both together",
        (lambda h: _large(h) or _turned(h),),
    ),
    (
        "diagnose-any-gap",
        "A gap of 0.015 counts as a large one",
        tuple(f for limit in SMALL for f in _with_and_without(_gap_above(limit), _turned)),
    ),
    (
        "diagnose-loss-gap",
        "A validation loss above the training loss is called overfitting",
        tuple(
            f
            for limit in (0.0, 0.02, 0.05, 0.1, 0.2)
            for f in _with_and_without(_losses_apart(limit), _turned)
        ),
    ),
    (
        "diagnose-high-training",
        "A high training accuracy is called overfitting",
        tuple(
            f
            for limit in (0.95, 0.96, 0.97, 0.98)
            for f in _with_and_without(_trains_above(limit), _turned)
        ),
    ),
    (
        "diagnose-limit-too-high",
        "A gap of 0.085 does not count as a large one",
        tuple(
            f
            for limit in (0.1, 0.12, 0.15, 0.2, 0.25, 0.3)
            for f in _with_and_without(_gap_above(limit), _turned)
        ),
    ),
    (
        "diagnose-limit-too-high",
        "A validation loss that rose by half does not count as risen",
        tuple(
            f for factor in (2.0, 2.5, 3.0) for f in _with_and_without(_rise_above(factor), _large)
        ),
    ),
    (
        "diagnose-leak",
        "Validation above training is called overfitting",
        tuple(_distance_above(limit) for limit in (*SMALL, 0.04)),
    ),
    (
        "diagnose-noise",
        "A rise of the validation loss by less than one per cent counts as a turn",
        tuple(
            f
            for rise in (_last_rise, _above_lowest, _any_rise)
            for f in _with_and_without(rise, _large)
        ),
    ),
    (
        "diagnose-accuracy-for-loss",
        "A fall of the validation accuracy is tested; expected a rise of the validation loss",
        tuple(f for drop in (0.0, 0.005, 0.01) for f in _with_and_without(_slipped(drop), _large)),
    ),
    (
        "diagnose-gap-reversed",
        "The gap that is tested is validation minus training",
        _with_and_without(lambda h: _gap(h) < -0.04, _turned),
    ),
    (
        "diagnose-first-epoch",
        "The gap of the first epoch is tested; expected that of the last",
        _with_and_without(_first_gap, _turned),
    ),
    (
        "diagnose-mean-of-epochs",
        "The mean accuracy over all epochs is tested; expected the last value",
        _with_and_without(_mean_gap, _turned),
    ),
    (
        "diagnose-training-loss",
        "The rise is looked for in the training loss; expected the validation loss",
        _with_and_without(_training_loss_turned, _large),
    ),
    (
        "diagnose-against-first",
        "The last validation loss is compared with that of the first epoch; expected the lowest",
        _with_and_without(lambda h: h["val_loss"][-1] > h["val_loss"][0], _large),
    ),
    (
        "list-compared-with-list",
        "Two whole lists are compared, and Python then looks at their first values alone",
        _with_and_without(lambda h: h["accuracy"] > h["val_accuracy"], _turned),
    ),
    (
        "diagnose-percent",
        "The gap is compared with a number that fits percentages, or rounded to whole numbers; "
        "accuracies are between 0 and 1",
        _with_and_without(_gap_above(3.0), _turned),
    ),
    (
        "diagnose-never-says",
        "No curves were called 'overfitting', not even the clearest",
        (_never,),
    ),
)

# --- misreadings of underfitting -------------------------------------------------------------


def _below(limit: float) -> Underfits:
    return lambda history, target: history["accuracy"][-1] < limit


UNDERFITTING: tuple[tuple[str, str, tuple[Underfits, ...]], ...] = (
    (
        "diagnose-ignores-target",
        "The answer is the same for every target",
        tuple(map(_below, (0.7, 0.75, 0.8, 0.85, 0.88, 0.9, 0.92, 0.93, 0.95))),
    ),
    (
        "diagnose-target-reversed",
        "The comparison with the target is turned round",
        (
            lambda h, t: h["accuracy"][-1] > t,
            lambda h, t: h["accuracy"][-1] >= t,
            lambda h, t: h["val_accuracy"][-1] > t,
        ),
    ),
    (
        "diagnose-equals",
        "Only an accuracy that equals the target exactly counts as reaching it",
        (lambda h, t: h["accuracy"][-1] != t, lambda h, t: h["val_accuracy"][-1] != t),
    ),
    (
        "diagnose-first-epoch",
        "The accuracy of the first epoch is compared with the target; expected that of the last",
        (lambda h, t: h["accuracy"][0] < t, lambda h, t: h["val_accuracy"][0] < t),
    ),
    (
        "diagnose-mean-of-epochs",
        "The mean accuracy over all epochs is compared with the target; expected the last value",
        (lambda h, t: float(np.mean(h["accuracy"])) < t,),
    ),
    (
        "diagnose-percent",
        "An accuracy times 100 is compared with the target, which is between 0 and 1",
        (lambda h, t: 100 * h["accuracy"][-1] < t,),
    ),
    (
        "diagnose-never-says",
        "No curves were called 'underfitting', not even the clearest",
        (lambda h, t: False,),
    ),
    (
        "diagnose-never-says",
        "No curves were called 'good fit', not even the clearest",
        (lambda h, t: True,),
    ),
)


def _swapped(reader: Reader) -> Reader:
    other = {UNDER: OVER, OVER: UNDER, FIT: FIT}
    return lambda history, target: other[reader(history, target)]


def _listed(found: Iterable[tuple[str, str, Reader]]) -> tuple[Mistake, ...]:
    return tuple(Mistake(code, _predicts(reader), says) for code, says, reader in found)


def _of_overfitting() -> tuple[Mistake, ...]:
    return _listed(
        (code, says, _reader(fact, under, first))
        for code, says, facts in OVERFITTING
        for fact in facts
        for under in RIGHT_UNDER
        for first in (False, True)
        if not (first and under is RIGHT_UNDER[-1])  # That is a mistake of its own.
    )


def _of_target() -> tuple[Mistake, ...]:
    says = "The validation accuracy is compared with the target before the test for overfitting"
    # One fact alone is another mistake, and does not hide this one.
    facts = (_both, _large, _turned)
    early = [
        ("diagnose-validation-against-target", says, _reader(fact, RIGHT_UNDER[-1], True))
        for fact in facts
    ]
    wrong = [
        (code, says, _reader(fact, test, first))
        for code, says, tests in UNDERFITTING
        for test in tests
        for fact in facts
        for first in (False, True)
    ]
    return _listed([*wrong, *early])


def _of_both() -> tuple[Mistake, ...]:
    first_epoch, means = UNDERFITTING[3][2], UNDERFITTING[4][2]
    swapped = "What underfits is called overfitting, and the other way round"
    return _listed(
        [
            *(
                (
                    "diagnose-first-epoch",
                    "Only the first epoch is looked at; expected the last",
                    _reader(fact, test, False),
                )
                for fact in _with_and_without(_first_gap, _turned)
                for test in first_epoch
            ),
            *(
                (
                    "diagnose-mean-of-epochs",
                    "Means over all epochs are tested; expected the last values",
                    _reader(fact, test, order),
                )
                for fact in _with_and_without(_mean_gap, _turned)
                for test in means
                for order in (False, True)
            ),
            *(
                ("diagnose-swapped", swapped, _swapped(_reader(fact, under, False)))
                for fact in (_both, _large)
                for under in RIGHT_UNDER
            ),
        ]
    )


# Each compares with the answers to the clear cases and to the questions about its own subject.
OVERFITTING_MISTAKES, TARGET_MISTAKES, OTHER_MISTAKES = _of_overfitting(), _of_target(), _of_both()
