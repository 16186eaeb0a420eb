"""What lesson 05 promises about its checks: clear-cut curves, right answers for any seed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from autograder.checks import run_check
from autograder.checks.lessons.lesson_05 import cross_entropy as loss_check
from autograder.checks.lessons.lesson_05 import softmax as softmax_check
from autograder.checks.lessons.lesson_05.cross_entropy_choices import CHOICE_MISTAKES
from autograder.checks.lessons.lesson_05.cross_entropy_mistakes import CROSS_ENTROPY_MISTAKES
from autograder.checks.lessons.lesson_05.diagnose_cases import DEFAULT_TARGET
from autograder.checks.mistakes import Mistake


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def cross_entropy(probabilities: NDArray[np.float64], y: NDArray[np.int64]) -> float:
    picked = probabilities[np.arange(len(y)), y]
    return float(-np.log(np.clip(picked, 1e-7, 1)).mean())


Curves = dict[str, list[float]]


def gap_and_rise(history: Curves) -> tuple[float, float]:
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    return gap, history["val_loss"][-1] / min(history["val_loss"])


def test_curves_are_as_clear_as_the_exercise_says() -> None:
    """Gap below 0.02 or above 0.06; a loss that has turned ends a quarter above its lowest."""
    seen: dict[tuple[bool, bool, str], int] = {}

    def diagnose(history: Curves, target: float = 0.92) -> str:
        assert {"loss", "accuracy", "val_loss", "val_accuracy"} == set(history)
        gap, rise = gap_and_rise(history)
        training, validation = history["accuracy"][-1], history["val_accuracy"][-1]
        assert gap < 0.02 or gap > 0.06
        assert rise >= 1.25 or rise < 1.05
        assert abs(training - target) > 0.005
        is_over = gap > 0.06 and rise >= 1.25
        assert is_over or (training < target) == (validation < target)
        word = "overfitting" if is_over else "underfitting" if training < target else "good fit"
        key = gap > 0.06, rise >= 1.25, word
        seen[key] = seen.get(key, 0) + 1
        return word

    for seed in range(40):
        result = run_check("05.diagnose", {"diagnose": diagnose}, seed=seed)
        assert result.passed, (seed, result.observed)
    assert min(seen.values()) >= 40
    # Each fact of overfitting stands alone, below the target and above it.
    assert set(seen) == {
        (False, False, "underfitting"),
        (False, False, "good fit"),
        (True, True, "overfitting"),
        (True, False, "underfitting"),
        (True, False, "good fit"),
        (False, True, "underfitting"),
        (False, True, "good fit"),
    }


def last_rises(h: Curves) -> bool:
    return bool((np.diff(h["val_loss"][-4:]) > 0).all())


def late_mean_rises(h: Curves) -> bool:
    quarter = max(1, len(h["val_loss"]) // 4)
    early = h["val_loss"][-2 * quarter : -quarter]
    return float(np.mean(h["val_loss"][-quarter:])) > float(np.mean(early))


def slope_rises(h: Curves) -> bool:
    half = len(h["val_loss"]) // 2
    return bool(np.polyfit(np.arange(half), h["val_loss"][-half:], 1)[0] > 0)


TURNED: dict[str, Callable[[Curves], bool]] = {
    "a tenth above the lowest": lambda h: h["val_loss"][-1] > 1.1 * min(h["val_loss"]),
    "a quarter above the lowest": lambda h: h["val_loss"][-1] >= 1.25 * min(h["val_loss"]),
    "two per cent above": lambda h: h["val_loss"][-1] > 1.02 * min(h["val_loss"]),
    "place of the lowest": lambda h: int(np.argmin(h["val_loss"])) < len(h["val_loss"]) - 3,
    "above four epochs before": lambda h: h["val_loss"][-1] > h["val_loss"][-5],
    "last epochs rise": last_rises,
    "late mean": late_mean_rises,
    "slope": slope_rises,
}
BELOW: dict[str, Callable[[Curves, float], bool]] = {
    "training": lambda h, t: h["accuracy"][-1] < t,
    "both": lambda h, t: h["accuracy"][-1] < t and h["val_accuracy"][-1] < t,
    "best": lambda h, t: max(h["accuracy"]) < t,
    "mean of the last three": lambda h, t: float(np.mean(h["accuracy"][-3:])) < t,
}


@pytest.mark.parametrize("target_first", [False, True])
@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("turned", TURNED)
def test_every_honest_reading_of_the_table_passes(
    turned: str, below: str, target_first: bool
) -> None:
    def diagnose(history: Curves, target: float = DEFAULT_TARGET) -> str:
        gap, _ = gap_and_rise(history)
        under, over = BELOW[below](history, target), gap >= 0.06 and TURNED[turned](history)
        if target_first and under:
            return "underfitting"
        return "overfitting" if over else "underfitting" if under else "good fit"

    for seed in range(10):
        result = run_check("05.diagnose", {"diagnose": diagnose}, seed=seed)
        assert result.passed, (seed, result.observed)


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("target_first", [False, True])
@pytest.mark.parametrize(
    ("code", "overfits"),
    [
        ("diagnose-gap-alone", lambda gap, rise: gap > 0.03),
        ("diagnose-loss-alone", lambda gap, rise: rise > 1.2),
        ("diagnose-or-for-and", lambda gap, rise: gap > 0.05 or rise > 1.2),
        ("diagnose-noise", lambda gap, rise: gap > 0.05 and rise > 1),
        ("diagnose-never-says", lambda gap, rise: False),
    ],
)
def test_one_fact_is_no_overfitting(
    code: str, overfits: Callable[[float, float], bool], target_first: bool, below: str
) -> None:
    def diagnose(history: Curves, target: float = DEFAULT_TARGET) -> str:
        under, over = BELOW[below](history, target), overfits(*gap_and_rise(history))
        if target_first and under:
            return "underfitting"
        return "overfitting" if over else "underfitting" if under else "good fit"

    for seed in range(5):
        assert run_check("05.diagnose", {"diagnose": diagnose}, seed=seed).code == code


@pytest.mark.parametrize("seed", range(40))
def test_no_seed_takes_the_right_answer_for_a_mistake(seed: int) -> None:
    assert run_check("05.softmax", {"softmax": softmax}, seed=seed).passed
    assert run_check("05.cross_entropy", {"cross_entropy": cross_entropy}, seed=seed).passed


@pytest.mark.parametrize("mistake", softmax_check.SOFTMAX_MISTAKES, ids=lambda m: m.code)
def test_each_softmax_mistake_is_named_for_any_seed(mistake: Mistake) -> None:
    def softmax(z: NDArray[np.float64]) -> NDArray[np.float64]:
        return mistake.answer(z.astype(float))

    for seed in range(20):
        result = run_check("05.softmax", {"softmax": softmax}, seed=seed)
        assert (result.code, result.score) == (mistake.code, 0), (seed, result.observed)


@pytest.mark.parametrize(
    "mistake", (*CROSS_ENTROPY_MISTAKES, *CHOICE_MISTAKES), ids=lambda m: m.code
)
def test_each_loss_mistake_is_named_for_any_seed(mistake: Mistake) -> None:
    def cross_entropy(p: NDArray[np.float64], y: NDArray[np.int64]) -> NDArray[np.float64]:
        return mistake.answer(p, y.astype(int))

    for seed in range(20):
        result = run_check("05.cross_entropy", {"cross_entropy": cross_entropy}, seed=seed)
        assert (result.code, result.score) == (mistake.code, 0), (seed, result.observed)


def test_the_examples_show_the_failure() -> None:
    """A snippet of a failed check runs, and its comment is what a right answer gives."""
    for snippet, name, right in (
        (softmax_check.LARGE_EXAMPLE, "softmax", softmax),
        (softmax_check.FAR_EXAMPLE, "softmax", softmax),
        (loss_check.CROSS_ENTROPY_EXAMPLE, "cross_entropy", cross_entropy),
        (loss_check.ZERO_EXAMPLE, "cross_entropy", cross_entropy),
    ):
        *before, last = [line for line in snippet.splitlines() if not line.startswith("#")]
        names = {"np": np, name: right}
        exec("\n".join(before), names)
        value = np.asarray(eval(last.split("  #")[0], names))
        expected: Any = {
            softmax_check.LARGE_EXAMPLE: [[0.665, 0.245, 0.09]],
            softmax_check.FAR_EXAMPLE: [[0.731, 0.269], [0.731, 0.269]],
            loss_check.CROSS_ENTROPY_EXAMPLE: 1.797,
            loss_check.ZERO_EXAMPLE: 16.118 / 2,
        }[snippet]
        assert np.allclose(value, expected, atol=1e-3)


EPOCHS = {
    "loss": [0.9, 0.6, 0.5],
    "accuracy": [0.6, 0.7, 0.8],
    "val_loss": [0.9, 0.7, 0.6],
    "val_accuracy": [0.6, 0.7, 0.75],
}


@pytest.mark.parametrize(
    "history",
    [
        EPOCHS,
        [{name: [values[i]] for name, values in EPOCHS.items()} for i in range(3)],
        [{name: values[i] for name, values in EPOCHS.items()} for i in range(3)],
        {name: [np.asarray(v, dtype=np.float32) for v in vs] for name, vs in EPOCHS.items()},
    ],
    ids=["one", "a fit for each epoch", "a row for each epoch", "tensors"],
)
def test_a_history_in_another_form_passes(history: object) -> None:
    found = run_check("05.training_history", {"history": history})
    assert found.passed, found.observed


def test_one_history_in_a_tuple_is_still_named() -> None:
    found = run_check("05.training_history", {"history": (EPOCHS,)})
    assert "`history[0]`" in found.observed
