"""What grading would say of a notebook, before it is handed in: by the functions that grading uses."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from autograder.course import nbgrader_metadata
from autograder.screening.codes import FLAGS, UnacceptableSubmissionError
from autograder.screening.files import DirectoryEntry, FileRules, plain_name, sort_files, walk
from autograder.screening.files_read import FileRead, files_read
from autograder.screening.flags import FlagCollector, printable_name
from autograder.screening.match import answers_beside, cell_name, copied_cells, match_cells
from autograder.screening.notebook import StudentCell, parse_notebook, read_notebook
from autograder.screening.policy import is_notebook_name
from autograder.screening.selection import is_answered
from fmnist_lab.lessons import traits_of

_SYSTEM = ("/usr/", "/etc/", "/proc/", "/sys/", "/dev/")  # may be there when grading


class CopiedCell(NamedTuple):
    """An exercise or a check that is there more than once; cells are counted from 1."""

    name: str
    used: int
    others: list[int]

    def sentence(self) -> str:
        """Which one counts, and what to do."""
        numbers = sorted([self.used, *self.others])
        listed = ", ".join(map(str, numbers[:-1]))
        several = "both" if len(numbers) == 2 else "all"
        rest = "the other one" if len(numbers) == 2 else "the others"
        return (
            f"The cells {listed} and {numbers[-1]} of the notebook are {several} {self.name}: "
            f"grading uses cell {self.used}. Delete {rest}."
        )


@dataclass
class Packed:
    """The files that go along with a notebook, by name, and what is said of those left out."""

    files: dict[str, Path] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


class LessonFolder:
    """A lesson's directory in work/, with the rules for its files. ``released`` is its original."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder.name
        self.traits = traits_of(folder.name)
        self.released = folder.parent.parent / "lessons" / folder.name

    def rules(self) -> FileRules:
        """Which files grading takes, with none counted yet."""
        files = (path for path in self.released.rglob("*") if path.is_file())
        from_lesson = {path.relative_to(self.released).as_posix() for path in files}
        return FileRules.of_lesson(self.traits, from_lesson)

    def pack(self) -> Packed:
        """The files beside the notebook that grading would take; links stand for what they lead to."""
        paths: dict[str, Path] = {}
        entries: list[DirectoryEntry] = []
        for entry in walk(self.folder):
            hidden = any(part.startswith((".", "__")) for part in entry.name.split("/"))
            if hidden or is_notebook_name(entry.name):
                continue
            if entry.path.is_file():
                entry = DirectoryEntry(entry.name, entry.path.resolve(), "file")
            elif entry.kind == "link":
                continue
            paths[plain_name(entry.name)] = entry.path
            entries.append(entry)
        flags = FlagCollector()
        taken = sort_files(entries, flags, self.rules()).files
        carried = {p.name: p for p in map(self.folder.parent.joinpath, self.traits.carries)}
        files = {name: path for name, path in carried.items() if path.is_file()}
        files |= {name: paths[name] for name in taken}
        return Packed(files, [flag.message for flag in flags.as_list()])

    def why_left_out(self, name: str, path: Path) -> str:
        """Why grading does not take the file, "" when it does."""
        rules = self.rules()
        if name in {Path(carried).name for carried in self.traits.carries}:
            return ""
        if rules.ignores(name):
            return "left out; it is for a later lesson."
        if is_notebook_name(name):
            return "one notebook is graded. Copy the cells that you need into it."
        try:
            excluded = rules.exclusion(name, path.stat().st_size)
            if not excluded and rules.must_be_text(name):
                excluded = rules.content_exclusion(name, path.read_bytes())
        except OSError:
            return "left out; it can't be read."
        return excluded.done or FLAGS[excluded.code].done if excluded else ""

    def lost_files(
        self, reads: Iterable[FileRead], packed: Packed | None = None
    ) -> Iterator[tuple[FileRead, str]]:
        """What is read in this folder and will not be there when graded, each with a sentence.

        Without ``packed`` each file is looked at alone. A file that isn't there now is not named:
        the notebook itself says so.
        """
        for read in reads:
            name, shown = read.name, printable_name(read.name)
            if read.is_url:
                yield read, f"{shown} can't be fetched: there is no network when it is graded."
                continue
            inside = os.path.normpath(name).replace("\\", "/")
            try:
                path = Path(name).expanduser()
                is_there = (self.folder / path).is_file()
            except (OSError, ValueError, RuntimeError):
                continue
            if not is_there or name.startswith(_SYSTEM):
                continue
            if path.is_absolute() or inside.startswith(".."):
                yield (
                    read,
                    f"{shown} lies elsewhere on this machine, and only what is in the notebook's "
                    f'folder can be handed in. Copy it there, and read it as "{printable_name(path.name)}".',
                )
            elif said := _other_on_linux(self.folder, name):
                yield read, said
            elif packed is None or plain_name(inside) not in packed.files:
                why = self.why_left_out(plain_name(inside), self.folder / path)
                if packed is not None:
                    why = why or "not handed in."
                if why:
                    yield read, f"{shown} will not be there when it is graded: {why}"


def _other_on_linux(folder: Path, name: str) -> str:
    """What to write where a name leads to a file on Windows or macOS alone; "" where it is right."""
    if "\\" in name:
        better = printable_name(name.replace("\\", "/"))
        return f'{printable_name(name)} is found on Windows alone. Write "{better}".'
    wanted = plain_name(Path(name).name)
    there = {plain_name(path.name) for path in (folder / name).parent.iterdir()}
    similar = [other for other in there if other.casefold() == wanted.casefold()]
    if wanted in there or not similar:
        return ""
    return (
        f"{printable_name(name)} has other capitals than the file, {printable_name(similar[0])}: "
        "where it is graded it is not found. Write it as the file is called."
    )


class NotebookToGrade:
    """A notebook in work/, read as grading reads it; ``raw`` is what is handed in in its place.

    ``refusal`` says why it can't be graded, "" when it can. ``cells`` are then its cells.
    """

    def __init__(self, path: Path, raw: bytes = b"") -> None:
        path = path.absolute()
        self.place = LessonFolder(path.parent)
        self.cells: list[StudentCell] = []
        self.refusal = ""
        try:
            raw = raw or read_notebook(path.resolve(), path.name)
            self.cells = parse_notebook(raw, path.name, FlagCollector())
        except UnacceptableSubmissionError as error:
            self.refusal = str(error)

    @cached_property
    def released(self) -> Any:
        """The lesson's notebook as it was released; None where there is none."""
        import nbformat

        path = self.place.released / f"{self.place.name}.ipynb"
        try:
            return nbformat.read(path, as_version=4)
        except Exception:  # no such lesson, or a file that was damaged
            return None

    def copies(self) -> list[CopiedCell]:
        """The exercises, checks and answers that are there more than once."""
        if self.released is None:
            return []
        found = copied_cells(self.cells, self.released.cells, self._blank)
        return [
            CopiedCell(
                cell_name(self.released.cells[s]), used + 1, [i + 1 for i in indexes if i != used]
            )
            for s, (used, indexes) in found.items()
        ]

    def answers_beside(self) -> list[str]:
        """The written answers that are empty while a text stands beside them."""
        if self.released is None:
            return []
        sources = self.released.cells
        matches = match_cells(self.cells, sources, FlagCollector(), self._blank)
        beside = answers_beside(self.cells, sources, matches, self._blank)
        return [cell_name(sources[matches[i]]) for i in beside]

    def is_answered(self) -> bool:
        """Whether it is a notebook of its folder's lesson with anything of the student's in it."""
        if self.released is None:
            return False
        names = {nbgrader_metadata(cell).get("grade_id") for cell in self.released.cells} - {None}
        return any(cell.grading.get("grade_id") in names for cell in self.cells) and is_answered(
            self.cells, self.released.cells, self._blank
        )

    def lost_files(self, packed: Packed | None = None) -> list[str]:
        """A sentence for each file that its code reads and that grading won't have."""
        numbers = [n for n, cell in enumerate(self.cells, 1) if cell.cell_type == "code"]
        reads = files_read(self.cells[number - 1].source for number in numbers)
        return [
            f"Cell {numbers[read.cell - 1]} reads a file: {sentence}"
            for read, sentence in self.place.lost_files(reads, packed)
        ]

    @property
    def _blank(self) -> Callable[[], Any]:
        return lambda: self.released


def note_in_notebook(check_id: str, inputs: Sequence[str]) -> str:
    """What to say in a notebook in which the cells ``inputs`` ran; "" for nothing.

    The notebook is one of the lesson of ``check_id``, in the current directory.
    """
    traits = traits_of(check_id)
    folder = LessonFolder(Path.cwd())
    if folder.name != traits.name:
        folder.traits, folder.name = traits, traits.name
    sentences = [sentence for _, sentence in folder.lost_files(files_read(inputs))]
    if sentences:
        sentences.append("If you have changed that since, Restart Kernel and Run All Cells.")
    return " ".join([*sentences, *_note_on_saved(Path.cwd() / f"{traits.name}.ipynb")])


def _note_on_saved(path: Path) -> Iterator[str]:
    """Sentences on the notebook as it lies on the disk, if it is there."""
    if not path.is_file():
        return
    notebook = NotebookToGrade(path)
    if notebook.refusal:
        yield f"As it was last saved, the notebook can't be graded: {notebook.refusal}"
    names = [cell.grading["grade_id"] for cell in notebook.cells if "grade_id" in cell.grading]
    if len(names) != len(set(names)):
        for copy in notebook.copies():
            yield f"{copy.sentence()} If you have done so, save the notebook."
