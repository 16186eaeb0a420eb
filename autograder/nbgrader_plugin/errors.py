"""Turns errors of the disk and of the gradebook's database into a sentence with advice."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fmnist_lab.errors import CourseError, MachineError

RESULTS_KEPT = "What was judged so far is kept; the next run goes on from there."
_FULL = (errno.ENOSPC, errno.EDQUOT)
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)
_FAILS_FOR_EVERY_SUBMISSION = (*_FULL, errno.EROFS, errno.EIO)


class GradingStoppedError(MachineError):
    """Grading can't go on, and no submission is the cause. What was judged so far is kept."""


class GradeNotWrittenError(MachineError):
    """One submission's grades can't be written; the others' can."""


@contextmanager
def explain_os_errors(
    where: Path | str, advice: str = RESULTS_KEPT, *, of_one_submission: bool = False
) -> Iterator[None]:
    """Turn an OSError inside into a GradingStoppedError that names the file, or else ``where``.

    ``advice`` is the sentence that says what is not lost. With ``of_one_submission`` the error is a
    GradeNotWrittenError, unless the grades of all others could not be written either.
    """
    try:
        yield
    except (OSError, MachineError) as error:
        refusal = error if isinstance(error, OSError) else error.__cause__
        if not isinstance(refusal, OSError):
            raise
        if refusal is error:  # a MachineError would name a temporary file
            where = refusal.filename or where
        one = of_one_submission and refusal.errno not in _FAILS_FOR_EVERY_SUBMISSION
        kind = GradeNotWrittenError if one else GradingStoppedError
        raise kind(_os_error_sentence(refusal, where, advice)) from None


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
        url = sqlalchemy.make_url(db_url)
        if url.get_backend_name() == "sqlite":  # without %C3%9C for Ü; there is no password
            return db_url
        return str(url.render_as_string(hide_password=True))
    except sqlalchemy.exc.ArgumentError:
        return ""


# For each complaint of a database: a pattern that its text in lower case matches (the first match
# counts), the class of our error, and our sentence, in which {book} is the gradebook with its
# address and {complaint} the database's own text.
_DATABASE_COMPLAINTS: tuple[tuple[str, type[CourseError], str], ...] = (
    (
        "locked|lock timeout",
        GradingStoppedError,
        "{book} is locked by another program. Close that program and run it again. " + RESULTS_KEPT,
    ),
    (
        "authentication failed|no password|(role|database) .* does not exist",
        CourseError,
        "{book} can't be opened ({complaint:.200}). Make the database and its user, or correct "
        "CourseDirectory.db_url in nbgrader_config.py.",
    ),
    (
        "connection|server closed",
        GradingStoppedError,
        "{book} can't be reached ({complaint:.200}). Start its server, then run it again. "
        + RESULTS_KEPT,
    ),
    (  # a server's refusal of one of its tables or schemas
        "permission denied for",
        GradingStoppedError,
        "{book} can't be written ({complaint:.100}). Give its user the right to write, and run it "
        "again.",
    ),
    (
        "readonly|read-only|permission denied",
        GradingStoppedError,
        "{book} can't be written: it is read-only. Make it writable and run it again.",
    ),
    (
        "is full|no space left",
        GradingStoppedError,
        "The disk is full: {book} can't be written. Make room and run it again. " + RESULTS_KEPT,
    ),
    (
        "not a database|malformed",
        CourseError,
        "{book} is not a gradebook ({complaint:.100}). Name another in nbgrader_config.py, or "
        "move it away.",
    ),
    (
        "no such table|no such column|(relation|column) .* does not exist",
        CourseError,
        "{book} was made by another version of nbgrader ({complaint:.100}). Make a copy of it, "
        "then run `nbgrader db upgrade`.",
    ),
    ("", GradingStoppedError, "{book} can't be used: {complaint:.200}. " + RESULTS_KEPT),
)


def gradebook_error(error: Exception, db_url: str) -> CourseError:
    """A database's error as one sentence of ours; passwords are omitted.

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
    complaint = " ".join(str(getattr(error, "orig", None) or error).split()).rstrip(".?! ")
    kind, sentence = next(
        (kind, sentence)
        for pattern, kind, sentence in _DATABASE_COMPLAINTS
        if re.search(pattern, complaint.lower())
    )
    sentence = sentence.format(book=book, complaint=complaint)
    return kind(f"{sentence[0].upper()}{sentence[1:]}")
