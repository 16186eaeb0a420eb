"""Screening a submission, step by step; each step stands in a module of its own."""

from __future__ import annotations

import logging
import tempfile
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from autograder.course import Lesson
from autograder.screening.archives import archive_with_password, unpack_only_archive
from autograder.screening.codes import Refusal, ScreeningFlag, UnacceptableSubmissionError
from autograder.screening.files import (
    FileRules,
    can_lie_beside,
    collect_files,
    lesson_files,
)
from autograder.screening.flags import Flag, FlagCollector, printable_name
from autograder.screening.rebuild import rebuild_notebook, unanswered_notebook
from autograder.screening.selection import select_by_grade_ids, select_notebook

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ScreenedSubmission:
    """A screened submission.

    ``notebook`` is the notebook to judge, or None when ``outcome`` is not "": then ``outcome`` is
    a Refusal and ``message`` says why there is nothing to judge. ``files`` are what goes
    beside the notebook, by path. ``raw`` are the bytes of the notebook as handed in, b"" when
    there is none.
    """

    notebook: Any
    files: dict[str, bytes] = field(default_factory=dict)
    outcome: str = ""
    message: str = ""
    flags: list[Flag] = field(default_factory=list)
    raw: bytes = b""


def screen_submission(directory: Path, lesson: Lesson) -> ScreenedSubmission:
    """Screen one submission to a lesson. Never raises for what a student handed in.

    Where there is an archive and no notebook, what is in the archive is screened.
    """
    screened = _screen_directory(directory, lesson)
    if screened.outcome == Refusal.MISSING_NOTEBOOK:
        with tempfile.TemporaryDirectory(prefix="unpacked-") as place:
            archive = unpack_only_archive(directory, Path(place))
            inside = _screen_directory(Path(place), lesson) if archive else screened
        if not archive and (locked := archive_with_password(directory)):
            message = (
                f"{printable_name(locked)} has a password, so what is in it can't be read. Hand in "
                f"{lesson.name}.ipynb, or an archive without a password."
            )
            return replace(screened, message=message)
        if inside.outcome != Refusal.MISSING_NOTEBOOK:
            message = f"{printable_name(archive)}: unpacked; the notebook in it is judged."
            flag = Flag(str(ScreeningFlag.RENAMED_NOTEBOOK), message)
            return replace(inside, flags=[flag, *inside.flags])
    return screened


def _screen_directory(directory: Path, lesson: Lesson) -> ScreenedSubmission:
    flags = FlagCollector()
    try:
        # 1. Collect the files that may go along; nothing is followed, and nothing is executed.
        from_lesson = lesson_files(lesson)
        rules = FileRules.of_lesson(lesson.traits, from_lesson)
        submission = collect_files(directory, flags, rules, f"{lesson.name}.ipynb")
        # 2. Select the one notebook that is judged, and read its cells.
        blank = cache(lambda: unanswered_notebook(lesson))
        selected = select_notebook(submission, lesson, flags, blank)
        # 3. Rebuild it: the student's cells, with the source's locked cells in their places.
        notebook = rebuild_notebook(selected.cells, lesson.notebook, flags, blank)
    except UnacceptableSubmissionError as error:
        return _refused(directory, error, flags.as_list())
    # 4. Put the lesson's own files beside it, in place of what a student has under their names.
    taken = [*from_lesson, f"{lesson.name}.ipynb"]
    files = {n: b for n, b in selected.files.items() if all(can_lie_beside(n, o) for o in taken)}
    files |= from_lesson
    logger.debug("%s: accepted with %d cells", directory, len(notebook.cells))
    return ScreenedSubmission(notebook, files, flags=flags.as_list(), raw=selected.raw)


def screen_plain_assignment(directory: Path, source: Path) -> dict[str, ScreenedSubmission]:
    """Screen a submission to an assignment without checks: one result for each source notebook.

    ``source`` is the directory of the instructor's notebooks (nbgrader's source directory).
    """
    import nbformat

    paths = {path.name: path for path in sorted(source.glob("*.ipynb"))}
    shared = FlagCollector()  # flags about files belong to each notebook of the submission
    try:
        wanted = next(iter(paths)) if len(paths) == 1 else ""
        submission = collect_files(directory, shared, FileRules(), wanted)
    except UnacceptableSubmissionError as error:
        return {name: _refused(directory, error, []) for name in paths}
    screened = {}
    for name, path in paths.items():
        flags = FlagCollector()
        try:
            master = nbformat.read(path, as_version=4)
            raw, cells = select_by_grade_ids(submission, name, set(paths), master, flags)
            notebook = rebuild_notebook(cells, master, flags)
        except UnacceptableSubmissionError as error:
            screened[name] = _refused(directory, error, shared.as_list() + flags.as_list())
        else:
            screened[name] = ScreenedSubmission(
                notebook, submission.files, flags=shared.as_list() + flags.as_list(), raw=raw
            )
    return screened


def _refused(
    directory: Path, error: UnacceptableSubmissionError, flags: list[Flag]
) -> ScreenedSubmission:
    logger.debug("%s: not judged, %s", directory, error.code)
    return ScreenedSubmission(None, {}, str(error.code), str(error), flags, error.raw)
