"""Hand in: say what a notebook still lacks, and make the archive to upload."""

from __future__ import annotations

import ast
import html
import json
import os
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.screening import policy
from autograder.screening.match import UNANSWERED
from autograder.screening.notebook import decode_notebook
from autograder.screening.outputs import without_outputs
from autograder.screening.selection import PLACEHOLDER
from autograder.student import imports
from autograder.student.before_grading import NotebookToGrade
from fmnist_lab import computing, progress_file
from fmnist_lab.errors import CourseError, MachineError
from fmnist_lab.files import write_atomically
from fmnist_lab.lessons import LESSONS

FOLDER = "hand_in"
TOLD_SECONDS = 60.0  # of computing, which is worth a sentence
_CHECK = re.compile(r"""^check\(["']([^"']+)["']""", re.MULTILINE)

_BESIDE = (
    "The cell of the written answer {} is empty, and a text stands beside it: a person will read that "
    "text as the answer. Better move it into the cell."
)


@dataclass(frozen=True)
class HandIn:
    """An archive that was made, and what a student should know about it.

    ``missing`` has a sentence for each exercise, check and answer that is not there,
    ``below_maximum`` one for each check that earned less than it can, and ``advice`` what else to
    look at. ``saved`` is when the notebook was last written to the disk.
    """

    lesson: str
    archive: Path
    missing: list[str]
    below_maximum: list[str]
    advice: list[str]
    saved: datetime

    def lines(self) -> list[str]:
        """What to tell the student, one sentence in each line."""
        if self.missing:
            lines = [f"{self.lesson}: still missing:", *(f"- {text}" for text in self.missing)]
        else:
            lines = [f"{self.lesson}: nothing is missing."]
        if self.below_maximum:
            lines += ["Checks that have points left:", *(f"- {t}" for t in self.below_maximum)]
        return [
            *lines,
            *self.advice,
            f"Made from the notebook as it was saved on {self.saved:%d %B at %H:%M:%S}. "
            "If you changed it since, save it and run this again.",
        ]

    def text(self) -> str:
        """The lines as one text, with the file to upload."""
        return "\n".join([*self.lines(), f"Upload this file: {self.archive}"])


def find_notebook(start: Path, lesson: str) -> Path:
    """The student's notebook of a lesson ("02" or "02_preprocess"). Raises CourseError.

    Looked for in work/, or else beside the notebook that asks.
    """
    start = start.resolve()
    lesson = lesson.zfill(2)
    number = lesson[:2]
    if not re.fullmatch(r"\d\d(_\w+)?", lesson):
        raise CourseError(
            f'{lesson!r} is not a lesson: write its number, like "02", or its name, "02_preprocess".'
        )
    name = next((one.name for one in LESSONS if one.number == number), "")
    renamed: list[Path] = []
    for folder in (start, *start.parents[:3]):
        for place in (folder / "work", folder):
            for path in sorted(place.glob(f"{number}_*/{number}_*.ipynb")):
                if path.stem == path.parent.name and lesson in (number, path.stem):
                    return path
            renamed += other_notebooks(place / name) if name else []
    where = f"There is no notebook of lesson {lesson} in {start} or in work/"
    if renamed and PLACEHOLDER.fullmatch(renamed[0].name):
        raise CourseError(
            f"{where}, but there is {renamed[0]}, which only stands for a notebook that iCloud has "
            "not downloaded. Download it in the Finder and run this again."
        )
    if renamed:
        raise CourseError(
            f"{where}, but there is {renamed[0]}. If that is yours, rename it to {name}.ipynb and "
            "run this again."
        )
    if not name:
        raise CourseError(f"{where}: the lessons are {LESSONS[0].number} to {LESSONS[-1].number}.")
    raise CourseError(
        f"{where}: expected work/{name}/{name}.ipynb. `autograder start` puts a fresh copy there."
    )


def other_notebooks(folder: Path) -> list[Path]:
    """The notebooks in a lesson's directory that don't have its name; without offered releases."""
    return [
        path
        for path in sorted(folder.glob("*"))
        if path.name != f"{folder.name}.ipynb"
        and ".ipynb" in path.name.lower()
        and path.is_file()
        and not policy.is_ignored(path.name)
        and not re.fullmatch(r".*\.new\d*", path.stem)
    ]


def hand_in(start: Path, lesson: str) -> HandIn:
    """Look through the notebook and write hand_in/LESSON.zip beside the lessons' directories."""
    path = find_notebook(start, lesson)
    name, work = path.stem, path.parent.parent
    cells = _cells(path)
    released = work.parent / "lessons" / name / path.name
    wanted = _cells_that_count(_cells(released) if released.is_file() else cells)
    content, smaller = _without_large_outputs(path)
    notebook = NotebookToGrade(path, content)
    _refuse_empty_copy(notebook, path)
    packed = notebook.place.pack()
    archive = _write_archive(
        work / FOLDER / f"{name}.zip", {path.name: content or path, **packed.files}
    )
    beside = notebook.answers_beside()
    missing, below_maximum = _compare(cells, wanted, beside)
    if notebook.refusal:
        missing.insert(0, f"It can't be graded as it is: {notebook.refusal}")
    saved = datetime.fromtimestamp(path.stat().st_mtime)
    modules = {name.partition("/")[0].removesuffix(".py") for name in packed.files}
    advice = [
        *smaller,
        *packed.left_out,
        *notebook.lost_files(packed),
        *(copy.sentence() for copy in notebook.copies()),
        *(_BESIDE.format(name) for name in beside),
        *_advice(cells),
        *imports.warnings(cells, modules),
        *_computing(name, cells, work),
        *_not_handed_in(path),
    ]
    return HandIn(name, archive, missing, below_maximum, advice, saved)


def _refuse_empty_copy(notebook: NotebookToGrade, path: Path) -> None:
    """Raise CourseError when the notebook is untouched and the answers stand in another beside it."""
    if notebook.refusal or not notebook.cells or notebook.is_answered():
        return
    answered = [p for p in other_notebooks(path.parent) if NotebookToGrade(p).is_answered()]
    if answered:
        raise CourseError(
            f"Nothing is answered in {path}, but there is {answered[0]}. If that is yours, delete "
            f"{path.name}, rename the other to {path.name} and run this again."
        )


def _without_large_outputs(path: Path) -> tuple[bytes, list[str]]:
    """The notebook without its outputs where they make it large, and a sentence on that."""
    size = path.stat().st_size
    if size <= policy.MAX_NOTEBOOK_BYTES:
        return b"", []
    content = without_outputs(_read(path)) or b""
    said = (
        f"{path.name} has {size / 2**20:.0f} MiB. The archive holds it without what its cells "
        "showed, since it is run again when it is graded; your own file stays as it is."
    )
    return content, [said] if content else []


def _cells(path: Path) -> list[dict[str, Any]]:
    """The notebook's cells, the source of each as one string. Raises CourseError."""
    content = _read(path)
    try:
        cells = json.loads(decode_notebook(content)[0])["cells"]
        return [{**cell, "source": _text(cell.get("source", ""))} for cell in cells]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CourseError(
            f"{path} is not a notebook any more. Get an earlier version of it from JupyterLab's "
            "`.ipynb_checkpoints` beside it, or rename it and run `autograder start` for a new one."
        ) from None


def _text(source: object) -> str:
    return "".join(source) if isinstance(source, list) else str(source)


def _grading(cell: dict[str, Any]) -> dict[str, Any]:
    metadata = cell.get("metadata", {}).get("nbgrader")
    return metadata if isinstance(metadata, dict) else {}


def _cells_that_count(cells: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The exercises, the checks and the written answers."""
    return [c for c in cells if _grading(c).get("grade") or _grading(c).get("solution")]


def _compare(
    cells: Sequence[dict[str, Any]], wanted: Sequence[dict[str, Any]], beside: Sequence[str]
) -> tuple[list[str], list[str]]:
    """What ``cells`` lack of the cells that are wanted, and the checks with points left.

    ``beside`` names the written answers that stand beside their cells.
    """
    by_grade_id = {_grading(cell).get("grade_id"): cell for cell in cells}
    passed = _exercises_passed(by_grade_id, wanted)
    missing: list[str] = []
    below_maximum: list[str] = []
    for released in wanted:
        metadata = _grading(released)
        grade_id, points = metadata.get("grade_id", ""), float(metadata.get("points", 0))
        cell = by_grade_id.get(grade_id)
        check = _CHECK.search(released["source"])
        if cell is None:
            missing.append(
                f"The cell of {check[1] if check else grade_id} was deleted; copy it, as a cell, "
                "from a fresh notebook in lessons/."
            )
        elif metadata.get("solution") and released["cell_type"] == "markdown":
            if not (cell["source"].replace(UNANSWERED, "").strip() or grade_id in beside):
                missing.append(f"The written answer {grade_id} ({points:g} points) is empty.")
        elif metadata.get("solution"):
            if grade_id not in passed and _unwritten(cell["source"]):
                missing.append(f"The exercise {grade_id} is not written.")
        elif check:
            score = _score(cell)
            if score is None:
                missing.append(f"The check {check[1]} was not run.")
            elif score < points:
                below_maximum.append(f"{check[1]} earned {score:g} of {points:g} when it last ran.")
    return missing, below_maximum


def _exercises_passed(
    by_grade_id: dict[str | None, dict[str, Any]], wanted: Sequence[dict[str, Any]]
) -> set[str]:
    """The exercises whose checks, up to the next exercise, all earned their points.

    Their answer stands somewhere else, or above a line of the stub that was left.
    """
    passed: set[str] = set()
    exercise = ""
    for released in wanted:
        metadata = _grading(released)
        if metadata.get("solution"):
            exercise = metadata.get("grade_id", "")
        elif exercise and _CHECK.search(released["source"]):
            score = _score(by_grade_id.get(metadata.get("grade_id"), {}))
            if score is not None and score >= float(metadata.get("points", 0)):
                passed.add(exercise)
            else:
                passed.discard(exercise)
                exercise = ""
    return passed


def _unwritten(source: str) -> bool:
    """Whether code is empty or still raises NotImplementedError."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a magic of IPython, or a mistake
        return re.search(r"^\s*raise NotImplementedError", source, re.MULTILINE) is not None
    raised = (n.exc for n in ast.walk(tree) if isinstance(n, ast.Raise) and n.exc is not None)
    names = (e.func if isinstance(e, ast.Call) else e for e in raised)
    return not tree.body or any(
        isinstance(name, ast.Name) and name.id == "NotImplementedError" for name in names
    )


def _score(cell: dict[str, Any]) -> float | None:
    """The score in a check cell's output; None when it has none."""
    for output in cell.get("outputs") or []:
        if output.get("output_type") == "execute_result":
            try:
                return float(_text(output.get("data", {}).get("text/plain", "")))
            except ValueError:
                return None
    return None


def _advice(cells: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A sentence on cells that were not run from top to bottom."""
    code = (c for c in cells if c.get("cell_type") == "code" and c["source"].strip())
    counts = [cell.get("execution_count") for cell in code]
    ran = [count for count in counts if count is not None]
    if ran and (len(ran) < len(counts) or ran != sorted(ran)):
        yield (
            "Its cells were not run in one go from top to bottom, as they will be when it is "
            "graded. Choose Kernel, Restart Kernel and Run All Cells, and look at the checks again."
        )


def _computing(name: str, cells: Sequence[dict[str, Any]], work: Path) -> Iterator[str]:
    """A sentence on what the cells that grading runs have computed, where that was measured."""
    named = os.environ.get("FMNIST_PROGRESS")
    file = Path(named) if named else work / progress_file.FILE_NAME
    seconds, gpu = progress_file.computing_of(name[:2], file)
    graded = (
        (str(cell.get("id") or ""), cell["source"])
        for cell in cells
        if cell.get("cell_type") == "code"
        and not (
            "demo" in (cell.get("metadata", {}).get("tags") or []) and _grading(cell).get("locked")
        )
    )
    computed = computing.of_cells(seconds, graded)
    if computed >= TOLD_SECONDS:
        yield computing.sentence(computed, gpu)


def _not_handed_in(notebook: Path) -> Iterator[str]:
    """A sentence for each other notebook beside the one that is handed in."""
    for path in other_notebooks(notebook.parent):
        yield f"{path.name} lies beside {notebook.name} and is not handed in."


def _read(path: Path) -> bytes:
    """The file's bytes. Raises MachineError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise MachineError(f"{path} can't be read: {error.strerror or error}.") from None


def _write_archive(archive: Path, files: dict[str, Path | bytes]) -> Path:
    with (
        write_atomically(archive) as stream,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as out,
    ):
        for name, content in files.items():
            if isinstance(content, bytes):
                out.writestr(name, content)
            else:
                out.write(content, name)
    return archive


def command(start: Path, *, lessons: Sequence[str]) -> int:
    """``autograder hand-in``: say what is missing and where the archive is."""
    for lesson in lessons:
        print(hand_in(start, lesson).text())
    return 0


def show(lesson: str) -> None:
    """Do the same in a notebook, with a link. Never raises for a mistake in the call."""
    from autograder.checks import panel

    try:
        result = hand_in(Path.cwd(), str(lesson))
    except CourseError as error:
        panel.show(f"Not handed in: {error}", panel.note_html("No archive", lesson, str(error)))
        return
    panel.show(result.text(), _as_html(result))


def _as_html(result: HandIn) -> str:
    items: list[str] = []
    for line in result.lines():
        body = html.escape(line.removeprefix("- "))
        items.append(f"<li>{body}</li>" if line.startswith("- ") else f"<p>{body}</p>")
    listed = re.sub(r"((?:<li>.*?</li>)+)", r"<ul>\1</ul>", "".join(items), flags=re.DOTALL)
    link = os.path.relpath(result.archive)
    return (
        "<div style='border-left:5px solid #4a7ebb;padding:0.1em 0.8em;max-width:46em'>"
        f"{listed}<p><strong>Upload this file:</strong> <a href='{html.escape(link, quote=True)}' "
        f"download>{html.escape(result.archive.name)}</a>, in the folder "
        f"{html.escape(result.archive.parent.parent.name)}/{FOLDER}."
        "</p></div>"
    )
