"""One rule says what learning curves show, whoever of the course is asked."""

from __future__ import annotations

import itertools
from pathlib import Path

import jupytext
import pytest

from fmnist_lab import recorded
from fmnist_lab.diagnosis import DIAGNOSES, diagnose
from fmnist_lab.widgets.clinic import explained_diagnosis

SOLUTION = Path(__file__).parents[2] / "solutions/05_train/05_train.py"


@pytest.fixture(scope="module")
def lesson_diagnose():
    """The lesson's own answer, from its source."""
    notebook = jupytext.read(SOLUTION)
    (cell,) = [
        c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "diagnose"
    ]
    names: dict = {}
    exec(cell.source, names)
    return names["diagnose"]


def curves(training, validation, lowest_loss, last_loss):
    return {
        "accuracy": [0.7, 0.8, training],
        "val_accuracy": [0.75, 0.8, validation],
        "loss": [0.9, 0.5, 0.3],
        "val_loss": [0.6, lowest_loss, last_loss],
    }


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        (curves(0.84, 0.87, 0.4, 0.35), "underfitting"),
        (curves(0.99, 0.91, 0.27, 0.40), "overfitting"),
        (curves(0.94, 0.93, 0.23, 0.21), "good fit"),
        (curves(0.915, 0.925, 0.23, 0.21), "good fit"),  # dropout holds the training score down
    ],
)
def test_clear_cases(history, expected):
    assert diagnose(history) == expected


def test_lesson_and_clinic_never_contradict_the_rule(lesson_diagnose):
    grid = itertools.product(
        [0.6, 0.8, 0.9, 0.915, 0.93, 0.955, 0.99],
        [0.6, 0.8, 0.88, 0.905, 0.918, 0.925, 0.96],
        [0.2, 0.25, 0.3],
        [0.2, 0.25, 0.26, 0.27, 0.3, 0.36, 0.5],
        [0.8, 0.92, 0.985],
    )
    seen = set()
    for training, validation, lowest_loss, last_loss, target in grid:
        history = curves(training, validation, lowest_loss, last_loss)
        expected = diagnose(history, target)
        assert lesson_diagnose(history, target) == expected
        assert explained_diagnosis(history, target)[0] == expected
        seen.add(expected)
    assert seen == set(DIAGNOSES)


def test_recorded_runs_are_named_as_before(lesson_diagnose):
    names = {}
    for run in recorded.curves():
        names[run["dropout"], run["width"]] = diagnose(run["history"])
        assert lesson_diagnose(run["history"]) == names[run["dropout"], run["width"]]
    assert names.pop((0.0, 32)) == "overfitting"
    assert names.pop((0.25, 32)) == "good fit"
    assert set(names.values()) == {"underfitting"}
    assert len(names) == 6


def test_the_clinic_has_as_many_cases_of_each_kind_and_they_are_clear(lesson_diagnose):
    """Clear as lesson 05 says it: see the exercise `diagnose`."""
    names = []
    for case in recorded.clinic_cases():
        history = case["history"]
        names.append(diagnose(history))
        assert lesson_diagnose(history) == names[-1]
        training, validation = history["accuracy"][-1], history["val_accuracy"][-1]
        rise = history["val_loss"][-1] / min(history["val_loss"])
        if names[-1] == "overfitting":
            assert training - validation > 0.06 and rise > 1.25
        else:
            assert training - validation < 0.03 and rise < 1.1
            assert (training >= 0.92) == (validation >= 0.92)
    assert {name: names.count(name) for name in DIAGNOSES} == dict.fromkeys(DIAGNOSES, 3)
    assert len(set(names[:3])) == 3  # who stops after three has seen each
