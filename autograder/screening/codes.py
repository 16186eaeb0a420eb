"""The codes that screening gives and what each means: the report and docs/flags.md show the tables."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from autograder.screening import policy
from fmnist_lab.errors import CourseError


class ScreeningFlag(StrEnum):
    """Something that the instructor may want to look at; the work is judged all the same."""

    RENAMED_NOTEBOOK = "renamed-notebook"
    EXTRA_NOTEBOOK = "extra-notebook"
    SYMBOLIC_LINK = "symbolic-link"
    SPECIAL_FILE = "special-file"
    ODD_FILE_NAME = "odd-file-name"
    FILE_TOO_LARGE = "file-too-large"
    TOO_MANY_FILES = "too-many-files"
    COURSE_FILE = "course-file"
    WEIGHTS_FILE = "weights-file"
    NOT_UTF8 = "not-utf8"
    ODD_FORMAT = "odd-format"
    ODD_CHARACTERS = "odd-characters"
    UNREADABLE_CELL = "unreadable-cell"
    CONFLICT_MARKERS = "conflict-markers"
    LARGE_CELL = "large-cell"
    LOCKED_CELL_CHANGED = "locked-cell-changed"
    CELL_DUPLICATED = "cell-duplicated"
    CELL_DELETED = "cell-deleted"
    CELL_MOVED = "cell-moved"
    CELL_TYPE_CHANGED = "cell-type-changed"
    METADATA_CHANGED = "metadata-changed"
    TAG_IGNORED = "tag-ignored"
    ANSWER_BESIDE = "answer-beside"


class Refusal(StrEnum):
    """Why a submission is not judged: every check gets zero, and the verdict's message says why."""

    MISSING_NOTEBOOK = "missing-notebook"
    AMBIGUOUS_NOTEBOOK = "ambiguous-notebook"
    SYMBOLIC_LINK = "symbolic-link"
    SPECIAL_FILE = "special-file"
    TOO_LARGE = "too-large"
    CONFLICT_MARKERS = "conflict-markers"
    UNREADABLE_NOTEBOOK = "unreadable-notebook"


class UnacceptableSubmissionError(CourseError):
    """The submission can't be judged fairly; ``screen_submission`` never lets this error out.

    ``raw`` are the bytes of the notebook when they are known, and b"" when they are not.
    """

    def __init__(self, code: Refusal, message: str, raw: bytes = b"") -> None:
        super().__init__(message)
        self.code = code
        self.raw = raw


class FlagMeaning(NamedTuple):
    """What screening finds, and what is done about it.

    ``done`` is also how a flag's message ends, unless screening can be more exact.
    """

    finding: str
    done: str


def _rows(table: str) -> list[list[str]]:
    """The cells of a table that is written as text, with bars between the cells."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


_FLAGS = f"""
renamed-notebook | The one notebook of this lesson has another name or lies in a folder or an archive, or the one with the lesson's name can't be read or has no answers. | judged in place of the notebook with the lesson's name.
extra-notebook | There are other notebooks beside the right one. | left out; one notebook is judged.
symbolic-link | A link is among the files. | left out; links are never followed.
special-file | A pipe, a socket, a device or a file that can't be read is among the files. | left out; only regular files are taken.
odd-file-name | A file's name has control characters, a `..` or a colon behind a drive's letter, or is the same as another's. | left out; the name is not a plain file name.
file-too-large | A file is too large. | left out; over {policy.MAX_FILE_BYTES // 2**20} MiB.
too-many-files | There are more than {policy.MAX_FILES} files or {policy.MAX_FILES_BYTES // 2**20} MiB, or folders more than {policy.MAX_FOLDER_DEPTH} deep. | no file beside the notebook is used.
course-file | A file would take the place of autograder, fmnist_lab or fmnist_ref. | left out; the course's own is used.
weights-file | Saved weights lie beside a notebook that trains its networks itself; where a trained network earns points, every file but {policy.MAX_TEXT_BYTES // 1000} kB of text counts as such. | left out.
not-utf8 | The notebook's text is not UTF-8. | read as UTF-16 or LATIN-1; letters may be wrong.
odd-format | The notebook was saved as another version of nbformat. | converted to version 4, or read as version 4.
odd-characters | A cell holds half a character (a lone surrogate). | half a character was replaced.
unreadable-cell | Something among the cells is not a cell. | left out; it is not a cell.
conflict-markers | A cell holds git's conflict markers, so running it raises an error. | runs as it is.
large-cell | A cell has more than {policy.LARGE_CELL_CHARACTERS:,} characters. | very long; see whether it brings trained weights.
locked-cell-changed | A locked cell reads differently. | the source's text is used.
cell-duplicated | A graded, locked or answer cell is there several times: the original is used, or else the last. | one is used; the others count as the student's own cells.
cell-deleted | A locked or manually graded cell is missing. | put back.
cell-moved | Locked cells are in another order than the source's. | put back in the source's order.
cell-type-changed | An answer cell or a locked cell is of another cell type. | the source's type is used.
metadata-changed | A cell's grading metadata differ. | the source's are used.
tag-ignored | A cell has a tag that runners obey (skip-execution, demo, raises-exception), or lacks one of the source's. | the source's tags are used.
answer-beside | A written answer's cell is empty, and a text of the student's stands above or below it. | the text beside it is taken as the answer, for a person to read.
"""
FLAGS = {ScreeningFlag(code): FlagMeaning(finding, done) for code, finding, done in _rows(_FLAGS)}

_REFUSALS = f"""
missing-notebook | There is no notebook of this lesson.
ambiguous-notebook | There are several notebooks of this lesson, and none has the lesson's name.
symbolic-link | The notebook, or the whole directory, is a link.
special-file | The notebook is not a regular file.
too-large | The notebook has more than {policy.MAX_NOTEBOOK_BYTES // 2**20} MiB without its outputs ({policy.MAX_SAVED_NOTEBOOK_BYTES // 2**20} MiB with them), {policy.MAX_CELLS:,} cells, {policy.MAX_SOURCE_CHARACTERS:,} characters, or {policy.MAX_JSON_CONTAINERS:,} lists and objects.
conflict-markers | The notebook's file holds git's conflict markers.
unreadable-notebook | The file is not JSON, is nested more than {policy.MAX_JSON_DEPTH} levels deep, can't be read, or is not a notebook.
"""
REFUSALS = {Refusal(code): finding for code, finding in _rows(_REFUSALS)}
