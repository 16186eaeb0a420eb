"""The course directory: where lessons are, and a lesson's source as a notebook."""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fmnist_lab.errors import CourseError
from fmnist_lab.lessons import LessonTraits, traits_of

if TYPE_CHECKING:
    from autograder.checks import Check

LESSON = re.compile(r"\d\d_[a-z0-9_]+")


@dataclass(frozen=True)
class Lesson:
    """One lesson: ``name`` is "02_preprocess", ``course`` the directory of the whole course."""

    course: Path
    name: str

    @property
    def number(self) -> str:
        """The two digits."""
        return self.name[:2]

    @property
    def traits(self) -> LessonTraits:
        """What is special about it: its row of ``fmnist_lab/lessons.py``."""
        return traits_of(self.number)

    @property
    def source(self) -> Path:
        """The instructor's script, the one source of the lesson."""
        return self.course / "solutions" / self.name / f"{self.name}.py"

    @property
    def solution(self) -> Path:
        """The instructor's notebook, built beside the source."""
        return self.source.with_suffix(".ipynb")

    @property
    def released(self) -> Path:
        """The directory that students get."""
        return self.course / "lessons" / self.name

    @cached_property
    def notebook(self) -> Any:
        """The source as a notebook (nbformat 4.5), with cell ids that stay the same."""
        return read_source(self.source, self.name)

    @property
    def checks(self) -> dict[str, Check]:
        """The lesson's checks by id, in the order of the notebook."""
        from autograder.checks import registry

        return registry.of_lesson(self.number)


def find_course(start: Path | None = None) -> Path:
    """The course directory at or above ``start`` (the current directory).

    Raises CourseError when there is none.
    """
    start = (start or Path.cwd()).resolve()
    for directory in (start, *start.parents):
        if (directory / "nbgrader_config.py").is_file() and (directory / "solutions").is_dir():
            return directory
    raise CourseError(
        f"{start} is not inside the course directory: neither it nor a directory above has "
        "solutions/ and nbgrader_config.py. Change to your clone of the course."
    )


def nbgrader_settings(course: Path) -> Any:
    """What nbgrader_config.py says, as a traitlets Config.

    Raises CourseError when the file is missing or ends in an error.
    """
    from traitlets.config import PyFileConfigLoader

    try:
        return PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
    except CourseError:
        raise
    except Exception as error:
        raise CourseError(
            f"{course / 'nbgrader_config.py'} can't be read: {type(error).__name__}: {error}."
        ) from None


def find_lessons(course: Path, wanted: Iterable[str] = ()) -> list[Lesson]:
    """The lessons asked for ("02" or "02_preprocess"), or all; in order, none twice.

    Raises CourseError for one that isn't there.
    """
    names = sorted(
        path.parent.name
        for path in (course / "solutions").glob("*/*.py")
        if LESSON.fullmatch(path.parent.name) and path.stem == path.parent.name
    )
    chosen = []
    for text in wanted:
        found = [n for n in names if n == text.rstrip("/") or n[:2] == text]
        if not found:
            raise CourseError(
                f"There is no lesson {text!r} in {course / 'solutions'}; "
                f"there are {', '.join(names) or 'none'}."
            )
        chosen += found
    return [Lesson(course, name) for name in sorted(set(chosen or names))]


def read_source(path: Path, name: str) -> Any:
    """A py:percent script as a notebook; cell ids follow from the lesson and the cell."""
    import jupytext

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path} can't be read: {error}.") from None
    notebook = jupytext.reads(text, fmt="py:percent")
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    kernel = notebook.metadata.get("kernelspec") or {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    }
    notebook.metadata = type(notebook.metadata)(kernelspec=kernel)
    anchor, offset = "top", 0
    for cell in notebook.cells:
        # A cell without a name is counted from the named cell above it, so that a text added
        # in one place leaves the ids elsewhere as they are.
        own = cell.metadata.get("nbgrader", {}).get("grade_id")
        anchor, offset = (own, 0) if own else (anchor, offset + 1)
        cell.id = hashlib.sha256(f"{name}/{anchor}/{offset}".encode()).hexdigest()[:12]
        cell.metadata.pop("lines_to_next_cell", None)  # jupytext's own note on the script's layout
    return notebook


def grading(cell: Any) -> dict[str, Any]:
    """The cell's nbgrader metadata, or an empty dict."""
    return cell.metadata.get("nbgrader") or {}


def is_demo(cell: Any) -> bool:
    """Whether the cell only shows something; grading skips it."""
    return "demo" in (cell.metadata.get("tags") or [])


def is_check(cell: Any) -> bool:
    """Whether the cell is graded by a check."""
    return cell.cell_type == "code" and bool(grading(cell).get("grade"))


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


def validate_lesson(lesson: Lesson) -> None:
    """Raise CourseError, naming the cell, when cells and checks don't belong together.

    Each automatically graded cell is claimed by a check of this lesson, with the same id,
    points and objects, and is locked; each check has its cell; no id comes twice.
    """
    where = lesson.source
    checks, seen, claimed = lesson.checks, set(), set()
    for cell in lesson.notebook.cells:
        about = grading(cell)
        grade_id = about.get("grade_id")
        if grade_id is None:
            if "BEGIN SOLUTION" in cell.source:
                raise CourseError(f"{where}: a cell with a solution has no nbgrader grade_id.")
            continue
        if grade_id in seen:
            raise CourseError(f"{where}: the grade_id {grade_id!r} is there twice.")
        seen.add(grade_id)
        if about.get("solution") and "BEGIN SOLUTION" not in cell.source:
            raise CourseError(
                f"{where}: the cell {grade_id!r} is a solution without a BEGIN SOLUTION line."
            )
        if is_demo(cell) and (about.get("grade") or not about.get("locked")):
            raise CourseError(f"{where}: the demo cell {grade_id!r} must be locked and not graded.")
        if not is_check(cell):
            continue
        call = check_call(cell.source)
        if call is None:
            raise CourseError(
                f"{where}: the graded cell {grade_id!r} is claimed by no check; expected one "
                'line like check("02.rescale", rescale).'
            )
        check = checks.get(call[0])
        if check is None:
            raise CourseError(
                f"{where}: the graded cell {grade_id!r} calls the check {call[0]!r}, which "
                f"lesson_{lesson.number} doesn't have."
            )
        wanted = {
            "grade_id": (grade_id, check.grade_id),
            "points": (float(about.get("points", 0)), check.points),
            "objects": (call[1], check.objects),
            "locked": (bool(about.get("locked")), True),
            "solution": (bool(about.get("solution")), False),
        }
        for what, (found, expected) in wanted.items():
            if found != expected:
                raise CourseError(
                    f"{where}: the cell {grade_id!r} has {what} {found!r}; expected {expected!r} "
                    f"for the check {check.id}."
                )
        claimed.add(check.id)
    for check_id in checks:
        if check_id not in claimed:
            raise CourseError(
                f"{where}: no cell runs the check {check_id}; expected {checks[check_id].call}."
            )


def automatic_points(lesson: Lesson) -> float:
    """The points that checks can give."""
    return sum(check.points for check in lesson.checks.values())
