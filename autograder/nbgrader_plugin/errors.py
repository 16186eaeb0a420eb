"""What the machine refuses, in one sentence."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fmnist_lab.errors import CourseError, MachineError

KEPT = "What was judged so far is kept; the next run goes on from there."


class GradingStoppedError(MachineError):
    """Grading can't go on, through no submission's doing. What is done stays done."""


class GradeNotWrittenError(MachineError):
    """One submission's grades can't be written; the others' can."""


@contextmanager
def explain_os_errors(where: Path | str, kept: str = KEPT) -> Iterator[None]:
    """An OSError inside becomes one sentence about ``where``; ``kept`` says what is not lost."""
    try:
        yield
    except OSError as error:
        raise GradingStoppedError(sentence(error, where, kept)) from None


def unwritten(error: OSError, where: Path | str) -> CourseError:
    """What stopped the writing of one submission: Unwritten, or Stopped where all would fail."""
    everyones = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)
    kind = GradingStoppedError if error.errno in everyones else GradeNotWrittenError
    return kind(sentence(error, error.filename or where))


def sentence(error: OSError, where: Path | str, kept: str = KEPT) -> str:
    """What went wrong, where, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        said = f"The disk is full: {where} can't be written. Make room and run it again. {kept}"
    elif error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        said = f"{where} can't be written ({error.strerror}). Make it writable and run it again."
    else:
        said = f"{where} can't be used: {error.strerror or error}. {kept}"
    return said.rstrip()


def shown_url(db_url: str) -> str:
    """The gradebook's address without its password; "" for one that is no address."""
    import sqlalchemy

    try:
        return str(sqlalchemy.make_url(db_url).render_as_string(hide_password=True))
    except sqlalchemy.exc.ArgumentError:
        return ""


def gradebook_error(error: Exception, db_url: str) -> CourseError:
    """The same for what a database says: Stopped, or CourseError where the settings are to blame."""
    said = " ".join(str(getattr(error, "orig", None) or error).split()).rstrip(".?! ")
    low = said.lower()
    if not (shown := shown_url(db_url)):
        return CourseError(
            "CourseDirectory.db_url in nbgrader_config.py is no address of a database; expected "
            "one like sqlite:////course/gradebook.db or postgresql+psycopg://user@host/database."
        )
    book = f"The gradebook {shown}"
    if isinstance(error, ModuleNotFoundError):
        return CourseError(
            f"{book} needs the Python package {error.name}, which is missing here. For PostgreSQL "
            "run `python -m pip install -c constraints.txt -e '.[grade,postgresql]'`."
        )
    if "locked" in low or "lock timeout" in low:
        return GradingStoppedError(
            f"{book} is locked by another program. Close that and run it again. {KEPT}"
        )
    if re.search(r"authentication failed|no password|(role|database) .* does not exist", low):
        return CourseError(
            f"{book} can't be opened ({said:.200}). Make the database and its user, or correct "
            "CourseDirectory.db_url in nbgrader_config.py."
        )
    if "connection" in low or "server closed" in low:
        return GradingStoppedError(
            f"{book} can't be reached ({said:.200}). See that its server runs, then run it again. "
            f"{KEPT}"
        )
    if "permission denied for" in low:  # a server's word on one of its tables or schemas
        return GradingStoppedError(
            f"{book} can't be written ({said:.100}). Give its user the right to, and run it again."
        )
    if "readonly" in low or "read-only" in low or "permission denied" in low:
        return GradingStoppedError(
            f"{book} can't be written: it is read-only. Make it writable and run it again."
        )
    if "is full" in low or "no space left" in low:
        return GradingStoppedError(
            f"The disk is full: {book[0].lower()}{book[1:]} can't be written. Make room and run it "
            f"again. {KEPT}"
        )
    if "not a database" in low or "malformed" in low:
        return CourseError(
            f"{book} is no gradebook ({said:.100}). Name another in nbgrader_config.py, or move it "
            "away."
        )
    absent = re.search(r"(relation|column) .* does not exist", low)
    if "no such table" in low or "no such column" in low or absent:
        return CourseError(
            f"{book} was made by another version of nbgrader ({said:.100}). Make a copy of it, then "
            "run `nbgrader db upgrade`."
        )
    return GradingStoppedError(f"{book} can't be used: {said:.200}. {KEPT}")
