"""Lessons 04-07: what a failed check offers to paste, tried with a wrong and a right function."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.checks import run_check, small_cnn
from autograder.checks.catalogue import catalogue
from autograder.checks.lessons.lesson_04 import convolution, network, parameters, pooling
from autograder.checks.lessons.lesson_05 import (
    compiling,
    cross_entropy,
    softmax,
    training,
    training_curves,
)
from autograder.checks.lessons.lesson_06 import choice, dropout, target_causes
from autograder.checks.lessons.lesson_07 import (
    confused_pair,
    difference,
    figures,
    interval,
    matrix,
    recall,
)
from autograder.corpus import CorpusSubmission, submissions
from autograder.course import Lesson, find_lessons, is_check, is_demo, nbgrader_metadata
from fmnist_lab import plots
from fmnist_lab.data import CLASS_NAMES
from support.examples import assigned, pasted

ROOT = Path(__file__).parents[2]
BY_HAND = {
    "04_layers": ("conv2d", "max_pool", "count_parameters"),
    "05_train": ("softmax", "cross_entropy", "diagnose"),
    "06_regularize": ("dropout", "best_experiment"),
    "07_evaluate": (
        "accuracy_interval",
        "differ",
        "confusion_matrix",
        "per_class_recall",
        "most_confused",
    ),
}
IN_KERAS = ("build_cnn", "baseline", "compile_cnn")
FIRST = {  # what stands below an experiment that speaks of the example
    "05.softmax": softmax.SOFTMAX_EXAMPLE,
    "05.cross_entropy": cross_entropy.CROSS_ENTROPY_EXAMPLE,
    "05.training_history": training.HISTORY_EXAMPLE,
    "05.diagnose": training_curves.EXCEPTION_EXAMPLE,
    "06.best_experiment": choice.EXPERIMENT_EXAMPLE,
    "07.test_figures": figures.FIGURES_EXAMPLE,
    "07.accuracy_interval": interval.INTERVAL_EXAMPLE,
    "07.differ": difference.DIFFERENT_EXAMPLE,
    "07.per_class_recall": recall.FULL_EXAMPLE,
    "07.most_confused": confused_pair.PAIR_EXAMPLE,
}
MODULES = {
    "04": (convolution, pooling, parameters, network),
    "05": (softmax, cross_entropy, compiling, training, training_curves),
    "06": (dropout, choice, target_causes),
    "07": (figures, interval, difference, matrix, recall, confused_pair),
}


@cache
def lesson_of(name: str) -> Lesson:
    return find_lessons(ROOT, [name])[0]


@cache
def small_world() -> dict[str, Any]:
    """What the cells above the exercises give, with few images and no training."""
    import keras
    from keras import layers

    rng = np.random.default_rng(0)
    x, y = rng.random((1000, 28, 28, 1), dtype=np.float32), np.arange(1000) % 10
    model = small_cnn().to_keras()
    model.compile("adam", "sparse_categorical_crossentropy", ["accuracy"])
    curves = {key: [0.8, 0.5, 0.4] for key in ("loss", "accuracy", "val_loss", "val_accuracy")}
    rows = [{"accuracy": 0.9, "val_accuracy": 0.88, "val_loss": 0.3, "loss": 0.2, "dropout": 0.1}]
    return {
        "np": np,
        "keras": keras,
        "layers": layers,
        "plots": plots,
        "recorded": SimpleNamespace(
            curves=lambda: [{"history": curves}], training_arrays=lambda: (x, y, x, y)
        ),
        "CLASS_NAMES": CLASS_NAMES,
        "pictures": x[:60, :, :, 0],
        "boot": x[0, :, :, 0],
        "labels": y,
        "window": np.ones((3, 3)),
        "kernel": np.eye(3),
        "test_accuracy": 0.9,
        **dict.fromkeys(("x_train", "x_val", "x_test"), x),
        **dict.fromkeys(("y_train", "y_val", "y_test"), y),
        "model": model,
        "scores": np.eye(10)[y],
        "history": curves,
        "results": rows,
    }


def names_of(submission: CorpusSubmission, cells: tuple[str, ...] = ()) -> dict[str, Any]:
    """The small world, and what the cells of the exercises define in it."""
    names = dict(small_world())
    for cell in submission.notebook().cells:
        if nbgrader_metadata(cell).get("grade_id") in (cells or BY_HAND[submission.lesson.name]):
            exec(cell.source, names)
    return names


def kept(lesson: Lesson) -> set[str]:
    """The names that cells other than demonstrations define, for cells further down."""
    names: set[str] = set()
    for cell in lesson.notebook.cells:
        if cell.cell_type == "code" and not is_check(cell) and not is_demo(cell):
            body = ast.parse(cell.source).body
            names |= {part.name for part in body if isinstance(part, ast.FunctionDef)}
            rest = [part for part in body if not isinstance(part, ast.FunctionDef)]
            names |= assigned(ast.unparse(ast.Module(rest, [])))
    return names


def by_hand(lesson: Lesson) -> list[CorpusSubmission]:
    found = submissions(lesson, ["rejected"])
    return [each for each in found if each.check[3:] in BY_HAND[lesson.name]]


@pytest.mark.parametrize("name", BY_HAND)
def test_the_example_of_each_mistake_in_the_corpus_shows_it(name: str) -> None:
    """Pasted below the wrong function, it gives something else than below the right one."""
    lesson = lesson_of(name)
    right = names_of(CorpusSubmission(lesson, None))
    for submission in by_hand(lesson):
        wrong = names_of(submission)
        # the example of diagnose is made of the curves that were drawn
        for seed in range(3 if submission.check == "05.diagnose" else 1):
            result = run_check(submission.check, wrong, seed)
            assert result.code == submission.code, submission.name
            shown = pasted(result.example, dict(wrong)), pasted(result.example, dict(right))
            assert not result.example or shown[0] != shown[1], (submission.name, seed)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("04_layers", "network_dropout_zero"),
        ("04_layers", "network_hidden_softmax"),
        ("04_layers", "network_subclass_no_activation"),
        ("05_train", "compile_adds_softmax"),
        ("05_train", "compile_clones"),
    ],
)
def test_examples_show_what_a_summary_or_a_compile_config_hides(name: str, file: str) -> None:
    lesson = lesson_of(name)
    submission = next(s for s in submissions(lesson, ["rejected"]) if s.name.endswith(file))
    right = names_of(CorpusSubmission(lesson, None), IN_KERAS)
    wrong = names_of(submission, IN_KERAS)
    example = run_check(submission.check, wrong).example
    # without Keras's numbers for layers: dropout_7
    shown = [re.sub(r"_\d+", "", pasted(example, names)) for names in (wrong, right)]
    assert example and shown[0] != shown[1]


def shifted_towards_zero(logits: Any) -> Any:
    powers = np.exp(logits - np.maximum(logits.max(axis=1, keepdims=True), 0))
    return powers / powers.sum(axis=1, keepdims=True)


def into_an_array_of_its_type(logits: Any) -> Any:
    result = np.zeros_like(logits)
    result[:] = softmax.softmax_of(logits)
    return result


def last_of_equals(results: Any) -> Any:
    best = results[0]
    for row in results:
        if row["val_accuracy"] >= best["val_accuracy"]:
            best = row
    return best


def below_the_diagonal(matrix: Any) -> Any:
    return np.unravel_index(np.tril(matrix, -1).argmax(), matrix.shape)


@pytest.mark.parametrize(
    ("check", "wrong", "code"),
    [
        ("05.softmax", shifted_towards_zero, "softmax-underflow"),
        ("05.softmax", into_an_array_of_its_type, "softmax-integers"),
        ("06.best_experiment", last_of_equals, "best-tie"),
        ("07.most_confused", below_the_diagonal, "half-of-the-matrix"),
    ],
)
def test_examples_of_mistakes_that_the_corpus_has_not(check: str, wrong: Any, code: str) -> None:
    name = next(name for name in BY_HAND if name[:2] == check[:2])
    right = names_of(CorpusSubmission(lesson_of(name), None))
    found = run_check(check, {check[3:]: wrong})
    assert found.code == code
    shown = pasted(found.example, right | {check[3:]: wrong})
    assert shown != pasted(found.example, right)


@pytest.mark.parametrize("name", BY_HAND)
def test_examples_leave_the_notebooks_own_data_alone(name: str) -> None:
    own = kept(lesson_of(name))
    assert own >= {"np", "check", BY_HAND[name][0]}
    constants = [item for module in MODULES[name[:2]] for item in vars(module).items()]
    texts = [value for name, value in constants if name.endswith("EXAMPLE")]
    for text in texts:
        assert not assigned(text) & own, text


@pytest.mark.parametrize("name", BY_HAND)
def test_experiments_use_names_that_the_notebook_has(name: str) -> None:
    """Followed to the letter, in new cells; "the example below" comes first."""
    lesson = lesson_of(name)
    right = names_of(CorpusSubmission(lesson, None), BY_HAND[name] + IN_KERAS)
    del right["scores"]  # come after the check of lesson 07 that speaks of outputs
    curves = {
        s.code: run_check(s.check, names_of(s)).example
        for s in by_hand(lesson)
        if s.check == "05.diagnose"
    }
    for check in lesson.checks.values():
        for code in check.codes:
            names, experiment = dict(right), catalogue().codes[code].experiment
            if "example" in experiment:
                pasted(curves.get(code) or FIRST.get(check.id, ""), names)
            for snippet in re.findall(r"`([^`]+)`", experiment):
                said = pasted(snippet, names)
                assert not re.match("(Name|Attribute|Index|Key)Error", said), (code, snippet, said)
