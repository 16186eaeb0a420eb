"""The codes that screening gives, with what each means: the report and the docs read these tables."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from autograder.screening.policy import (
    COURSE_FILE,
    LARGE_CELL_CHARACTERS,
    MAX_CELLS,
    MAX_FILES,
    MAX_FILES_BYTES,
    MAX_FOLDER_DEPTH,
    MAX_JSON_CONTAINERS,
    MAX_JSON_DEPTH,
    MAX_NOTEBOOK_BYTES,
    MAX_SOURCE_CHARACTERS,
    MAX_TEXT_BYTES,
    TOO_LARGE,
)


class ScreeningFlagCode(StrEnum):
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


class RefusalCode(StrEnum):
    """Why a submission is not judged: every check gets zero, and the verdict's message says why."""

    MISSING_NOTEBOOK = "missing-notebook"
    AMBIGUOUS_NOTEBOOK = "ambiguous-notebook"
    SYMBOLIC_LINK = "symbolic-link"
    SPECIAL_FILE = "special-file"
    TOO_LARGE = "too-large"
    CONFLICT_MARKERS = "conflict-markers"
    UNREADABLE_NOTEBOOK = "unreadable-notebook"


class FlagMeaning(NamedTuple):
    """What was found, and what is done about it.

    ``done`` is also how a flag's message ends, unless screening can be more exact.
    """

    found: str
    done: str


FLAGS: dict[ScreeningFlagCode, FlagMeaning] = {
    ScreeningFlagCode.RENAMED_NOTEBOOK: FlagMeaning(
        "The one notebook of this lesson has another name or lies in a folder.",
        "judged in place of the notebook with the lesson's name.",
    ),
    ScreeningFlagCode.EXTRA_NOTEBOOK: FlagMeaning(
        "There are other notebooks beside the right one.", "left out; one notebook is judged."
    ),
    ScreeningFlagCode.SYMBOLIC_LINK: FlagMeaning(
        "A link is among the files.", "left out; links are never followed."
    ),
    ScreeningFlagCode.SPECIAL_FILE: FlagMeaning(
        "A pipe, a socket, a device or a file that can't be read is among the files.",
        "left out; only regular files are taken.",
    ),
    ScreeningFlagCode.ODD_FILE_NAME: FlagMeaning(
        "A file's name has a backslash, control characters or a `..`.",
        "left out; the name is not a plain file name.",
    ),
    ScreeningFlagCode.FILE_TOO_LARGE: FlagMeaning("A file is too large.", TOO_LARGE),
    ScreeningFlagCode.TOO_MANY_FILES: FlagMeaning(
        f"There are more than {MAX_FILES} files or {MAX_FILES_BYTES // 2**20} MiB, or folders more "
        f"than {MAX_FOLDER_DEPTH} deep.",
        "no file beside the notebook is used.",
    ),
    ScreeningFlagCode.COURSE_FILE: FlagMeaning(
        "A file would take the place of autograder, fmnist_lab or fmnist_ref.", COURSE_FILE
    ),
    ScreeningFlagCode.WEIGHTS_FILE: FlagMeaning(
        "Saved weights lie beside a notebook that trains its networks itself; where a trained "
        f"network earns points, every file but {MAX_TEXT_BYTES // 1000} kB of text counts as such.",
        "left out.",
    ),
    ScreeningFlagCode.NOT_UTF8: FlagMeaning(
        "The notebook's text is not UTF-8.", "read as UTF-16 or LATIN-1; letters may be wrong."
    ),
    ScreeningFlagCode.ODD_FORMAT: FlagMeaning(
        "The notebook was saved as another version of nbformat.",
        "converted to version 4, or read as version 4.",
    ),
    ScreeningFlagCode.ODD_CHARACTERS: FlagMeaning(
        "A cell holds half a character (a lone surrogate).", "half a character was replaced."
    ),
    ScreeningFlagCode.UNREADABLE_CELL: FlagMeaning(
        "Something among the cells is not a cell.", "left out; it is not a cell."
    ),
    ScreeningFlagCode.CONFLICT_MARKERS: FlagMeaning(
        "A cell holds git's conflict markers, so running it raises an error.", "runs as it is."
    ),
    ScreeningFlagCode.LARGE_CELL: FlagMeaning(
        f"A cell has more than {LARGE_CELL_CHARACTERS:,} characters.",
        "very long; see whether it brings trained weights.",
    ),
    ScreeningFlagCode.LOCKED_CELL_CHANGED: FlagMeaning(
        "A locked cell reads differently.", "the source's text is used."
    ),
    ScreeningFlagCode.CELL_DUPLICATED: FlagMeaning(
        "A graded, locked or answer cell is there several times: the original is used, or else "
        "the last.",
        "one is used; the others count as the student's own cells.",
    ),
    ScreeningFlagCode.CELL_DELETED: FlagMeaning(
        "A locked or manually graded cell is missing.", "put back."
    ),
    ScreeningFlagCode.CELL_MOVED: FlagMeaning(
        "Locked cells are in another order than the source's.",
        "put back in the source's order.",
    ),
    ScreeningFlagCode.CELL_TYPE_CHANGED: FlagMeaning(
        "An answer cell or a locked cell is of another cell type.", "the source's type is used."
    ),
    ScreeningFlagCode.METADATA_CHANGED: FlagMeaning(
        "A cell's grading metadata differ.", "the source's are used."
    ),
    ScreeningFlagCode.TAG_IGNORED: FlagMeaning(
        "A cell has a tag that runners obey (skip-execution, demo, raises-exception), or lacks one "
        "of the source's.",
        "the source's tags are used.",
    ),
}

REFUSALS: dict[RefusalCode, str] = {
    RefusalCode.MISSING_NOTEBOOK: "There is no notebook of this lesson.",
    RefusalCode.AMBIGUOUS_NOTEBOOK: (
        "There are several notebooks of this lesson, and none has the lesson's name."
    ),
    RefusalCode.SYMBOLIC_LINK: "The notebook, or the whole directory, is a link.",
    RefusalCode.SPECIAL_FILE: "The notebook is not a regular file.",
    RefusalCode.TOO_LARGE: (
        f"The notebook has more than {MAX_NOTEBOOK_BYTES // 2**20} MiB, {MAX_CELLS:,} cells, "
        f"{MAX_SOURCE_CHARACTERS:,} characters, or {MAX_JSON_CONTAINERS:,} lists and objects."
    ),
    RefusalCode.CONFLICT_MARKERS: "The notebook's file holds git's conflict markers.",
    RefusalCode.UNREADABLE_NOTEBOOK: (
        f"The file is not JSON, is nested more than {MAX_JSON_DEPTH} levels deep, can't be read, "
        "or is not a notebook."
    ),
}
