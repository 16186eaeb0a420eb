"""What the corpus of lesson 08 does not show: how the check of an entry reads its answers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checks import run_check

rng = np.random.default_rng(0)
DIRECTIONS = rng.normal(size=(784, 10))


class Entry:
    """An entry without a network; ``skill`` is how well it does after and before training."""

    def __init__(self, before: float = 0.0, after: float = 0.7, again: float | None = None) -> None:
        self.skills = [(before, after), (before if again is None else again, after)]
        self.parameters = 1000

    def __call__(self, x: Any, y: Any, x_new: Any, seed: int) -> dict[str, Any]:
        before, after = self.skills[seed]
        return {
            "parameters": self.parameters,
            "before": self.scores(x_new, before),
            "after": self.scores(x_new, after),
        }

    def scores(self, x_new: Any, skill: float) -> Any:
        from fmnist_lab import recorded

        _, _, x_val, y_val = recorded.training_arrays()
        flat = x_new.reshape(len(x_new), -1)
        table = {image.tobytes(): label for image, label in zip(x_val, y_val, strict=True)}
        labels = np.array([table[image.tobytes()] for image in x_new])
        noise = (flat @ DIRECTIONS) / 1000
        known = (flat.sum(axis=1) * 1000).astype(int) % 100 < 100 * skill
        return noise + 10 * known[:, np.newaxis] * np.eye(10)[labels]


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
    ],
)
def test_a_broken_entry_is_named(entry: Any, code: str) -> None:
    assert judge(entry) == code


def test_answers_of_other_kinds() -> None:
    entry = Entry()
    entry.parameters = 500_001
    assert judge(entry) == "too-many-parameters"
    entry.parameters = 500_000
    assert judge(entry) == ""
    assert judge(lambda x, y, x_new, seed: {"scores": 1}) == "wrong-type"
    assert judge(lambda x, y, x_new, seed: None) == "wrong-type"


def test_an_unwritten_build_model_is_named() -> None:
    def entry(x: Any, y: Any, x_new: Any, seed: int) -> None:
        raise NotImplementedError

    result = run_check("08.build_model", {"entry": entry})
    assert result.code == "not-implemented"
    assert "`build_model`" in result.observed
