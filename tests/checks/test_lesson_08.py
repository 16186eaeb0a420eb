"""What the corpus of lesson 08 does not show: how the check of an entry reads its answers."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext
import numpy as np
import pytest

from autograder.checks import JudgingContext, evaluation_arrays, judging_context, run_check

ROOT = Path(__file__).resolve().parents[2]
rng = np.random.default_rng(0)
DIRECTIONS = rng.normal(size=(784, 10))


class Entry:
    """An entry without a network; ``skill`` is how well it does after and before training.

    ``taught`` is how well it knows the right classes after learning from wrong labels.
    """

    def __init__(
        self,
        before: float = 0.0,
        after: float = 0.7,
        again: float | None = None,
        taught: float = 0.0,
    ) -> None:
        self.skills = [(before, after), (before if again is None else again, taught)]
        self.parameters = 1000

    def __call__(self, x: Any, y: Any, x_new: Any, seed: int) -> dict[str, Any]:
        before, after = self.skills[len(x) < 1000]  # the second run trains on few images
        return {
            "parameters": self.parameters,
            "before": self.scores(x_new, before),
            "after": self.scores(x_new, after),
        }

    def scores(self, x_new: Any, skill: float) -> Any:
        flat = x_new.reshape(len(x_new), -1)
        blocks = x_new[:, :25, :, 0].reshape(-1, 5, 5, 2, 14).sum(axis=(2, 4))
        labels = blocks.reshape(-1, 10).argmax(axis=1)
        noise = (flat @ DIRECTIONS) / 1000
        known = (flat.sum(axis=1) * 1000).astype(int) % 100 < 100 * skill
        return noise + 10 * known[:, np.newaxis] * np.eye(10)[labels]


@pytest.fixture(autouse=True)
def new_images() -> Iterator[None]:
    """Images with one bright block each, whose place is the label: changed, they still show it."""
    labels = rng.integers(0, 10, size=1000)
    images = np.zeros((1000, 28, 28, 1), dtype="float32")
    for image, label in zip(images, labels, strict=True):
        row, column = label // 2 * 5, label % 2 * 14
        image[row + 1 : row + 4, column + 2 : column + 12] = rng.uniform(0.5, 1, size=(3, 10, 1))
    with judging_context(JudgingContext(evaluation_arrays=(images, labels))):
        yield


def judge(entry: Any) -> str:
    return run_check("08.build_model", {"entry": entry}).code


def test_a_working_entry_passes() -> None:
    assert judge(Entry()) == ""
    assert judge(Entry(before=0.05, after=0.6)) == ""


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (Entry(before=0.8, after=0.9), "starts-trained"),
        (Entry(after=0.1), "does-not-learn"),
        (Entry(before=0.3, after=0.3), "training-lost"),
        (Entry(again=0.7), "builds-share-state"),
        (Entry(taught=0.6), "trains-on-other-images"),
    ],
)
def test_a_broken_entry_is_named(entry: Any, code: str) -> None:
    assert judge(entry) == code


class Dark(Entry):
    """It learns from bright images only."""

    def __call__(self, x: Any, y: Any, x_new: Any, seed: int) -> dict[str, Any]:
        self.skills[0] = (0.0, 0.7 if x.max() > 1 else 0.1)
        return super().__call__(x, y, x_new, seed)


class Transposed(Entry):
    """Its softmax goes along the images of a batch."""

    def scores(self, x_new: Any, skill: float) -> Any:
        powers = np.exp(super().scores(x_new, skill))
        powers[:500] /= powers[:500].sum(axis=0)
        powers[500:] /= powers[500:].sum(axis=0)
        return powers


def test_what_the_scores_single_out_is_named() -> None:
    assert judge(Dark()) == "images-too-dark"
    assert judge(Transposed()) == "softmax-over-batch"


class Lagging(Entry):
    """Its moving averages are late; ``settled`` and ``batch`` say how well it does otherwise."""

    def __init__(self, settled: float, batch: float = 0.7) -> None:
        super().__init__(after=0.05)
        self.settled, self.batch = settled, batch

    def __call__(
        self, x: Any, y: Any, x_new: Any, seed: int, settle: bool = False
    ) -> dict[str, Any]:
        answer = super().__call__(x, y, x_new, seed)
        if settle:
            answer["settled"] = self.scores(x_new, self.settled)
            answer["batch"] = self.scores(x_new, self.batch)
        return answer


def test_averages_that_come_late_are_no_fault_of_the_network() -> None:
    result = run_check("08.build_model", {"entry": Lagging(0.7)})
    assert result.passed
    assert "moving averages" in result.observed


class Slow(Entry):
    """Has begun to learn after 3,000 images; ``later`` is what it knows after 9,000."""

    def __init__(self, begun: float, later: float) -> None:
        super().__init__(after=begun)
        self.begun, self.later = begun, later
        self.sizes: list[int] = []

    def __call__(self, x: Any, y: Any, x_new: Any, seed: int) -> dict[str, Any]:
        self.sizes.append(len(x))
        self.skills[0] = (0.0, self.later if len(x) > 3000 else self.begun)
        return super().__call__(x, y, x_new, seed)


def test_a_network_that_has_begun_to_learn_is_given_more_images() -> None:
    slow = Slow(0.25, 0.6)
    result = run_check("08.build_model", {"entry": slow})
    assert result.passed and "after 9,000 for" in result.observed
    assert judge(Slow(0.25, 0.25)) == "does-not-learn"
    stuck = Slow(0.03, 0.6)  # near chance, no second training is spent on it
    assert judge(stuck) == "does-not-learn"
    assert 9000 in slow.sizes and 9000 not in stuck.sizes


class Half(Entry):
    """Its scores have few digits, and the last batch is rounded otherwise than the first."""

    def __init__(self, mask: int) -> None:
        super().__init__()
        self.mask = mask

    def scores(self, x_new: Any, skill: float) -> Any:
        scores = np.float32(super().scores(x_new, skill))
        scores[600:] *= np.float32(1.003)
        return (scores.view(np.uint32) & np.uint32(self.mask)).view(np.float32)


def test_half_precision_is_not_taken_for_chance() -> None:
    assert judge(Half(0xFFFF0000)) == ""
    assert judge(Half(0xFFFFFFFF)) == "random-at-inference"


class Timed(Entry):
    """Says that an image costs a hundredth of a second, besides two seconds for the start."""

    def __call__(self, x: Any, y: Any, x_new: Any, seed: int, settle: bool = False) -> Any:
        answer = super().__call__(x, y, x_new, seed)
        return {**answer, "seconds": 2 + len(x) * self.each}

    each = 0.001


def test_who_passes_learns_the_accuracy_and_the_cost() -> None:
    said = run_check("08.build_model", {"entry": Timed(after=0.7)}).observed
    assert re.search(r"right for [67]\d\.\d% of 600 new ones", said), said
    assert "about 2.5 CPU minutes; the budget is 15." in said and "stopped" not in said
    dear = Timed(after=0.7)
    dear.each = 0.01
    said = run_check("08.build_model", {"entry": dear}).observed
    assert "about 24.1 CPU minutes" in said and "it would be stopped" in said
    assert "CPU" not in run_check("08.build_model", {"entry": Entry(after=0.7)}).observed


def test_averages_that_never_come_have_a_name_and_other_failures_have_not() -> None:
    assert judge(Lagging(0.1)) == "averages-too-slow"
    assert judge(Lagging(0.1, batch=0.1)) == "does-not-learn"


def test_settled_averages_are_those_of_the_images_and_weights_stay() -> None:
    import keras

    from fmnist_lab import averages

    keras.utils.set_random_seed(0)
    images = rng.normal(3, 2, size=(500, 4)).astype("float32")
    model = keras.Sequential(
        [keras.Input((4,)), keras.layers.BatchNormalization(), keras.layers.Dense(2)]
    )
    layer, before = model.layers[0], model.layers[1].get_weights()
    assert averages.settle(model, images)
    np.testing.assert_allclose(layer.moving_mean, images.mean(axis=0), atol=0.5)
    np.testing.assert_allclose(layer.moving_variance, images.var(axis=0), rtol=0.3)
    assert layer.momentum == 0.99
    assert all(
        np.array_equal(a, b) for a, b in zip(before, model.layers[1].get_weights(), strict=True)
    )
    slow = keras.Sequential([keras.Input((4,)), keras.layers.BatchNormalization(momentum=0.9999)])
    averages.settle(slow, images)
    assert np.abs(slow.layers[0].moving_mean).max() < 1.5  # three quarters of the start are left
    assert not averages.settle(keras.Sequential([keras.layers.Dense(2)]), images)


def test_answers_of_other_kinds() -> None:
    entry = Entry()
    entry.parameters = 500_001
    assert judge(entry) == "too-many-parameters"
    entry.parameters = 500_000
    assert judge(entry) == ""
    assert judge(lambda x, y, x_new, seed: {"scores": 1}) == "wrong-type"
    assert judge(lambda x, y, x_new, seed: None) == "wrong-type"


class Model:
    """Answers like a network with this number of parameters."""

    def __init__(self, parameters: int) -> None:
        self.parameters = parameters

    def predict(self, x: Any, **settings: Any) -> Any:
        return np.ones((len(x), 10))

    def count_params(self) -> int:
        return self.parameters

    def _flatten_layers(self) -> list[Any]:
        return []


def test_parameters_are_counted_before_the_training_and_of_another_model_after_it() -> None:
    source = jupytext.read(ROOT / "solutions/08_challenge/08_challenge.py")
    cells = {c.metadata.get("nbgrader", {}).get("grade_id"): c.source for c in source.cells}
    began: list[Any] = []
    returned = Model(700_000)

    def train(model: Any, x: Any, y: Any) -> Any:
        began.append(model)
        return returned

    names: dict[str, Any] = {"time": time, "np": np, "train": train}
    exec("import keras\n" + cells["entry"], names)
    names["build_model"] = lambda: Model(600_000)
    result = run_check("08.build_model", {"entry": names["entry"]})
    assert (result.code, began) == ("too-many-parameters", [])
    assert "600,000" in result.observed
    names["build_model"] = lambda: Model(500_000)
    result = run_check("08.build_model", {"entry": names["entry"]})
    assert (result.code, len(began)) == ("too-many-parameters", 1)
    assert "700,000" in result.observed


def test_an_unwritten_build_model_is_named() -> None:
    def entry(x: Any, y: Any, x_new: Any, seed: int) -> None:
        raise NotImplementedError

    result = run_check("08.build_model", {"entry": entry})
    assert result.code == "not-implemented"
    assert "`build_model`" in result.observed


class Table(Entry):
    """Knows each image of the evaluation by its bytes, and nothing else."""

    def scores(self, x_new: Any, skill: float) -> Any:
        table = {image.tobytes(): label for image, label in zip(*evaluation_arrays(), strict=True)}
        labels = [table.get(image.tobytes(), 0) for image in x_new]
        return np.eye(10)[labels] + skill * (x_new.reshape(len(x_new), -1) @ DIRECTIONS) / 1e6


def test_a_table_of_known_images_is_no_help() -> None:
    assert judge(Table()) == "one-class-for-all"
