"""Check of lesson 05: underfitting, overfitting or a good fit, from the curves of a training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from autograder.checks import CheckFailedError, Function, fail, graded, require_repeatable
from autograder.checks.values import describe, same

WORDS = ("underfitting", "overfitting", "good fit")
GOOD_FIT, OVERFITTING = 2, 4  # positions of clear cases in the list of ``_cases``

History = dict[str, list[float]]  # the curves of one training, as Keras reports them


@dataclass(frozen=True)
class _Case:
    """One training. ``target`` None stands for the default; ``codes`` are by wrong answer."""

    history: History
    target: float | None
    expected: str
    codes: dict[str, str]
    says: str


def _curves(
    rng: np.random.Generator,
    epochs: int,
    accuracy: tuple[float, float],
    gap: float,
    turn: float | None = None,
) -> History:
    """Curves of one training as Keras reports them, with a little noise.

    accuracy: training accuracy of the first and last epoch; gap: training minus validation at
    the end, growing from 0; turn: the share of epochs after which the validation loss rises, to
    about 1.5 times its lowest value; None: it never rises.
    """
    t = np.linspace(0, 1, epochs)
    shape = (1 - np.exp(-4 * t)) / (1 - np.exp(-4.0))
    train = accuracy[0] + (accuracy[1] - accuracy[0]) * shape
    # noise fades towards the end, so that the last epoch stays clear-cut
    wobble = rng.normal(0, 0.002, size=(4, epochs)) * (1 - 0.7 * t)
    validation = train - gap * t
    loss = 2.8 * (1 - train)
    val_loss = 2.8 * (1 - validation)
    if turn is not None:
        lowest = loss[0] * 0.45
        falling = loss[0] + (lowest - loss[0]) * np.minimum(t / turn, 1)
        val_loss = falling + lowest * 0.55 * np.maximum(t - turn, 0) / (1 - turn)
    return {
        "loss": (loss * (1 + 2 * wobble[0])).tolist(),
        "accuracy": np.clip(train + wobble[1], 0, 1).tolist(),
        "val_loss": (val_loss * (1 + 2 * wobble[2])).tolist(),
        "val_accuracy": np.clip(validation + wobble[3], 0, 1).tolist(),
    }


@graded(
    points=2,
    statement="`diagnose` names clear cases: underfitting, overfitting, good fit.",
    codes=(
        "diagnose-other-words",
        "diagnose-swapped",
        "diagnose-constant",
        "diagnose-leak",
        "diagnose-any-gap",
        "diagnose-misses-overfitting",
        "diagnose-misses-underfitting",
        "diagnose-ignores-target",
        "diagnose-wrong",
    ),
)
def check_diagnose(diagnose: Function, rng: np.random.Generator) -> None:
    """Clear-cut crafted curves: each wrong answer names a way of misreading."""
    cases = _cases(rng)
    answers = [_word(diagnose, case) for case in cases]
    wrong = [i for i, case in enumerate(cases) if answers[i] != case.expected]
    if not wrong:
        require_repeatable(diagnose, cases[GOOD_FIT].history)
        return
    first, answer = cases[wrong[0]], answers[wrong[0]]
    if len(set(answers)) == 1:
        fail(
            "diagnose-constant",
            f"Every one of {len(cases)} different trainings was called {answers[0]!r}.",
            _diagnose_example(diagnose, first),
        )
    if answers[0] == answers[1] == "overfitting" and answers[OVERFITTING] == "underfitting":
        fail(
            "diagnose-swapped",
            "What underfits is called overfitting, and the other way round.",
            _diagnose_example(diagnose, cases[0]),
        )
    fail(
        first.codes.get(answer, "diagnose-wrong"),
        f"Where {first.says}, the answer was {answer!r}; expected {first.expected!r}.",
        _diagnose_example(diagnose, first),
    )


def _cases(rng: np.random.Generator) -> list[_Case]:
    long, short = int(rng.integers(16, 25)), int(rng.integers(6, 10))
    rising = _curves(rng, short, (0.72, 0.86), gap=-0.02)
    good = _curves(rng, long, (0.80, 0.945), gap=0.015)
    return [
        _Case(
            rising,
            None,
            "underfitting",
            {"overfitting": "diagnose-leak", "good fit": "diagnose-misses-underfitting"},
            "training ends at 0.86, still rising, with validation above it",
        ),
        _Case(
            _curves(rng, long, (0.60, 0.80), gap=0.0),
            None,
            "underfitting",
            {"good fit": "diagnose-misses-underfitting", "overfitting": "diagnose-any-gap"},
            "training and validation both end near 0.80",
        ),
        _Case(
            good,
            None,
            "good fit",
            {"overfitting": "diagnose-any-gap"},
            "training ends at 0.945, validation 0.015 below, and the validation loss falls",
        ),
        _Case(
            _curves(rng, long, (0.80, 0.932), gap=-0.006),
            None,
            "good fit",
            {"overfitting": "diagnose-leak"},
            "training ends at 0.932 with validation 0.006 above it",
        ),
        _Case(
            _curves(rng, long, (0.80, 0.99), gap=0.085, turn=0.35),
            None,
            "overfitting",
            {
                "underfitting": "diagnose-misses-overfitting",
                "good fit": "diagnose-misses-overfitting",
            },
            "training ends at 0.99, validation 0.085 below, and the validation loss rose by half",
        ),
        _Case(
            rising,
            0.80,
            "good fit",
            {"underfitting": "diagnose-ignores-target", "overfitting": "diagnose-leak"},
            "training ends at 0.86 with validation above it, for target=0.80",
        ),
        _Case(
            good,
            0.985,
            "underfitting",
            {"good fit": "diagnose-ignores-target", "overfitting": "diagnose-any-gap"},
            "training ends at 0.945, validation 0.015 below, for target=0.985",
        ),
    ]


def _ask(diagnose: Function, history: History, target: float | None) -> object:
    return diagnose(history) if target is None else diagnose(history, target)


def _word(diagnose: Function, case: _Case) -> str:
    value = _ask(diagnose, case.history, case.target)
    word = value.strip().lower() if isinstance(value, str) else ""
    if word not in WORDS:
        fail(
            "returns-none" if value is None else "diagnose-other-words",
            f"diagnose(history) gives {describe(value)}; expected one of "
            f"{', '.join(repr(w) for w in WORDS)}.",
            _diagnose_example(diagnose, case),
        )
    return word


def _diagnose_example(diagnose: Function, case: _Case) -> str:
    """The case's curves, thinned to five epochs (the first, the last, three between) and rounded.

    It has more digits or all epochs where that changes what the function says: an example shows
    the answer that it stands beside.
    """
    history, target = case.history, case.target
    epochs = len(history["loss"])
    few = np.unique(np.linspace(0, epochs - 1, 5).round().astype(int))
    answer = _answer(diagnose, history, target)
    for shown, digits in ((few, 3), (few, 6), (range(epochs), 6)):
        curves = {key: [round(values[i], digits) for i in shown] for key, values in history.items()}
        if same(_answer(diagnose, curves, target), answer):
            break
    lines = [
        f'    "{key}": [{", ".join(f"{value:.{digits}f}" for value in values)}],'
        for key, values in curves.items()
    ]
    argument = "" if target is None else f", target={target}"
    return "\n".join(["curves = {", *lines, "}", f"diagnose(curves{argument})"])


def _answer(diagnose: Function, history: History, target: float | None) -> object:
    """What ``diagnose`` says, or None when the call fails."""
    try:
        return _ask(diagnose, history, target)
    except CheckFailedError:
        return None
