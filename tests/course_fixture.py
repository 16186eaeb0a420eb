"""A small course of one lesson, made in a temporary directory, to try the machinery on."""

from __future__ import annotations

import shutil
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.checks import CheckRegistry, checks_of, set_registry

ROOT = Path(__file__).resolve().parent.parent

CHECKS = """
from autograder.checks import Function, expect, fail, graded

@graded(points=4, statement="`double` gives twice its input.", codes=("wrong-shape",))
def check_double(double: Function) -> None:
    got = expect.number(double(3), "double(3)")
    if got != 6:
        fail("wrong-type", f"double(3) is {got:g}; expected 6.")

@graded(points=2, statement="`treble` gives three times its input.")
def check_treble(treble: Function) -> None:
    if expect.number(treble(3), "treble(3)") != 9:
        fail("wrong-type", "treble(3) is wrong.")
"""

META = (
    'nbgrader={{"grade": {grade}, "grade_id": "{id}", "locked": {locked}, {points}'
    '"schema_version": 3, "solution": {solution}, "task": false}}'
)


def header(kind: str, grade_id: str, points: float | None = None) -> str:
    """A cell's first line; ``kind`` is "setup", "exercise", "check", "demo" or "essay"."""
    flags = {
        "setup": ("false", "true", "false"),
        "demo": ("false", "true", "false"),
        "exercise": ("false", "false", "true"),
        "check": ("true", "true", "false"),
        "essay": ("true", "false", "true"),
    }[kind]
    meta = META.format(
        grade=flags[0],
        locked=flags[1],
        solution=flags[2],
        id=grade_id,
        points=f'"points": {points:g}, ' if points is not None else "",
    )
    before = {"essay": " [markdown]", "demo": ' tags=["demo"]'}.get(kind, "")
    return f"# %%{before} {meta}"


SOURCE = f'''# ---
# jupyter:
#   jupytext:
#     text_representation: {{extension: .py, format_name: percent, format_version: '1.3'}}
#   kernelspec: {{display_name: Python 3, language: python, name: python3}}
# ---

# %% [markdown]
# # 02 · A small lesson
#
# Doubling.

# %% {META.format(grade="false", locked="true", solution="false", id="setup", points="")}
from autograder import check

# %% {META.format(grade="false", locked="false", solution="true", id="double", points="")}
def double(x):
    """Twice x."""
    ### BEGIN SOLUTION
    secret_of_doubling = 2
    return secret_of_doubling * x
    ### END SOLUTION

{header("check", "check-02-double", 4)}
check("02.double", double)

{header("demo", "demo-double")}
raise RuntimeError("demonstrations are not run")

{header("exercise", "treble")}
def treble(x):
    ### BEGIN SOLUTION
    return double(x) + x
    ### END SOLUTION

{header("check", "check-02-treble", 2)}
check("02.treble", treble)

{header("essay", "essay", 3)}
# ### BEGIN SOLUTION
# Doubling is adding to itself.
# ### END SOLUTION
'''


@pytest.fixture()
def course(tmp_path: Path) -> Iterator[Path]:
    """The directory of a course with the lesson 02_small; its checks are registered."""
    module = types.ModuleType("small")
    exec(CHECKS, module.__dict__)
    before = set_registry(CheckRegistry({"02": checks_of(module, "02")}))
    root = tmp_path / "course"
    (root / "solutions" / "02_small").mkdir(parents=True)
    (root / "solutions" / "02_small" / "02_small.py").write_text(SOURCE)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    yield root
    set_registry(before)
