"""A lesson's source, a jupytext script, as a notebook, and what its cells are."""

from __future__ import annotations

import ast
import hashlib
from pathlib import Path
from typing import Any

from fmnist_lab.errors import CourseError

# The kernel of a notebook that names none.
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}


def read_source(path: Path, name: str) -> Any:
    """A py:percent script as a notebook; cell ids follow from the lesson and the cell."""
    import jupytext

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path} can't be read: {error}.") from None
    notebook = jupytext.reads(text, fmt="py:percent")
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    kernel = notebook.metadata.get("kernelspec") or dict(KERNELSPEC)
    notebook.metadata = type(notebook.metadata)(kernelspec=kernel)
    anchor, offset = "top", 0
    for cell in notebook.cells:
        # A cell without a grade_id is counted from the cell above that has one, so that a text
        # added in one place leaves the ids elsewhere as they are.
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        anchor, offset = (grade_id, 0) if grade_id else (anchor, offset + 1)
        cell.id = hashlib.sha256(f"{name}/{anchor}/{offset}".encode()).hexdigest()[:12]
        cell.metadata.pop("lines_to_next_cell", None)  # jupytext's own note on the script's layout
    return notebook


def nbgrader_metadata(cell: Any) -> dict[str, Any]:
    """The cell's nbgrader metadata, or an empty dict."""
    return cell.metadata.get("nbgrader") or {}


def is_demo(cell: Any) -> bool:
    """Whether the cell only shows something; grading skips it."""
    return "demo" in (cell.metadata.get("tags") or [])


def is_check(cell: Any) -> bool:
    """Whether the cell is graded by a check."""
    return cell.cell_type == "code" and bool(nbgrader_metadata(cell).get("grade"))


def check_call(source: str) -> tuple[str, tuple[str, ...]] | None:
    """The id and the names in ``check("02.rescale", rescale)``; None for any other code."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return None
    call = body[0].value if len(body) == 1 and isinstance(body[0], ast.Expr) else None
    if (
        not isinstance(call, ast.Call)
        or not isinstance(call.func, ast.Name)
        or call.func.id != "check"
        or call.keywords
        or not call.args
    ):
        return None
    first, *rest = call.args
    if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
        return None
    names = [arg.id for arg in rest if isinstance(arg, ast.Name)]
    return (first.value, tuple(names)) if len(names) == len(rest) else None
