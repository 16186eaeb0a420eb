"""Refusals of the disk and of the gradebook's database as one sentence, with what to do."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from fmnist_lab.errors import CourseError, MachineError

RESULTS_KEPT = "What was judged so far is kept; the next run goes on from there."
_FULL = (errno.ENOSPC, errno.EDQUOT)
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)
_FAILS_FOR_EVERY_SUBMISSION = (*_FULL, errno.EROFS, errno.EIO)


class GradingStoppedError(MachineError):
    """Grading can't go on, through no submission's doing. What is done stays done."""


class GradeNotWrittenError(MachineError):
    """One submission's grades can't be written; the others' can."""


@contextmanager
def explain_os_errors(where: Path | str, advice: str = RESULTS_KEPT) -> Iterator[None]:
    """What the disk refuses inside becomes a GradingStoppedError about ``where``.

    ``advice`` is the sentence that says what is not lost.
    """
    try:
        yield
    except (OSError, MachineError) as error:
        refusal = os_error_of(error)
        if refusal is None:
            raise
        raise GradingStoppedError(_os_error_sentence(refusal, where, advice)) from None


def os_error_of(error: OSError | MachineError) -> OSError | None:
    """The refusal itself; of a MachineError, such as write_atomically's, the one behind it."""
    if isinstance(error, OSError):
        return error
    return error.__cause__ if isinstance(error.__cause__, OSError) else None


def write_error(error: OSError, where: Path | str) -> MachineError:
    """What stopped the writing of one submission's grades; another kind where all would fail."""
    everyone = error.errno in _FAILS_FOR_EVERY_SUBMISSION
    kind = GradingStoppedError if everyone else GradeNotWrittenError
    return kind(_os_error_sentence(error, error.filename or where, RESULTS_KEPT))


def _os_error_sentence(error: OSError, where: Path | str, advice: str) -> str:
    if error.errno in _FULL:
        text = f"The disk is full: {where} can't be written. Make room and run it again. {advice}"
    elif error.errno in _READ_ONLY:
        text = f"{where} can't be written ({error.strerror}). Make it writable and run it again."
    else:
        text = f"{where} can't be used: {error.strerror or error}. {advice}"
    return text.rstrip()


def shown_url(db_url: str) -> str:
    """The gradebook's address without its password; "" for what is not an address."""
    import sqlalchemy

    try:
        return str(sqlalchemy.make_url(db_url).render_as_string(hide_password=True))
    except sqlalchemy.exc.ArgumentError:
        return ""


class _DatabaseComplaint(NamedTuple):
    """What databases say, as a pattern of lower case; the error that it becomes; its sentence.

    In the sentence {book} is the gradebook with its address, {said} what the database said.
    """

    pattern: str
    kind: type[CourseError]
    sentence: str


# The first that matches counts.
_DATABASE_COMPLAINTS = (
    _DatabaseComplaint(
        "locked|lock timeout",
        GradingStoppedError,
        "{book} is locked by another program. Close that program and run it again. " + RESULTS_KEPT,
    ),
    _DatabaseComplaint(
        "authentication failed|no password|(role|database) .* does not exist",
        CourseError,
        "{book} can't be opened ({said:.200}). Make the database and its user, or correct "
        "CourseDirectory.db_url in nbgrader_config.py.",
    ),
    _DatabaseComplaint(
        "connection|server closed",
        GradingStoppedError,
        "{book} can't be reached ({said:.200}). Start its server, then run it again. "
        + RESULTS_KEPT,
    ),
    _DatabaseComplaint(  # a server's refusal of one of its tables or schemas
        "permission denied for",
        GradingStoppedError,
        "{book} can't be written ({said:.100}). Give its user the right to write, and run it again.",
    ),
    _DatabaseComplaint(
        "readonly|read-only|permission denied",
        GradingStoppedError,
        "{book} can't be written: it is read-only. Make it writable and run it again.",
    ),
    _DatabaseComplaint(
        "is full|no space left",
        GradingStoppedError,
        "The disk is full: {book} can't be written. Make room and run it again. " + RESULTS_KEPT,
    ),
    _DatabaseComplaint(
        "not a database|malformed",
        CourseError,
        "{book} is not a gradebook ({said:.100}). Name another in nbgrader_config.py, or move it "
        "away.",
    ),
    _DatabaseComplaint(
        "no such table|no such column|(relation|column) .* does not exist",
        CourseError,
        "{book} was made by another version of nbgrader ({said:.100}). Make a copy of it, then "
        "run `nbgrader db upgrade`.",
    ),
    _DatabaseComplaint(
        "", GradingStoppedError, "{book} can't be used: {said:.200}. " + RESULTS_KEPT
    ),
)


def gradebook_error(error: Exception, db_url: str) -> CourseError:
    """What a database refuses as one sentence; passwords are left out.

    A GradingStoppedError is the machine's fault, a plain CourseError that of the settings.
    """
    if not (url := shown_url(db_url)):
        return CourseError(
            "CourseDirectory.db_url in nbgrader_config.py is not an address of a database; "
            "expected one like sqlite:////course/gradebook.db or "
            "postgresql+psycopg://user@host/database."
        )
    book = f"the gradebook {url}"
    if isinstance(error, ModuleNotFoundError):
        return CourseError(
            f"T{book[1:]} needs the Python package {error.name}, which is missing here. For "
            "PostgreSQL run `python -m pip install -c constraints.txt -e '.[grade,postgresql]'`."
        )
    said = " ".join(str(getattr(error, "orig", None) or error).split()).rstrip(".?! ")
    complaint = next(c for c in _DATABASE_COMPLAINTS if re.search(c.pattern, said.lower()))
    sentence = complaint.sentence.format(book=book, said=said)
    return complaint.kind(f"{sentence[0].upper()}{sentence[1:]}")
