"""The minutes in a lesson's header are those that its text, code and exercises ask for."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.course import find_lessons
from autograder.student.start_page import title_and_minutes
from support.course import ROOT

LESSONS = find_lessons(ROOT)
NEAR = 0.15  # the share by which a header may differ from the estimate


@pytest.fixture(scope="module")
def benchmark() -> Any:
    path = Path(__file__).parents[2] / "benchmarks" / "lessons.py"
    spec = importlib.util.spec_from_file_location("benchmark_of_lessons", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_the_header_says_what_a_beginner_needs(lesson: Any, benchmark: Any) -> None:
    path = lesson.released / f"{lesson.name}.ipynb"
    said = int(title_and_minutes(path)[1].split()[0])
    estimate = benchmark.minutes_of(benchmark.to_read(nbformat.read(path, as_version=4)))
    assert abs(said - estimate) <= NEAR * estimate, f"says {said}, estimated {estimate:.0f}"


def test_what_is_counted(benchmark: Any) -> None:
    v4 = nbformat.v4
    hidden = v4.new_code_cell("a = b", metadata={"jupyter": {"source_hidden": True}})
    written = {"nbgrader": {"solution": True, "grade_id": "conv2d"}}
    exercise = v4.new_code_cell("raise x", metadata=written)
    question = v4.new_code_cell('fmnist_lab.predict("01-blur")')
    answer = v4.new_markdown_cell("YOUR ANSWER", metadata={"nbgrader": {"solution": True}})
    notebook = v4.new_notebook(
        cells=[v4.new_markdown_cell("It doesn't fit."), hidden, exercise, question, answer]
    )
    counts = benchmark.to_read(notebook)
    one_each = {"exercises": 1, "answers": 1, "predictions": 1}
    assert counts == {"words": 3 + 2 + 3 + 2, "writing": 25, **one_each}
    assert benchmark.minutes_of(counts) == pytest.approx(10 / 130 + 25 + 7 + 1)
