"""The notebook that a student hands in for the small course's lesson, and what screening makes of it."""

from __future__ import annotations

import json
from typing import Any

import nbformat

from autograder.course import Lesson, nbgrader_metadata
from autograder.screening import ScreenedSubmission, unanswered_notebook

NAME = "02_small"


FILE = f"{NAME}.ipynb"


def handed_in(lesson: Lesson) -> dict[str, Any]:
    """The notebook of a student who solved it, as a JSON tree."""
    tree = json.loads(nbformat.writes(unanswered_notebook(lesson), split_lines=False))
    tree["cells"][position(tree, "double")]["source"] = "def double(x):\n    return 2 * x"
    tree["cells"][position(tree, "essay")]["source"] = "My own words."
    return tree


def position(tree: dict[str, Any], grade_id: str) -> int:
    return next(
        i
        for i, cell in enumerate(tree["cells"])
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def codes(screened: ScreenedSubmission) -> list[str]:
    return [flag.code for flag in screened.flags]


def names(notebook: Any) -> list[str]:
    return [str(nbgrader_metadata(cell).get("grade_id", "-")) for cell in notebook.cells]


def cell_named(notebook: Any, grade_id: str) -> Any:
    return next(c for c in notebook.cells if nbgrader_metadata(c).get("grade_id") == grade_id)


def code_cell(source: str, **metadata: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": "mine",
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": 3,
    }


ORDER = [
    "-",
    "setup",
    "double",
    "check-02-double",
    "demo-double",
    "treble",
    "check-02-treble",
    "essay",
]
