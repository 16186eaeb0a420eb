"""The verdict corpus: small submissions whose verdict is known.

``tests/submissions/NN_name/{accepted,rejected,hostile}/*.py`` holds one submission per file. A
file has only the cells that differ from the lesson's solution. Its first line, the ``expect:``
header, says what the judge must find::

    # expect: 02.rescale scaled-twice
    # Divides by 255 in two places.

    # %% rescale
    def rescale(images):
        return images / 255.0 / 255.0

``# %% NAME`` begins the code that replaces the cell whose grade_id is NAME. ``# %% after NAME``
begins a cell that is inserted behind it. Comments between the header and the first cell say what
the submission is about.

The three directories have headers of their own:

``accepted/``: a right solution, however unusual. It must earn every point::

    # expect: accepted

``rejected/``: a wrong solution. The named check must fail with the named misconception code, and
every check before it must pass. The judge stops after that check::

    # expect: <check id> <code>

``hostile/``: an attack or an accident. "all" or "none" says what the checks earn: all of their
points or no point. "but" lists the checks for which it is the other way round. "outcome" is the
code of how the run must end (without it, the run must end normally; "or" stands between two ways
that the timing decides), and "flag" the code of a flag that the verdict must carry::

    # expect: hostile all but 02.rescale
    # expect: hostile none but 02.to_images; outcome memory-limit
    # expect: hostile all; flag large-cell

Python above the first cell of a hostile file makes the directory that is handed in. It defines
``build(directory, notebook)``, where ``notebook`` is the notebook with its cells replaced, as
plain data. This Python is the course's own code and runs outside of any sandbox.
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
from autograder.course import Lesson, is_check, nbgrader_metadata
from fmnist_lab.errors import CourseError

_HEADERS = {  # of each kind: the format in words, and as a pattern
    "accepted": ("accepted", "accepted"),
    "rejected": ("<check id> <code>", r"(?P<check>\d\d\.\w+) (?P<code>[a-z0-9-]+)"),
    "hostile": (
        "hostile <all or none> [but <check ids>][; outcome <code> [or <code>]][; flag <code>]",
        r"hostile (?P<base>all|none)(?: but (?P<but>\d\d\.\w+(?: \d\d\.\w+)*))?"
        r"(?:; outcome (?P<outcomes>[a-z-]+(?: or [a-z-]+)*))?(?:; flag (?P<flag>[a-z0-9-]+))?",
    ),
}
KINDS = tuple(_HEADERS)
_CELL_MARKER = re.compile(r"^# %%[ \t]*(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class CorpusSubmission:
    """One file of the corpus. ``path`` is None for the lesson's own solution.

    ``sources`` is code by cell: "NAME" is the grade_id of the cell that it replaces, "after NAME"
    that of the cell behind which it is inserted. ``title`` names it where its file holds several. A
    rejected one must fail ``check`` with
    ``code``. A hostile one earns the checks in ``earned_checks``, and its run ends with one of
    ``outcomes`` and with ``flag`` ("" for none). ``prelude`` is the Python that makes its directory, ""
    when it hands in one notebook and nothing else.
    """

    lesson: Lesson
    path: Path | None
    check: str = ""
    code: str = ""
    sources: dict[str, str] = field(default_factory=dict)
    earned_checks: frozenset[str] = frozenset()
    outcomes: tuple[str, ...] = ("",)
    flag: str = ""
    prelude: str = ""
    title: str = ""

    @property
    def kind(self) -> str:
        """ "accepted", "rejected" or "hostile"."""
        return self.path.parent.name if self.path else "accepted"

    @property
    def name(self) -> str:
        """ "rejected/scaled_twice", or "solution"."""
        if self.path is None:
            return "solution"
        return f"{self.path.parent.name}/{self.title or self.path.stem}"

    @property
    def inserts_cells(self) -> bool:
        """Whether it has cells that the lesson does not have."""
        return any(cell.startswith("after ") for cell in self.sources)

    def notebook(self) -> Any:
        """The solution with this submission's cells; it ends with the check that must fail."""
        return notebook_of([self])


def notebook_of(parts: Sequence[CorpusSubmission]) -> Any:
    """The solution with the cells of ``parts``: submissions to one lesson that don't collide.

    It ends with the last of the checks that must fail.
    """
    from nbformat.v4 import new_code_cell

    lesson = parts[0].lesson
    sources = {cell: code for part in parts for cell, code in relevant_sources(part).items()}
    checks_to_reach = {lesson.checks[part.check].grade_id for part in parts if part.check}
    notebook = copy.deepcopy(lesson.notebook)
    cells = []
    for cell in notebook.cells:
        name = nbgrader_metadata(cell).get("grade_id", "")
        cell.source = sources.get(name, cell.source)
        cells.append(cell)
        if (place := f"after {name}") in sources:
            cell_id = hashlib.sha256(place.encode()).hexdigest()[:12]
            cells.append(new_code_cell(sources[place], id=cell_id))
        if checks_to_reach == {name}:
            break
        checks_to_reach.discard(name)
    notebook.cells = cells
    return notebook


def relevant_sources(submission: CorpusSubmission) -> dict[str, str]:
    """A submission's code by cell, without the cells behind the check that must fail."""
    if not submission.check:
        return submission.sources
    names = list(_cells_by_grade_id(submission.lesson))
    last = names.index(submission.lesson.checks[submission.check].grade_id)
    return {
        cell: code
        for cell, code in submission.sources.items()
        if cell.removeprefix("after ") in names[: last + 1]
    }


def _cells_by_grade_id(lesson: Lesson) -> dict[str, Any]:
    return {
        metadata["grade_id"]: cell
        for cell in lesson.notebook.cells
        if "grade_id" in (metadata := nbgrader_metadata(cell))
    }


def write_submission(parts: Sequence[CorpusSubmission], directory: Path) -> None:
    """Make the directory that a student would hand in, with the cells of ``parts``."""
    first = parts[0]
    notebook = json.loads(json.dumps(notebook_of(parts)))
    if not first.prelude:
        write_notebook(directory, notebook, f"{first.lesson.name}.ipynb")
        return
    names: dict[str, Any] = {"__name__": "corpus"}
    exec(compile(first.prelude, str(first.path), "exec"), names)
    names["build"](directory, notebook)


def cell_of(notebook: dict[str, Any], grade_id: str) -> dict[str, Any]:
    """The cell with this grade_id in a notebook of plain data. For ``build``."""
    cells: list[dict[str, Any]] = notebook["cells"]
    return next(
        cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def write_notebook(
    directory: Path, notebook: dict[str, Any], name: str = "02_preprocess.ipynb"
) -> None:
    """Write a notebook of plain data into the directory. For ``build``."""
    (directory / name).write_text(json.dumps(notebook), encoding="utf-8")


def submissions(lesson: Lesson, kinds: Iterable[str] = KINDS) -> list[CorpusSubmission]:
    """The lesson's corpus in order of name, accepted first; the solution itself comes first."""
    corpus = [CorpusSubmission(lesson, None)] if "accepted" in kinds else []
    directory = lesson.course / "tests" / "submissions" / lesson.name
    for kind in kinds:
        corpus += [read(path, lesson) for path in sorted((directory / kind).glob("*.py"))]
    return corpus


def read(path: Path, lesson: Lesson) -> CorpusSubmission:
    """One submission of the corpus. Raises CourseError that names the file and what is wrong."""
    text = path.read_text(encoding="utf-8-sig")
    header, _, rest = text.partition("\n")
    above, *pieces = _CELL_MARKER.split(rest)
    prelude = _python(above)
    if prelude and (path.parent.name != "hostile" or "def build(" not in prelude):
        raise CourseError(
            f"{path}: there is Python above the first cell; expected comments there, or a "
            "`build` in a hostile file."
        )
    sources: dict[str, str] = {}
    for marker, body in zip(pieces[::2], pieces[1::2], strict=True):
        name = marker.strip()
        _check_target(path, lesson, name)
        if name in sources:
            raise CourseError(f"{path}: the cell {name!r} is there twice.")
        sources[name] = body.strip("\n")
    if not sources and not prelude:
        raise CourseError(f"{path}: no cell begins with '# %% name'.")
    expectation = _expectation(path, lesson, header.rstrip())
    return CorpusSubmission(lesson, path, sources=sources, prelude=prelude, **expectation)


def _python(text: str) -> str:
    """``text`` when it holds more than comments and blank lines, else ""."""
    lines = (line.strip() for line in text.splitlines())
    # An empty line takes the header's place, so that errors name the right line of the file.
    return f"\n{text}" if any(line and not line.startswith("#") for line in lines) else ""


def _check_target(path: Path, lesson: Lesson, name: str) -> None:
    """Raise CourseError if "NAME" or "after NAME" is about no cell, or would replace a check."""
    cells = _cells_by_grade_id(lesson)
    grade_id = name.removeprefix("after ")
    if grade_id not in cells:
        raise CourseError(
            f"{path}: there is no cell {name!r} in {lesson.source.name}; "
            f"its cells are {', '.join(cells)}."
        )
    if not name.startswith("after ") and is_check(cells[grade_id]):
        raise CourseError(f"{path}: the cell {name!r} is a check; students can't replace it.")


def _expectation(path: Path, lesson: Lesson, header: str) -> dict[str, Any]:
    """The fields of a CorpusSubmission that its header gives."""
    kind = path.parent.name
    header_format, pattern = _HEADERS[kind]
    match = re.fullmatch(f"# expect: {pattern}", header)
    if match is None:
        raise CourseError(
            f"{path}: the first line is {header!r}; expected '# expect: {header_format}'."
        )
    if kind == "accepted":
        return {}
    if kind == "rejected":
        if catalogue().get(match["code"]) is None:
            raise CourseError(f"{path}: the catalogue has no code {match['code']!r}.")
        return {"check": _check_id(path, lesson, match["check"]), "code": match["code"]}
    exceptions = {_check_id(path, lesson, check) for check in (match["but"] or "").split()}
    return {
        "earned_checks": frozenset(
            set(lesson.checks) - exceptions if match["base"] == "all" else exceptions
        ),
        "outcomes": tuple((match["outcomes"] or "").split(" or ")),
        "flag": match["flag"] or "",
    }


def _check_id(path: Path, lesson: Lesson, check: str) -> str:
    if check not in lesson.checks:
        raise CourseError(f"{path}: lesson {lesson.name} has no check {check!r}.")
    return check
