"""The verdict corpus: small submissions whose verdict is known.

``tests/submissions/NN_name/{accepted,rejected,hostile}/*.py`` holds one submission a file: only
the cells that differ from the solution. The first line says what must come of it::

    # expect: 02.rescale scaled-twice
    # Divides by 255 in two places.

    # %% rescale
    def rescale(images):
        return images / 255.0 / 255.0

A cell is keyed by the grade_id of the cell that it replaces; ``# %% after rescale`` adds one.

An accepted file says ``# expect: accepted``. A hostile one says which checks earn all of their
points, all others earning nothing, and how the run must end when it doesn't end well::

    # expect: hostile all but 02.rescale
    # expect: hostile none but 02.to_images; outcome memory-limit
    # expect: hostile all; flag large-cell

Python above the first cell of a hostile file makes the directory that is handed in: it defines
``build(directory, notebook)``, which gets the notebook with its cells replaced, as plain data.
It is the course's own code and runs outside of any box.
"""

from __future__ import annotations

import copy
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.checks.catalogue import catalogue
from autograder.course import Lesson, grading, is_check
from fmnist_lab.errors import CourseError

KINDS = ("accepted", "rejected", "hostile")
WANTED = {
    "accepted": "accepted",
    "rejected": "<check id> <code>",
    "hostile": "hostile <all or none> [but <check ids>][; outcome <code>][; flag <code>]",
}
_CELL = re.compile(r"^# %%[ \t]*(.*)$", re.MULTILINE)
_REJECTED = re.compile(r"(\d\d\.\w+) ([a-z0-9-]+)")
_HOSTILE = re.compile(
    r"hostile (?P<base>all|none)(?: but (?P<but>\d\d\.\w+(?: \d\d\.\w+)*))?"
    r"(?:; outcome (?P<outcome>[a-z-]+))?(?:; flag (?P<flag>[a-z0-9-]+))?"
)


@dataclass(frozen=True)
class Submission:
    """One file of the corpus; ``path`` is None for the solution itself.

    ``check`` and ``code`` are what a rejected one must fail and how; ``earned`` are the checks
    that a hostile one earns, ``outcome`` and ``flag`` how its run must end; ``prelude`` is the
    Python that makes its directory, "" when a notebook is all there is.
    """

    lesson: Lesson
    path: Path | None
    check: str = ""
    code: str = ""
    replaced: dict[str, str] = field(default_factory=dict)
    added: dict[str, str] = field(default_factory=dict)
    earned: frozenset[str] = frozenset()
    outcome: str = ""
    flag: str = ""
    prelude: str = ""

    @property
    def kind(self) -> str:
        """ "accepted", "rejected" or "hostile"."""
        return self.path.parent.name if self.path else "accepted"

    @property
    def name(self) -> str:
        """ "rejected/scaled_twice", or "solution"."""
        return f"{self.path.parent.name}/{self.path.stem}" if self.path else "solution"

    def notebook(self) -> Any:
        """The solution with this submission's cells; ends with the check that must fail."""
        return notebook_of([self])

    def write(self, directory: Path, others: Sequence[Submission] = ()) -> None:
        """Make the submission's directory, as a student hands it in; with others' cells in it."""
        notebook = json.loads(json.dumps(notebook_of([self, *others])))
        if not self.prelude:
            write_notebook(directory, notebook, f"{self.lesson.name}.ipynb")
            return
        names: dict[str, Any] = {"__name__": "corpus"}
        exec(compile(self.prelude, str(self.path), "exec"), names)
        names["build"](directory, notebook)


def notebook_of(parts: Sequence[Submission]) -> Any:
    """The solution with the cells of several submissions of one lesson, which don't collide.

    It ends with the last check that must fail.
    """
    lesson = parts[0].lesson
    own: dict[str, str] = {}
    for part in parts:
        own |= _cells_of(part)
    left = {lesson.checks[part.check].grade_id for part in parts if part.check}
    notebook = copy.deepcopy(lesson.notebook)
    cells = []
    for cell in notebook.cells:
        name = grading(cell).get("grade_id", "")
        cell.source = own.get(name, cell.source)
        cells.append(cell)
        if f"after {name}" in own:
            cells.append(_new_cell(name, own[f"after {name}"]))
        if name in left:
            left.remove(name)
            if not left:
                break
    notebook.cells = cells
    return notebook


def collide(first: Submission, second: Submission) -> bool:
    """Whether two submissions can't be one notebook: the same check, or other code in a cell."""
    mine, others = _cells_of(first), _cells_of(second)
    return (bool(first.check) and first.check == second.check) or any(
        others.get(name, code) != code for name, code in mine.items()
    )


def _cells_of(submission: Submission) -> dict[str, str]:
    """Its cells by name, added ones as "after name"; up to the check that must fail."""
    found = submission.replaced | {f"after {n}": code for n, code in submission.added.items()}
    if not submission.check:
        return found
    names = [grading(cell).get("grade_id", "") for cell in submission.lesson.notebook.cells]
    reached = names[: names.index(submission.lesson.checks[submission.check].grade_id) + 1]
    return {key: code for key, code in found.items() if key.removeprefix("after ") in reached}


def _new_cell(after: str, source: str) -> Any:
    from nbformat.v4 import new_code_cell

    return new_code_cell(source, id=hashlib.sha256(f"after {after}".encode()).hexdigest()[:12])


def cell_of(notebook: dict[str, Any], grade_id: str) -> dict[str, Any]:
    """The cell with this grade_id in a notebook of plain data. For ``build``."""
    found = (
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )
    cell: dict[str, Any] = next(found)
    return cell


def write_notebook(
    directory: Path, notebook: dict[str, Any], name: str = "02_preprocess.ipynb"
) -> None:
    """Write a notebook of plain data into the directory. For ``build``."""
    (directory / name).write_text(json.dumps(notebook), encoding="utf-8")


def read(path: Path, lesson: Lesson) -> Submission:
    """One submission of the corpus. Raises CourseError that names the file and what is wrong."""
    text = path.read_text(encoding="utf-8-sig")
    first, _, rest = text.partition("\n")
    pieces = _CELL.split(rest)
    prelude = _python(pieces[0])
    if prelude and (path.parent.name != "hostile" or "def build(" not in prelude):
        raise CourseError(
            f"{path}: there is Python above the first cell; expected comments there, or a "
            "`build` in a hostile file."
        )
    known = {grading(c)["grade_id"]: c for c in lesson.notebook.cells if "grade_id" in grading(c)}
    replaced: dict[str, str] = {}
    added: dict[str, str] = {}
    for key, body in zip(pieces[1::2], pieces[2::2], strict=True):
        key = key.strip()
        target = key.removeprefix("after ").strip()
        into = added if key.startswith("after ") else replaced
        if target not in known:
            raise CourseError(
                f"{path}: there is no cell {key!r} in {lesson.source.name}; "
                f"its cells are {', '.join(known)}."
            )
        if into is replaced and is_check(known[target]):
            raise CourseError(f"{path}: the cell {key!r} is a check; students can't replace it.")
        if target in into:
            raise CourseError(f"{path}: the cell {key!r} is there twice.")
        into[target] = body.strip("\n")
    if not replaced and not added and not prelude:
        raise CourseError(f"{path}: no cell begins with '# %% name'.")
    expected = _expected(path, lesson, first.rstrip())
    return Submission(lesson, path, replaced=replaced, added=added, prelude=prelude, **expected)


def _python(text: str) -> str:
    """``text`` when it holds more than comments and blank lines, else ""."""
    lines = (line.strip() for line in text.splitlines())
    # the first line of the file is put back, so that errors name the right line
    return f"\n{text}" if any(line and not line.startswith("#") for line in lines) else ""


def _expected(path: Path, lesson: Lesson, first: str) -> dict[str, Any]:
    """The fields of a Submission that its first line gives."""
    kind = path.parent.name
    text = first.removeprefix("# expect: ")
    pattern = {"accepted": re.compile("accepted"), "rejected": _REJECTED, "hostile": _HOSTILE}[kind]
    match = pattern.fullmatch(text) if text != first else None
    if match is None:
        raise CourseError(
            f"{path}: the first line is {first!r}; expected '# expect: {WANTED[kind]}'."
        )
    if kind == "accepted":
        return {}
    if kind == "rejected":
        if catalogue().get(match[2]) is None:
            raise CourseError(f"{path}: the catalogue has no code {match[2]!r}.")
        return {"check": _known(path, lesson, match[1]), "code": match[2]}
    but = {_known(path, lesson, check) for check in (match["but"] or "").split()}
    every = set(lesson.checks)
    return {
        "earned": frozenset(every - but if match["base"] == "all" else but),
        "outcome": match["outcome"] or "",
        "flag": match["flag"] or "",
    }


def _known(path: Path, lesson: Lesson, check: str) -> str:
    if check not in lesson.checks:
        raise CourseError(f"{path}: lesson {lesson.name} has no check {check!r}.")
    return check


def submissions(lesson: Lesson, kinds: Iterable[str] = KINDS) -> list[Submission]:
    """The lesson's corpus in order of name, accepted first; the solution itself comes first."""
    found = [Submission(lesson, None)] if "accepted" in kinds else []
    directory = lesson.course / "tests" / "submissions" / lesson.name
    for kind in kinds:
        found += [read(path, lesson) for path in sorted((directory / kind).glob("*.py"))]
    return found
