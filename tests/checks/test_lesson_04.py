"""Lesson 04's checks where the corpus doesn't reach: every code, many seeds, odd models."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.signal import correlate2d

from autograder.checks import find, run_check
from autograder.checks.transfer import network_of

CORPUS = Path(__file__).parents[1] / "submissions" / "04_layers"
ATTEMPTS = Path(__file__).parents[1] / "attempts"
CHECKS = ("04.conv2d", "04.max_pool", "04.count_parameters", "04.build_cnn")


def max_pool(image: np.ndarray, size: int = 2) -> np.ndarray:
    h, w = image.shape[0] // size, image.shape[1] // size
    return image[: h * size, : w * size].reshape(h, size, w, size).max(axis=(1, 3))


RIGHT: dict[str, Any] = {
    "conv2d": lambda image, kernel: correlate2d(image, kernel, mode="valid"),
    "max_pool": max_pool,
    "count_parameters": lambda k, c, f: (k * k * c + 1) * f,
}


def expected() -> set[tuple[str, str]]:
    found = set()
    for path in (CORPUS / "rejected").glob("*.py"):
        _, _, words = path.read_text().splitlines()[0].partition("expect: ")
        check_id, code = words.split()
        found.add((check_id, code))
    return found


@pytest.mark.parametrize("check_id", CHECKS)
def test_each_code_has_a_submission_or_an_attempt(check_id: str) -> None:
    seen = {code for found, code in expected() if found == check_id}
    tried = ATTEMPTS / f"{check_id}.py"
    if tried.exists():
        for line in re.findall(r"# codes: (.+)", tried.read_text()):
            seen |= set(line.split())
    assert set(find(check_id).codes) <= seen


@pytest.mark.parametrize("name", RIGHT)
def test_right_answers_pass_whatever_the_seed(name: str) -> None:
    for seed in range(40):
        result = run_check(f"04.{name}", {name: RIGHT[name]}, seed=seed)
        assert result.passed, (seed, result.observed)


@pytest.mark.parametrize("code", ["kernel-flipped", "mean-for-sum", "relu-inside"])
def test_the_code_does_not_depend_on_the_seed(code: str) -> None:
    def wrong(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
        if code == "kernel-flipped":
            kernel = kernel[::-1, ::-1]
        right = correlate2d(image, kernel, mode="valid")
        return {"mean-for-sum": right / kernel.size, "relu-inside": right.clip(0)}.get(code, right)

    found = {run_check("04.conv2d", {"conv2d": wrong}, seed=seed).code for seed in range(40)}
    assert found == {code}


def test_layers_of_a_functional_model_come_in_the_order_of_its_calls() -> None:
    import keras

    inputs = keras.Input((28, 28, 1))
    x = keras.activations.relu(keras.layers.Conv2D(2, 3)(inputs))
    x = keras.layers.Dense(10)(keras.layers.Flatten()(x))
    network = network_of(keras.Model(inputs, keras.ops.softmax(x)))
    names = [layer["class_name"] for layer in network.layers]
    assert names == ["Conv2D", "Activation", "Flatten", "Dense", "Activation"]


def test_a_subclassed_model_answers_for_itself_and_shows_its_inner_layers() -> None:
    import keras

    class Net(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.body = keras.Sequential([keras.layers.Conv2D(2, 3), keras.layers.Flatten()])
            self.head = keras.layers.Dense(10, activation="softmax")

        def call(self, x: Any) -> Any:
            return self.head(self.body(x))

    network = network_of(Net())
    assert "Net" in network.problem
    assert [layer["class_name"] for layer in network.layers] == ["Conv2D", "Flatten", "Dense"]
    guesses = network.student_predict(np.zeros((3, 28, 28, 1), dtype=np.float32))
    np.testing.assert_allclose(guesses, np.full((3, 10), 0.1), atol=1e-6)


def test_slips_of_the_loops_are_named_for_what_they_are() -> None:
    def fence_post(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
        result = correlate2d(image, kernel, mode="valid")
        result[-1], result[:, -1] = 0, 0
        return result

    def one_step_at_a_time(image: np.ndarray, size: int = 2) -> np.ndarray:
        h, w = image.shape[0] // size, image.shape[1] // size
        return np.array(
            [[image[y : y + size, x : x + size].max() for x in range(w)] for y in range(h)]
        )

    def cut(image: np.ndarray, size: int = 2) -> np.ndarray:
        return max_pool(image, size).astype(int)

    for seed in range(20):
        found = run_check("04.conv2d", {"conv2d": fence_post}, seed=seed)
        assert (found.code, "still 0" in found.observed) == ("output-off-by-one", True)
        found = run_check("04.max_pool", {"max_pool": one_step_at_a_time}, seed=seed)
        assert found.code == "pool-windows-overlap"
        found = run_check("04.max_pool", {"max_pool": cut}, seed=seed)
        assert "lost its decimals" in found.observed


def test_the_value_furthest_from_0_is_not_taken_for_the_smallest() -> None:
    def furthest(image: np.ndarray, size: int = 2) -> np.ndarray:
        high, low = max_pool(image, size), -max_pool(-image, size)
        return np.where(high >= -low, high, low)

    def smallest(image: np.ndarray, size: int = 2) -> np.ndarray:
        return -max_pool(-image, size)

    for seed in range(20):
        found = run_check("04.max_pool", {"max_pool": furthest}, seed=seed)
        assert "furthest from 0" in found.observed
        found = run_check("04.max_pool", {"max_pool": smallest}, seed=seed)
        assert "The smallest value" in found.observed


def test_a_result_of_a_keras_layer_keeps_its_axes() -> None:
    def pooled(image: np.ndarray, size: int = 2) -> np.ndarray:
        return max_pool(image, size)[np.newaxis, ..., np.newaxis]

    def correlated(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
        return correlate2d(image, kernel, mode="valid")[np.newaxis, ..., np.newaxis]

    for function, check_id in ((pooled, "04.max_pool"), (correlated, "04.conv2d")):
        found = run_check(check_id, {check_id[3:]: function}, seed=0)
        assert (found.code, "axis of length 1" in found.observed) == ("wrong-shape", True)


def test_flatten_after_dense_is_not_taken_for_a_wrong_number_of_classes() -> None:
    import keras
    from keras import layers

    def build_cnn() -> Any:
        return keras.Sequential(
            [
                keras.Input((28, 28, 1)),
                layers.Conv2D(2, 3, activation="relu"),
                layers.MaxPooling2D(2),
                layers.Dropout(0.25),
                layers.Dense(10, activation="softmax"),
                layers.Flatten(),
            ]
        )

    found = run_check("04.build_cnn", {"build_cnn": build_cnn})
    assert found.code == "no-flatten" and "after the Dense" in found.observed
