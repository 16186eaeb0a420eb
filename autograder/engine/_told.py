"""What the machine refuses, in one sentence."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fmnist_lab.errors import CourseError

KEPT = "What was judged so far is kept; the next run goes on from there."


class Stopped(CourseError):
    """Grading can't go on, through no submission's doing. What is done stays done."""


@contextmanager
def told(where: Path | str) -> Iterator[None]:
    """An OSError inside becomes one sentence about ``where``."""
    try:
        yield
    except OSError as error:
        raise Stopped(sentence(error, where)) from None


def sentence(error: OSError, where: Path | str) -> str:
    """What went wrong, where, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full: {where} can't be written. Make room and run it again. {KEPT}"
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return f"{where} can't be written ({error.strerror}). Make it writable and run it again."
    return f"{where} can't be used: {error.strerror or error}. {KEPT}"


def gradebook_sentence(error: Exception, db_url: str) -> str:
    """The same for what a database says."""
    said = " ".join(str(getattr(error, "orig", None) or error).split())
    low = said.lower()
    book = f"The gradebook {db_url}"
    if "locked" in low:
        return f"{book} is locked by another program. Close that and run it again. {KEPT}"
    if "readonly" in low or "read-only" in low or "permission denied" in low:
        return f"{book} can't be written: it is read-only. Make it writable and run it again."
    if "is full" in low:
        return f"The disk is full: {book[0].lower()}{book[1:]} can't be written. Make room and run it again. {KEPT}"
    if "not a database" in low or "malformed" in low:
        return f"{book} is no gradebook ({said:.100}). Name another in nbgrader_config.py, or move it away."
    if "no such table" in low or "no such column" in low:
        return (
            f"{book} was made by another version of nbgrader ({said:.100}). Make a copy of it, then "
            "run `nbgrader db upgrade`."
        )
    return f"{book} can't be used: {said:.200}. {KEPT}"
