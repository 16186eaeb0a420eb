"""Lessons 01-03: what neither the corpus nor the generic tests of solutions cover."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import jupytext
import numpy as np
import pytest

from autograder.checks import lesson_01, lesson_02, lesson_03, run_check
from autograder.checks._recognise import alike
from autograder.checks._registry import of_lesson

ROOT = Path(__file__).parents[1]
LESSONS = ("01_explore", "02_preprocess", "03_split")


def solution(lesson: str) -> dict[str, object]:
    """The functions of the solution, and what the setup cell imports of NumPy."""
    names: dict[str, object] = {"np": np}
    for cell in jupytext.read(ROOT / "solutions" / lesson / f"{lesson}.py").cells:
        if cell.cell_type == "code" and cell.metadata["nbgrader"]["solution"]:
            exec(cell.source, names)
    return names


@pytest.mark.parametrize("lesson", LESSONS)
def test_right_answers_pass_whatever_the_inputs(lesson):
    """Inputs are random, so that a mistake's values can be the right ones on some of them."""
    functions = solution(lesson)
    for check in of_lesson(lesson[:2]).values():
        for seed in range(12):
            result = run_check(check, functions, seed)
            assert result.passed, (check.id, seed, result.code, result.observed)


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_code_that_a_check_names_has_a_file_in_the_corpus(lesson):
    named = {code for check in of_lesson(lesson[:2]).values() for code in check.codes}
    files = (ROOT / "tests" / "submissions" / lesson / "rejected").glob("*.py")
    shown = {file.read_text("utf-8").splitlines()[0].split()[-1] for file in files}
    assert named <= shown


def examples(module: object) -> list[str]:
    return [text for name, text in vars(module).items() if name.endswith("EXAMPLE")]


@pytest.mark.parametrize(
    ("lesson", "module"), list(zip(LESSONS, (lesson_01, lesson_02, lesson_03), strict=True))
)
def test_examples_in_messages_can_be_pasted(lesson, module):
    assert len(examples(module)) >= 3
    for text in examples(module):
        exec(text, solution(lesson))


def test_examples_of_bad_tables_are_refused_by_the_solution():
    for bad, dtype in ((300, "int64"), (-1, "int32"), (256, "uint16")):
        text = lesson_02._bad_example(dtype, f"table[1, 5] = {bad}")
        with pytest.raises(ValueError, match="pixels from"):
            exec(text, solution("02_preprocess"))


def test_a_row_of_the_made_up_data_is_recognised_wherever_it_went():
    rng = np.random.default_rng(0)
    for shape, dtype in (((28, 28, 1), np.uint8), ((784,), np.float32), ((2,), np.int64)):
        rows = lesson_03.made_up(rng, [100, 150, 200], shape, dtype)
        order = rng.permutation(450)
        assert alike(rows.numbers(rows.x[order]), order, 0)
        changed = rows.x[order].copy()
        changed.reshape(450, -1)[7, -1] += 1
        assert np.flatnonzero(rows.numbers(changed) < 0).tolist() == [7]


def test_checks_of_01_to_03_do_not_load_tensorflow():
    code = (
        "import sys; from autograder.checks import run_check; import fmnist_lab.plots\n"
        "for name in ('01.mean_image', '02.rescale', '03.split_pairs'):\n"
        "    run_check(name, {name[3:]: lambda *a, **k: a[0]})\n"
        "print(sorted({m.partition('.')[0] for m in sys.modules} & {'tensorflow', 'keras'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("lesson", LESSONS)
def test_predictions_are_answered_and_answers_are_among_the_options(lesson):
    """Each `reveal` belongs to a `predict`, and its answer is one of the options, letter by letter."""
    text = (ROOT / "solutions" / lesson / f"{lesson}.py").read_text("utf-8")
    asked = dict(
        re.findall(r'predict\(\s*"([^"]+)",\s*"[^\n]*",\s*\[(.*?)\]\s*,?\s*\)', text, re.DOTALL)
    )
    told = dict(re.findall(r'reveal\(\s*"([^"]+)",\s*"([^"]+)"', text))
    assert set(asked) == set(told) and len(asked) >= 4
    for question, answer in told.items():
        assert f'"{answer}"' in asked[question], question
