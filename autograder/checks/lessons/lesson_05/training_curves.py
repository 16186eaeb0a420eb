"""Check of lesson 05: underfitting, overfitting or a good fit, from the curves of a training."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks import CheckFailedError, Function, fail, graded, require_repeatable
from autograder.checks.lessons.lesson_05.diagnose_cases import (
    OVER,
    UNDER,
    Case,
    Training,
    cases,
    second_questions,
)
from autograder.checks.lessons.lesson_05.diagnose_exceptions import DIAGNOSE_EXCEPTIONS
from autograder.checks.lessons.lesson_05.diagnose_mistakes import (
    OTHER_MISTAKES,
    OVERFITTING_MISTAKES,
    TARGET_MISTAKES,
    WORDS,
    as_numbers,
)
from autograder.checks.mistakes import Mistake, codes_of, fail_with, find_mistakes
from autograder.checks.values import describe, same

EXCEPTION_EXAMPLE = """\
curves = {
    "loss": [0.9, 0.6, 0.5, 0.45, 0.42],
    "accuracy": [0.70, 0.78, 0.81, 0.83, 0.84],
    "val_loss": [0.7, 0.5, 0.45, 0.42, 0.40],
    "val_accuracy": [0.75, 0.80, 0.83, 0.84, 0.85],
}
diagnose(curves)"""


@graded(
    points=2,
    statement="`diagnose` names clear cases: underfitting, overfitting, good fit.",
    codes=(
        "diagnose-other-words",
        *codes_of((*DIAGNOSE_EXCEPTIONS, *OVERFITTING_MISTAKES, *TARGET_MISTAKES, *OTHER_MISTAKES)),
        "diagnose-constant",
        "diagnose-sees-overfitting",
        "diagnose-misses-overfitting",
        "diagnose-sees-underfitting",
        "diagnose-misses-underfitting",
    ),
)
def check_diagnose(diagnose: Function, rng: np.random.Generator) -> None:
    """Clear-cut crafted curves; a wrong answer to one is explained by the answers to all."""
    asked = cases(rng)
    diagnose = diagnose.with_mistakes(DIAGNOSE_EXCEPTIONS, EXCEPTION_EXAMPLE)
    answers = [_word(diagnose, case) for case in asked]
    wrong = [i for i, case in enumerate(asked) if answers[i] != case.expected]
    if not wrong:
        require_repeatable(diagnose, asked[0].training.history)
        return
    first, answer = asked[wrong[0]], answers[wrong[0]]
    example = _diagnose_example(diagnose, first.training)
    observed = f"Where {first.says}, the answer was {answer!r}; expected {first.expected!r}."
    about_overfitting, about_target = second_questions(rng)
    more = about_overfitting + about_target
    words = [_word_or_none(diagnose, training) for training in more]
    if {*answers, *words} == {answer}:
        fail(
            "diagnose-constant",
            f"Every one of {len(asked) + len(more)} different trainings was called {answer!r}.",
            example,
        )
    found: dict[str, Mistake] = {}
    split = len(about_overfitting)
    for mistakes, part in (
        (OVERFITTING_MISTAKES, slice(None, split)),
        (TARGET_MISTAKES, slice(split, None)),
        (OTHER_MISTAKES, slice(None)),
    ):
        trainings = [*(case.training for case in asked), *more[part]]
        got = as_numbers([*answers, *words[part]])
        right = as_numbers([*(case.expected for case in asked), *words[part]])
        for mistake in find_mistakes(got, right, mistakes, (trainings,), tolerance=0):
            found.setdefault(mistake.code, mistake)
    fail_with(list(found.values()), example, after=observed)
    fail(_seen_or_missed(answer, first.expected), observed, example)


def _seen_or_missed(answer: str, expected: str) -> str:
    """The code for a case that was misread in a way that no known mistake explains."""
    if expected == OVER:
        return "diagnose-misses-overfitting"
    if answer == OVER:
        return "diagnose-sees-overfitting"
    return "diagnose-misses-underfitting" if expected == UNDER else "diagnose-sees-underfitting"


def _ask(diagnose: Function, training: Training) -> object:
    if training.target is None:
        return diagnose(training.history)
    return diagnose(training.history, training.target)


def _word(diagnose: Function, case: Case) -> str:
    value = _ask(diagnose, case.training)
    word = value.strip().lower() if isinstance(value, str) else ""
    if word not in WORDS:
        fail(
            "returns-none" if value is None else "diagnose-other-words",
            f"Where {case.says}, diagnose gives {describe(value)}; expected one of "
            f"{', '.join(repr(w) for w in WORDS)}."
            f"{' No `return` with a word was reached.' if value is None else ''}",
            _diagnose_example(diagnose, case.training),
        )
    return word


def _word_or_none(diagnose: Function, training: Training) -> str | None:
    value = _answer(diagnose, training)
    return value.strip().lower() if isinstance(value, str) else None


def _diagnose_example(diagnose: Function, training: Training) -> str:
    """The curves, thinned to five epochs (the first, the last, three between) and rounded.

    It has the last five, more digits or all epochs where that changes what the function says: an example shows
    the answer that it stands beside.
    """
    history, target = training.history, training.target
    epochs = len(history["loss"])
    few = np.unique(np.linspace(0, epochs - 1, 5).round().astype(int))
    whole = range(epochs)
    answer = _answer(diagnose, training)
    shown: Any
    for shown, digits in ((few, 3), (whole[-5:], 3), (few, 6), (whole, 3), (whole, 6)):
        curves = {key: [round(values[i], digits) for i in shown] for key, values in history.items()}
        if same(_answer(diagnose, Training(curves, target)), answer):
            break
    lines = [
        f'    "{key}": [{", ".join(f"{value:.{digits}f}" for value in values)}],'
        for key, values in curves.items()
    ]
    argument = "" if target is None else f", target={target}"
    return "\n".join(["curves = {", *lines, "}", f"diagnose(curves{argument})"])


def _answer(diagnose: Function, training: Training) -> object:
    """What ``diagnose`` says, or None when the call fails."""
    try:
        return _ask(diagnose, training)
    except CheckFailedError:
        return None
