"""Which of the notebooks in a submission is judged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from autograder.course import Lesson, check_call, is_check, nbgrader_metadata
from autograder.screening.codes import Refusal, ScreeningFlag, UnacceptableSubmissionError
from autograder.screening.files import SubmissionFiles, read_regular_file
from autograder.screening.flags import FlagCollector, printable_name
from autograder.screening.notebook import StudentCell, parse_notebook
from autograder.screening.policy import COURSE_NAMES

MAX_CANDIDATES = 10  # notebooks under other names that are looked into
LONGEST_CHECK_CALL = 500  # in characters


class SelectedNotebook(NamedTuple):
    """The notebook to judge: its bytes, its cells, and the files that lie beside it."""

    raw: bytes
    cells: list[StudentCell]
    files: dict[str, bytes]


def select_notebook(
    submission: SubmissionFiles, lesson: Lesson, flags: FlagCollector
) -> SelectedNotebook:
    """The notebook with the lesson's name, or else the only one that belongs to the lesson.

    Raises UnacceptableSubmissionError when there is none, or several without the name.
    """
    wanted = f"{lesson.name}.ipynb"
    others = sorted(submission.notebooks.keys() - {wanted})
    if wanted in submission.notebooks:
        for name in others:
            flags.add(ScreeningFlag.EXTRA_NOTEBOOK, name, f"left out; {wanted} is judged.")
        raw = read_regular_file(submission.notebooks[wanted], wanted)
        return SelectedNotebook(raw, parse_notebook(raw, wanted, flags), submission.files)
    if wanted in submission.links:
        message = f"{wanted} is a symbolic link, not a file; hand in the notebook itself."
        raise UnacceptableSubmissionError(Refusal.SYMBOLIC_LINK, message)
    if wanted in submission.special:
        raise UnacceptableSubmissionError(Refusal.SPECIAL_FILE, f"{wanted} is not a regular file.")
    name, raw = _only_candidate(submission, others, lesson)
    flags.add(ScreeningFlag.RENAMED_NOTEBOOK, name, f"judged in place of {wanted}.")
    done = f"left out; {printable_name(name)} is judged."
    for other in others:
        if other != name:
            flags.add(ScreeningFlag.EXTRA_NOTEBOOK, other, done)
    files = _files_beside(name, submission.files, flags)
    return SelectedNotebook(raw, parse_notebook(raw, name, flags), files)


def _only_candidate(
    submission: SubmissionFiles, names: list[str], lesson: Lesson
) -> tuple[str, bytes]:
    """The name and the bytes of the one notebook among ``names`` that belongs to the lesson."""
    candidates = []
    for name in names[:MAX_CANDIDATES]:
        try:
            raw = read_regular_file(submission.notebooks[name], name)
            cells = parse_notebook(raw, name, FlagCollector())
        except UnacceptableSubmissionError:
            continue
        if _belongs_to(cells, lesson):
            candidates.append((name, raw))
    wanted = f"{lesson.name}.ipynb"
    if len(candidates) > 1:
        listed = ", ".join(printable_name(name) for name, _ in candidates)
        raise UnacceptableSubmissionError(
            Refusal.AMBIGUOUS_NOTEBOOK,
            f"There are {len(candidates)} notebooks that could be meant: {listed}; "
            f"expected one with the name {wanted}.",
        )
    if not candidates:
        message = f"There is no {wanted} in this submission."
        if names:
            message += f" There is {', '.join(map(printable_name, names[:3]))}."
        raise UnacceptableSubmissionError(Refusal.MISSING_NOTEBOOK, message)
    return candidates[0]


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
