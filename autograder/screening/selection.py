"""Which of the notebooks in a submission is judged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from autograder.course import Lesson, check_call, is_check, nbgrader_metadata
from autograder.screening.codes import Refusal, ScreeningFlag, UnacceptableSubmissionError
from autograder.screening.files import MAX_CANDIDATES, SubmissionFiles
from autograder.screening.flags import FlagCollector, printable_name
from autograder.screening.match import match_cells
from autograder.screening.notebook import StudentCell, parse_notebook, read_notebook
from autograder.screening.policy import COURSE_NAMES, MAX_SAVED_NOTEBOOK_BYTES

LONGEST_CHECK_CALL = 500  # in characters
# What iCloud leaves in place of a file that is not on the machine now.
PLACEHOLDER = re.compile(r"(.*/)?\.[^/]+\.icloud")


class SelectedNotebook(NamedTuple):
    """The notebook to judge: its bytes, its cells, and the files that lie beside it."""

    raw: bytes
    cells: list[StudentCell]
    files: dict[str, bytes]


@dataclass
class _Candidate:
    """A notebook that may be the one to judge, and what was found in it."""

    name: str
    raw: bytes = b""
    cells: list[StudentCell] = field(default_factory=list)
    flags: FlagCollector = field(default_factory=FlagCollector)

    def read(self, path: Path) -> None:
        """Read the notebook. Raises UnacceptableSubmissionError."""
        self.raw = read_notebook(path, self.name)
        self.cells = parse_notebook(self.raw, self.name, self.flags)


def select_notebook(
    submission: SubmissionFiles, lesson: Lesson, flags: FlagCollector, blank: Callable[[], Any]
) -> SelectedNotebook:
    """The notebook with the lesson's name, or else the only one that belongs to the lesson.

    One with the lesson's name that can't be read, or in which nothing is answered, gives way to the
    only other one that is answered. ``blank`` gives the notebook with nothing answered. Raises
    UnacceptableSubmissionError when there is none, or several without the name.
    """
    wanted = _Candidate(f"{lesson.name}.ipynb")
    others = sorted((submission.notebooks.keys() | submission.disguised.keys()) - {wanted.name})
    refusal, chosen, done = None, wanted, "judged in place of {}."
    try:
        has_the_name = _read_wanted(submission, wanted)
    except UnacceptableSubmissionError as error:
        has_the_name, refusal = False, error
    if not has_the_name or (others and not is_answered(wanted.cells, lesson.notebook.cells, blank)):
        candidates = _candidates(
            submission, {wanted.name}, lambda cells: _belongs_to(cells, lesson)
        )
        answered = [c for c in candidates if is_answered(c.cells, lesson.notebook.cells, blank)]
        if has_the_name or len(answered) == 1:
            candidates = answered
        if has_the_name:
            done = "judged in place of {}, in which nothing is answered."
        elif refusal:
            done = "judged in place of {}, which can't be used."
        if len(candidates) == 1:
            chosen = candidates[0]
        elif refusal:
            flags.update(wanted.flags)
            raise refusal
        elif not has_the_name:
            raise _no_single_notebook(submission, candidates, wanted.name)
    files = submission.files
    if chosen is not wanted:
        flags.add(ScreeningFlag.RENAMED_NOTEBOOK, chosen.name, done.format(wanted.name))
        others += [wanted.name] if has_the_name else []
    judged = f"left out; {printable_name(chosen.name)} is judged."
    for other in others:
        if other != chosen.name:
            flags.add(ScreeningFlag.EXTRA_NOTEBOOK, other, judged)
    if chosen is not wanted:
        files = _files_beside(chosen.name, files, flags)
    flags.update(chosen.flags)
    return SelectedNotebook(chosen.raw, chosen.cells, files)


def select_by_grade_ids(
    submission: SubmissionFiles, name: str, names: set[str], source: Any, flags: FlagCollector
) -> tuple[bytes, list[StudentCell]]:
    """A notebook of an assignment without checks: its bytes and its cells.

    It has the ``name``, or is the only other one that shares graded cells with ``source``; ``names``
    are those of all notebooks of the assignment. Raises UnacceptableSubmissionError.
    """
    wanted = _Candidate(name, flags=flags)
    if _read_wanted(submission, wanted):
        return wanted.raw, wanted.cells
    ids = {nbgrader_metadata(cell).get("grade_id") for cell in source.cells} - {None}
    candidates = _candidates(
        submission, names, lambda cells: any(c.grading.get("grade_id") in ids for c in cells)
    )
    if len(candidates) != 1:
        raise _no_single_notebook(submission, candidates, name)
    (chosen,) = candidates
    flags.add(ScreeningFlag.RENAMED_NOTEBOOK, chosen.name, f"judged in place of {name}.")
    flags.update(chosen.flags)
    return chosen.raw, chosen.cells


def _read_wanted(submission: SubmissionFiles, wanted: _Candidate) -> bool:
    """Whether there is a notebook with the lesson's name; if so, it is read.

    Raises UnacceptableSubmissionError when it can't be judged.
    """
    name = wanted.name
    if name in submission.notebooks:
        wanted.read(submission.notebooks[name])
        return True
    if name in submission.links:
        message = f"{name} is a symbolic link, not a file; hand in the notebook itself."
        raise UnacceptableSubmissionError(Refusal.SYMBOLIC_LINK, message)
    if name in submission.special:
        raise UnacceptableSubmissionError(Refusal.SPECIAL_FILE, f"{name} is not a regular file.")
    return False


def _candidates(
    submission: SubmissionFiles, names: set[str], belongs: Callable[[list[StudentCell]], bool]
) -> list[_Candidate]:
    """The notebooks under other names than ``names`` that belong to the assignment.

    Files with another suffix are looked into where no ``.ipynb`` belongs to it.
    """
    room = MAX_SAVED_NOTEBOOK_BYTES  # of all that is read, since each takes time
    for paths in (submission.notebooks, submission.disguised):
        candidates = []
        for name in sorted(paths.keys() - names)[:MAX_CANDIDATES]:
            one = _Candidate(name)
            try:
                room -= paths[name].lstat().st_size
                if room < 0:
                    break
                one.read(paths[name])
            except (UnacceptableSubmissionError, OSError):
                continue
            if belongs(one.cells):
                candidates.append(one)
        if candidates:
            return candidates
    return []


def _no_single_notebook(
    submission: SubmissionFiles, candidates: list[_Candidate], wanted: str
) -> UnacceptableSubmissionError:
    """Says why none is judged: there is none, or it can't be known which is meant."""
    if candidates:
        listed = ", ".join(printable_name(one.name) for one in candidates)
        return UnacceptableSubmissionError(
            Refusal.AMBIGUOUS_NOTEBOOK,
            f"There are {len(candidates)} notebooks that could be meant: {listed}; "
            f"expected one with the name {wanted}.",
        )
    message = f"There is no {wanted} in this submission."
    placeholders = [name for name in submission.names if PLACEHOLDER.fullmatch(name)]
    if placeholders:
        message += (
            f" {printable_name(placeholders[0])} only stands for a notebook that iCloud has not "
            "downloaded: open the notebook once and hand in again."
        )
    elif there := sorted(submission.notebooks) or submission.names:
        message += f" There is {', '.join(map(printable_name, there[:3]))}."
        if not submission.notebooks:
            message += " Hand in the notebook itself: the file that JupyterLab opens and saves."
    return UnacceptableSubmissionError(Refusal.MISSING_NOTEBOOK, message)


def is_answered(
    cells: Sequence[StudentCell], source_cells: Sequence[Any], blank: Callable[[], Any]
) -> bool:
    """Whether there is anything of a student's own in the notebook."""
    matches = match_cells(cells, source_cells, FlagCollector(), blank)
    for i, cell in enumerate(cells):
        text, s = cell.source.strip(), matches.get(i)
        if s is None and text:
            return True
        is_answer = s is not None and nbgrader_metadata(source_cells[s]).get("solution")
        if is_answer and text not in ("", blank().cells[s].source.strip()):
            return True
    return False


def _belongs_to(cells: Iterable[StudentCell], lesson: Lesson) -> bool:
    """Whether a cell has the grade_id of one of the lesson's checks, or calls one."""
    check_cells = filter(is_check, lesson.notebook.cells)
    ids = {nbgrader_metadata(cell).get("grade_id") for cell in check_cells}
    for cell in cells:
        call = check_call(cell.source) if len(cell.source) < LONGEST_CHECK_CALL else None
        if cell.grading.get("grade_id") in ids or (call and call[0] in lesson.checks):
            return True
    return False


def _files_beside(notebook: str, files: dict[str, bytes], flags: FlagCollector) -> dict[str, bytes]:
    """The files in the notebook's folder, which then lie beside it in the box."""
    folder = notebook.rpartition("/")[0]
    if not folder:
        return files
    inside = f"{folder}/"
    beside = {n.removeprefix(inside): b for n, b in files.items() if n.startswith(inside)}
    for name in sorted({n.split("/")[0] for n in beside if COURSE_NAMES.match(n)}):
        flags.add(ScreeningFlag.COURSE_FILE, name)
    return {n: b for n, b in beside.items() if not COURSE_NAMES.match(n)}
