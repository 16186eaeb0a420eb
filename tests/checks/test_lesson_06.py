"""Lesson 06: the target's formula, and which images it is scored on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from autograder.checks import CheckResult, JudgingContext, judging_context, run_check, small_cnn
from autograder.checks.lessons.lesson_06 import choice

N = 2000


@pytest.fixture(scope="module")
def guesses() -> tuple[object, NDArray[np.float32], NDArray[np.int64]]:
    """A network with random weights, images, and what it says about them."""
    network = small_cnn()
    model = network.to_keras()
    x = np.random.default_rng(0).random((N, 28, 28, 1), dtype=np.float32)
    return model, x, network.predict(x).argmax(axis=1)


def score(
    guesses: tuple[object, NDArray[np.float32], NDArray[np.int64]], right: int
) -> CheckResult:
    model, x, said = guesses
    labels = said.copy()
    labels[right:] = (labels[right:] + 1) % 10
    with judging_context(JudgingContext(evaluation_arrays=(x, labels))):
        return run_check("06.target", {"model": model})


@pytest.mark.parametrize(
    ("right", "points", "code"),
    [
        (1760, 0, "target-below"),  # 0.88
        (1795, 4, "target-partly"),  # 0.8975, half way
        (1829, 8 * (0.9145 - 0.88) / 0.035, "target-partly"),
        (1830, 8, ""),  # 0.915
        (1990, 8, ""),
    ],
)
def test_points_rise_in_a_straight_line(
    guesses: tuple[object, NDArray[np.float32], NDArray[np.int64]],
    right: int,
    points: float,
    code: str,
) -> None:
    result = score(guesses, right)
    assert result.score == pytest.approx(points, abs=1e-3)
    assert result.code == code
    assert f"Accuracy {right / N:.4f} and loss " in result.observed
    assert "on 2,000 images" in result.observed


def dropout(x: NDArray[np.float64], rate: float, rng: np.random.Generator) -> NDArray[np.float64]:
    return np.asarray(x * (rng.random(x.shape) >= rate) / (1 - rate))


def best_experiment(results: list[dict[str, float]]) -> dict[str, float]:
    return max(results, key=lambda row: (row["val_accuracy"], -row["val_loss"]))


@pytest.mark.parametrize("seed", range(25))
def test_right_answers_pass_for_any_seed(seed: int) -> None:
    result = run_check("06.dropout", {"dropout": dropout}, seed=seed)
    assert result.passed, result.observed
    result = run_check("06.best_experiment", {"best_experiment": best_experiment}, seed=seed)
    assert result.passed, result.observed


def test_each_crafted_row_is_the_extreme_of_its_own_mistake_alone() -> None:
    """So that the row that came back names the mistake."""
    rules: dict[str, Callable[[dict[str, float]], float]] = {
        "right": lambda r: r["val_accuracy"],
        "best-by-training": lambda r: r["accuracy"],
        "best-by-training-loss": lambda r: -r["loss"],
        "best-by-test": lambda r: r["test_accuracy"],
        "best-by-loss": lambda r: -r["val_loss"],
        "best-by-gap": lambda r: r["val_accuracy"] - r["accuracy"],
        "best-takes-worst": lambda r: -r["val_accuracy"],
        "best-takes-worst-loss": lambda r: r["val_loss"],
        "best-longest": lambda r: r["epochs"],
    }
    for seed in range(50):
        rows = choice._rows(np.random.default_rng(seed))
        for name, rule in rules.items():
            values = {n: rule(row) for n, row in rows.items()}
            assert max(values, key=values.__getitem__) == name
        assert list(rows).index("right") not in (0, len(rows) - 1)
