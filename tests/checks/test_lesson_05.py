"""What lesson 05 promises about its checks: clear-cut curves, right answers for any seed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from autograder.checks import run_check
from autograder.checks.lessons.lesson_05 import losses
from autograder.checks.mistakes import Mistake


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def cross_entropy(probabilities: NDArray[np.float64], y: NDArray[np.int64]) -> float:
    picked = probabilities[np.arange(len(y)), y]
    return float(-np.log(np.clip(picked, 1e-7, 1)).mean())


def test_curves_are_as_clear_as_the_exercise_says() -> None:
    """Gap below 0.02 or above 0.06; a rising loss ends a quarter above its lowest."""
    seen: list[tuple[dict[str, list[float]], float]] = []
    target_of: dict[str, int] = {}

    def diagnose(history: dict[str, list[float]], target: float = 0.92) -> str:
        seen.append((history, target))
        training, validation = history["accuracy"][-1], history["val_accuracy"][-1]
        rise = history["val_loss"][-1] / min(history["val_loss"])
        gap = training - validation
        assert gap < 0.02 or gap > 0.06
        assert (gap > 0.06) == (rise >= 1.25)
        assert gap > 0.06 or rise < 1.05
        assert abs(training - target) > 0.005
        word = "overfitting" if gap > 0.06 else "underfitting" if training < target else "good fit"
        target_of[word] = target_of.get(word, 0) + 1
        return word

    for seed in range(40):
        result = run_check("05.diagnose", {"diagnose": diagnose}, seed=seed)
        assert result.passed, (seed, result.observed)
    assert all({"loss", "accuracy", "val_loss", "val_accuracy"} == set(h) for h, _ in seen)
    assert min(target_of.values()) >= 40


@pytest.mark.parametrize("seed", range(40))
def test_no_seed_takes_the_right_answer_for_a_mistake(seed: int) -> None:
    assert run_check("05.softmax", {"softmax": softmax}, seed=seed).passed
    assert run_check("05.cross_entropy", {"cross_entropy": cross_entropy}, seed=seed).passed


@pytest.mark.parametrize("mistake", losses.SOFTMAX_MISTAKES, ids=lambda m: m.code)
def test_each_softmax_mistake_is_named_for_any_seed(mistake: Mistake) -> None:
    def softmax(z: NDArray[np.float64]) -> NDArray[np.float64]:
        return mistake.answer(z.astype(float))

    for seed in range(20):
        result = run_check("05.softmax", {"softmax": softmax}, seed=seed)
        assert (result.code, result.score) == (mistake.code, 0), (seed, result.observed)


@pytest.mark.parametrize("mistake", losses.CROSS_ENTROPY_MISTAKES, ids=lambda m: m.code)
def test_each_loss_mistake_is_named_for_any_seed(mistake: Mistake) -> None:
    def cross_entropy(p: NDArray[np.float64], y: NDArray[np.int64]) -> NDArray[np.float64]:
        return mistake.answer(p, y.astype(int))

    for seed in range(20):
        result = run_check("05.cross_entropy", {"cross_entropy": cross_entropy}, seed=seed)
        assert (result.code, result.score) == (mistake.code, 0), (seed, result.observed)


def test_the_examples_show_the_failure() -> None:
    """A snippet of a failed check runs, and its comment is what a right answer gives."""
    for snippet, name, right in (
        (losses.LARGE_EXAMPLE, "softmax", softmax),
        (losses.FAR_EXAMPLE, "softmax", softmax),
        (losses.CROSS_ENTROPY_EXAMPLE, "cross_entropy", cross_entropy),
        (losses.ZERO_EXAMPLE, "cross_entropy", cross_entropy),
    ):
        *before, last = [line for line in snippet.splitlines() if not line.startswith("#")]
        names = {"np": np, name: right}
        exec("\n".join(before), names)
        value = np.asarray(eval(last.split("  #")[0], names))
        expected: Any = {
            losses.LARGE_EXAMPLE: [[0.665, 0.245, 0.09]],
            losses.FAR_EXAMPLE: [[0.731, 0.269], [0.731, 0.269]],
            losses.CROSS_ENTROPY_EXAMPLE: 1.797,
            losses.ZERO_EXAMPLE: 16.118 / 2,
        }[snippet]
        assert np.allclose(value, expected, atol=1e-3)
