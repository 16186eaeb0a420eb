"""The source and the checks of a course with one small lesson, to try the machinery on."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

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
