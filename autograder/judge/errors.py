"""Failures of the machine while it judges, told apart from what a submission does."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator

from fmnist_lab.errors import MachineError

# Errors that the names of a submission's files can cause.
FILE_NAME_ERRNOS = {
    errno.EEXIST,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.ENOTEMPTY,
    errno.ENAMETOOLONG,
    errno.ELOOP,
    errno.EINVAL,
    errno.EILSEQ,
}


@contextlib.contextmanager
def machine_errors() -> Iterator[None]:
    """Turn what the machine refuses inside the ``with`` block (disk, memory) into a MachineError.

    No submission causes these: what a submission does arrives from its box as a CheckFailedError
    or as an outcome. An OSError that the names of a submission's files can cause is raised as it
    is, so that this one submission fails.
    """
    try:
        yield
    except MemoryError as error:
        raise MachineError(
            "There is too little memory to judge. End other programs or use fewer workers."
        ) from error
    except OSError as error:
        if error.errno in FILE_NAME_ERRNOS:
            raise
        raise MachineError(
            f"{error.filename or 'A file that judging needs'} can't be used: "
            f"{error.strerror or error!s:.200}. Free some space or repair it."
        ) from error
