"""The verdict corpus: small submissions whose verdict is known.

``tests/submissions/NN_name/{accepted,rejected}/*.py`` holds one submission a file: only the
cells that differ from the solution. The first line says what must come of it::

    # expect: 02.rescale scaled-twice
    # Divides by 255 in two places.

    # %% rescale
    def rescale(images):
        return images / 255.0 / 255.0

A cell is keyed by the grade_id of the cell that it replaces; ``# %% after rescale`` adds one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from autograder.checks._catalogue import catalogue
from autograder.course import Lesson, grading, is_check, is_demo
from fmnist_lab.errors import CourseError

KINDS = ("accepted", "rejected")
_CELL = re.compile(r"^# %%[ \t]*(.*)$", re.MULTILINE)
_EXPECT = re.compile(r"# expect: (?:(accepted)|(\d\d\.\w+) ([a-z0-9-]+))\s*")


@dataclass(frozen=True)
class Submission:
    """One file of the corpus. ``check`` and ``code`` are "" when it is to be accepted."""

    lesson: Lesson
    path: Path | None
    check: str = ""
    code: str = ""
    replaced: dict[str, str] = field(default_factory=dict)
    added: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """ "rejected/scaled_twice", or "solution"."""
        return f"{self.path.parent.name}/{self.path.stem}" if self.path else "solution"

    @property
    def accepted(self) -> bool:
        """Whether every check must pass."""
        return not self.check

    def cells(self) -> list[tuple[str, str]]:
        """(grade_id, code) of the cells to run, in order.

        Demo cells are left out, and what comes after the check that must fail.
        """
        last = self.lesson.checks[self.check].grade_id if self.check else ""
        chosen = []
        for cell in self.lesson.notebook.cells:
            if cell.cell_type != "code":
                continue
            name = grading(cell).get("grade_id", "")
            if not is_demo(cell):
                chosen.append((name, self.replaced.get(name, cell.source)))
            if name in self.added:
                chosen.append((f"after {name}", self.added[name]))
            if last and name == last:
                break
        return chosen


def read(path: Path, lesson: Lesson) -> Submission:
    """One submission of the corpus. Raises CourseError that names the file and what is wrong."""
    text = path.read_text(encoding="utf-8-sig")
    first, _, rest = text.partition("\n")
    match = _EXPECT.fullmatch(first)
    kind = path.parent.name
    if match is None or (match[1] is not None) != (kind == "accepted"):
        wanted = "accepted" if kind == "accepted" else "<check id> <code>"
        raise CourseError(f"{path}: the first line is {first!r}; expected '# expect: {wanted}'.")
    check, code = match[2] or "", match[3] or ""
    if check and check not in lesson.checks:
        raise CourseError(f"{path}: lesson {lesson.name} has no check {check!r}.")
    if code and catalogue().get(code) is None:
        raise CourseError(f"{path}: the catalogue has no code {code!r}.")
    known = {grading(c)["grade_id"]: c for c in lesson.notebook.cells if "grade_id" in grading(c)}
    replaced: dict[str, str] = {}
    added: dict[str, str] = {}
    pieces = _CELL.split(rest)
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
    if not replaced and not added:
        raise CourseError(f"{path}: no cell begins with '# %% name'.")
    return Submission(lesson, path, check, code, replaced, added)


def submissions(lesson: Lesson) -> list[Submission]:
    """The lesson's corpus in order of name, accepted first; the solution itself comes first."""
    found = [Submission(lesson, None)]
    directory = lesson.course / "tests" / "submissions" / lesson.name
    for kind in KINDS:
        found += [read(path, lesson) for path in sorted((directory / kind).glob("*.py"))]
    return found
