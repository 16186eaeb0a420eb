"""Lessons 01-03: what neither the corpus nor the generic tests of solutions cover."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import jupytext
import numpy as np
import pytest

from autograder.checks import run_check
from autograder.checks.catalogue import DIRECTORY, catalogue
from autograder.checks.lessons.lesson_01 import columns, counts, means
from autograder.checks.lessons.lesson_02 import good_tables, images, scale, table
from autograder.checks.lessons.lesson_03 import examples as split_examples
from autograder.checks.lessons.lesson_03.rows import made_up
from autograder.checks.mistakes import allclose_same_shape
from autograder.checks.registry import of_lesson
from autograder.checks.run import CheckResult
from autograder.corpus import CorpusSubmission, submissions
from autograder.course import find_lessons, is_check, is_demo
from support.examples import assigned, pasted

ROOT = Path(__file__).parents[2]
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
    for file in (ROOT / "tests" / "attempts").glob(f"{lesson[:2]}.*.py"):
        for codes in re.findall(r"^# codes: (.*)$", file.read_text("utf-8"), re.MULTILINE):
            shown |= set(codes.split())
    assert named <= shown


MODULES = {
    "01": (columns, counts, means),
    "02": (images, scale, good_tables),
    "03": (split_examples,),
}


def examples(lesson: str) -> list[str]:
    constants = [item for module in MODULES[lesson[:2]] for item in vars(module).items()]
    return [text for name, text in constants if name.endswith("EXAMPLE")]


@pytest.mark.parametrize("lesson", LESSONS)
def test_examples_in_messages_can_be_pasted(lesson):
    assert len(examples(lesson)) >= 3
    for text in examples(lesson):
        exec(text, solution(lesson))


def test_examples_of_bad_tables_are_refused_by_the_solution():
    for bad, dtype in ((300, "int64"), (-1, "int32"), (256, "uint16")):
        text = table._bad_example(dtype, f"small[1, 5] = {bad}")
        with pytest.raises(ValueError, match="pixels from"):
            exec(text, solution("02_preprocess"))


def setup_cell(lesson: str) -> str:
    cells = jupytext.read(ROOT / "solutions" / lesson / f"{lesson}.py").cells
    return next(
        c.source for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == "setup"
    )


@pytest.mark.parametrize("lesson", LESSONS)
def test_examples_leave_the_notebooks_own_data_alone(lesson):
    """Pasted into a new cell, an example must not replace the table that later cells use."""
    texts = examples(lesson)
    if lesson == "02_preprocess":
        texts.append(table._bad_example("int64", "small[1, 5] = 300"))
        texts.append(good_tables._good_example(columns.random_table(np.random.default_rng(0), 3)))
    own = assigned(setup_cell(lesson))
    assert own >= {"np", "check", "data"}
    for text in texts:
        assert not assigned(text) & own, text


def shown(check_id: str, **functions: object) -> CheckResult:
    """The failure of a student's function, its example tried with a right one."""
    lesson = next(name for name in LESSONS if name.startswith(check_id[:2]))
    result = run_check(check_id, functions)
    assert not result.passed and result.example
    exec(result.example, solution(lesson))
    return result


def notebook_names(submission: CorpusSubmission) -> dict[str, object]:
    """What the cells of a submission define, pictures and checks left out."""
    names: dict[str, object] = {}
    for cell in submission.notebook().cells:
        if cell.cell_type == "code" and not is_check(cell) and not is_demo(cell):
            exec(cell.source, names)
    return names


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_example_of_each_mistake_in_the_corpus_shows_it(lesson):
    """Pasted below the wrong function, it gives something else than below the right one."""
    (found,) = find_lessons(ROOT, [lesson])
    own = assigned(setup_cell(lesson))
    tried = 0
    for submission in submissions(found, ["rejected"]):
        wrong = notebook_names(submission)
        result = run_check(submission.check, wrong)
        assert result.code == submission.code, submission.name
        if result.example:
            right = notebook_names(CorpusSubmission(found, None))
            assert pasted(result.example, wrong) != pasted(result.example, right), submission.name
            assert not assigned(result.example) & own, submission.name
            tried += 1
    assert tried > 40


@pytest.mark.parametrize("lesson", LESSONS)
def test_experiments_use_names_that_the_notebook_has(lesson):
    """Followed to the letter, in new cells below the solution; "the example below" comes first."""
    (found,) = find_lessons(ROOT, [lesson])
    general = tomllib.loads((DIRECTORY / "general.toml").read_text())
    run = 0
    for submission in submissions(found, ["rejected"]):
        example = run_check(submission.check, notebook_names(submission)).example
        entry = catalogue().codes[submission.code]
        if submission.code in general or "your function" in entry.experiment:
            continue
        names = notebook_names(CorpusSubmission(found, None))
        if "example below" in entry.experiment:
            pasted(example, names)
        for snippet in re.findall(r"`([^`]+)`", entry.experiment):
            if snippet not in ("result = ", "result"):  # to be put before the example
                assert "NameError" not in pasted(snippet, names), (submission.name, snippet)
                run += 1
    assert run > 25


def test_an_example_shows_the_failure_and_can_be_pasted():
    keeps_type = shown("01.split_columns", split_columns=lambda table: (table[:, 1:], table[:, 0]))
    assert keeps_type.code == "pixels-not-uint8" and "np.int64" in keeps_type.example

    right = solution("02_preprocess")["preprocess"]

    def only_uint8(table):
        if table.dtype != np.uint8:
            raise ValueError("not uint8")
        return right(table)

    refused = shown("02.preprocess", preprocess=only_uint8)
    with pytest.raises(ValueError, match="not uint8"):
        exec(refused.example, {"np": np, "preprocess": only_uint8})


def test_a_failure_is_not_given_a_cause_that_it_has_not():
    def one_count(y):
        for k in range(10):
            return np.sum(y == k)

    result = run_check("01.class_counts", {"class_counts": one_count})
    assert result.code == "one-number-for-ten" and "the count of class 0" in result.observed

    def compares_arrays(table):
        if table[:, 0] not in range(10):
            raise ValueError("label")

    assert run_check("02.preprocess", {"preprocess": compares_arrays}).code == "truth-of-array"

    right = solution("02_preprocess")["preprocess"]
    returned = run_check(
        "02.preprocess",
        {"preprocess": lambda t: right(t) if t.shape[1] == 785 else ValueError("columns")},
    )
    assert returned.code == "printed-not-raised" and "return an array" not in returned.observed


def test_a_last_hint_that_reads_as_a_whole_function_is_one():
    last = catalogue().exercises["03.split_sizes"][2].rstrip(".")
    names: dict[str, object] = {"np": np}
    exec(f"def train_validation_split(x, y, fraction=0.2, seed=0): {last}", names)
    assert run_check("03.split_sizes", names).passed


def test_rows_that_were_changed_are_not_called_the_same_for_every_seed():
    """No file of the corpus: there 03.split_pairs fails first."""
    right = solution("03_split")["train_validation_split"]

    def rescaled(x, y, fraction=0.2, seed=0):
        x_train, y_train, x_val, y_val = right(x, y, fraction, seed)
        return x_train / 255, y_train, x_val / 255, y_val

    found = run_check("03.split_repeatable", {"train_validation_split": rescaled})
    assert found.code == "rows-changed"
    assert pasted(found.example, {"np": np, "train_validation_split": rescaled}).endswith("False)")


def test_an_empty_part_is_the_students_mistake():
    def nothing_to_train(x, y, fraction=0.2, seed=0):
        return x[:0], y[:0], x[1:], y[1:]

    found = run_check("03.split_pairs", {"train_validation_split": nothing_to_train})
    assert found.code == "rows-lost"


def test_a_row_of_the_made_up_data_is_recognised_wherever_it_went():
    rng = np.random.default_rng(0)
    for shape, dtype in (((28, 28, 1), np.uint8), ((784,), np.float32), ((2,), np.int64)):
        rows = made_up(rng, [100, 150, 200], shape, dtype)
        order = rng.permutation(450)
        assert allclose_same_shape(rows.numbers(rows.x[order]), order, 0)
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
