"""Lesson 01: what a further question tells apart, and panels that can be followed to the letter."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.checks import run_check
from autograder.checks.catalogue import DIRECTORY, catalogue
from autograder.corpus.attempts import definitions, read_attempts, try_attempts
from autograder.course import find_lessons
from support.examples import pasted

(LESSON,) = find_lessons(Path(__file__).parents[2], ["01"])
SEEDS = range(10)


def codes(check_id: str, function: Any) -> set[str]:
    """What the check answers with several seeds; "" is a pass."""
    name = check_id.partition(".")[2]
    return {run_check(check_id, {name: function}, seed).code for seed in SEEDS}


def without_first_row(x: np.ndarray, y: np.ndarray, label: int) -> np.ndarray:
    rows = [x[i] for i in range(1, len(y)) if y[i] == label]
    return np.mean(rows, axis=0).reshape(28, 28)


def without_last_row(x: np.ndarray, y: np.ndarray, label: int) -> np.ndarray:
    rows = [x[i] for i in range(len(y) - 1) if y[i] == label]
    return np.mean(rows, axis=0).reshape(28, 28)


def without_first_of_class(x: np.ndarray, y: np.ndarray, label: int) -> np.ndarray:
    rows = x[y == label]
    return (rows[1:] if len(rows) > 1 else rows).mean(axis=0).reshape(28, 28)


def test_a_loop_that_leaves_out_an_end_never_passes() -> None:
    """It is right unless the first, or the last, row is an image of the class."""
    assert codes("01.mean_image", without_first_row) == {"row-skipped"}
    assert codes("01.mean_image", without_last_row) == {"row-skipped"}
    assert codes("01.mean_image", without_first_of_class) == {"image-of-class-skipped"}


def test_equal_answers_have_different_causes() -> None:
    """Ten times 1 for labels of all classes: labels without some class tell why."""
    once = lambda y: [int((y == k).any()) for k in range(10)]  # noqa: E731
    where = lambda y: [len(np.where(y == k)) for k in range(10)]  # noqa: E731
    assert codes("01.class_counts", once) == {"each-class-counted-once"}
    assert codes("01.class_counts", where) == {"length-of-where"}


def test_what_fits_one_answer_only_is_not_named() -> None:
    """Sums and shares of some labels, sorted counts of others: no one mistake made all of it."""

    def mixed(y: np.ndarray) -> np.ndarray:
        counts = np.bincount(y, minlength=10)
        return np.sort(counts) if y.dtype == np.uint8 and counts.all() else counts[::-1]

    assert codes("01.class_counts", mixed) == {"counts-wrong"}


def test_an_array_of_one_value_has_several_causes_before_it_is_reshaped() -> None:
    def chooses_row(x: np.ndarray, y: np.ndarray, label: int) -> np.ndarray:
        image = x[label]
        return image.mean(axis=0).reshape(28, 28)

    def compares_objects(x: np.ndarray, y: np.ndarray, label: int) -> np.ndarray:
        chosen = [x[i] for i in range(len(y)) if y[i] is label]
        return np.mean(chosen, axis=0).reshape(28, 28)

    def takes_one_mean(x: np.ndarray, y: np.ndarray, label: int) -> np.ndarray:
        return np.mean(x[y == label]).reshape(28, 28)

    assert codes("01.mean_image", chooses_row) == {"label-as-row-number"}
    assert codes("01.mean_image", compares_objects) == {"is-for-equal"}
    assert codes("01.mean_image", takes_one_mean) == {"mean-over-wrong-axis"}


def test_a_further_question_leaves_no_trace_in_what_was_printed() -> None:
    """NumPy warns of empty means there; in the panel this would be a false lead."""

    def takes_one_mean(x: np.ndarray, y: np.ndarray, label: int) -> np.ndarray:
        print("asked for", label, "of", len(x))
        return np.mean(x[y == label]).reshape(28, 28)

    printed = run_check("01.mean_image", {"mean_image": takes_one_mean}).printed
    assert re.fullmatch(r"asked for \d of 2\d\n", printed)


@pytest.fixture(scope="module")
def tried() -> list[Any]:
    return list(try_attempts(read_attempts(LESSON)))


def test_every_example_shows_the_mistake(tried: list[Any]) -> None:
    right = definitions(LESSON)
    for attempt, result in ((t.attempt, t.failures[0][1]) for t in tried if t.failures):
        if result.example and result.code != "too-slow":
            wrong = dict(right)
            exec(attempt.source, wrong)
            shown = pasted(result.example, wrong), pasted(result.example, dict(right))
            assert shown[0] != shown[1], attempt.name


def test_every_experiment_uses_names_that_the_notebook_has(tried: list[Any]) -> None:
    general = set()
    for file in ("general.toml", "exceptions.toml"):
        general |= set(tomllib.loads((DIRECTORY / file).read_text()))
    run = 0
    for code in {code for t in tried for code in t.codes} - general:
        experiment = catalogue().codes[code].experiment
        if "your function" in experiment:
            continue
        names = definitions(LESSON)
        for snippet in re.findall(r"`([^`]+)`", experiment):
            assert "NameError" not in pasted(snippet, names), (code, snippet)
            run += 1
    assert run > 40
