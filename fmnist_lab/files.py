"""Writes files that are complete or absent.

Every file that another process may read, or that a killed process could leave half-written, is
written by `write_atomically`. It guarantees that a reader sees the old file or the whole new one,
never a part; that any number of processes may write the same file, and the last one counts; that
the content is on the disk before the name is (fsync); that nothing is left behind after a
failure; and that the file has the permissions of a newly created one.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from fmnist_lab.errors import MachineError


@contextlib.contextmanager
def write_atomically(path: Path) -> Iterator[IO[bytes]]:
    """A binary stream that becomes `path` only when all of it has been written.

    Missing directories are created. Raises MachineError, naming what could not be written, when
    the disk is full or refuses; the old file is then as it was.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            yield stream
            # Without this a power failure can leave the new name with nothing behind it.
            stream.flush()
            os.fsync(stream.fileno())
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)  # noqa: PTH101 - mkstemp makes files private
        os.replace(temporary, path)  # noqa: PTH105
        temporary = None
    except IsADirectoryError as error:
        raise MachineError(f"{path} is a directory; expected the path of a file.") from error
    except OSError as error:
        raise MachineError(
            f"{path} can't be written ({error.strerror or error}); "
            "make room or make it writable, or choose another place."
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108


def write_bytes(path: Path, content: bytes) -> None:
    """Write a whole file at once."""
    with write_atomically(path) as stream:
        stream.write(content)


def write_json(path: Path, value: Any) -> None:
    """Write ``value`` as JSON: UTF-8, indented, with the keys in their order."""
    with write_atomically(path) as stream:
        text = json.dumps(value, indent=2, ensure_ascii=False) + "\n"
        # A path may hold bytes that are not UTF-8; \\udcff is how JSON writes one.
        stream.write(text.encode(errors="backslashreplace"))


def temporary_directory_problem() -> str:
    """What is wrong with TMPDIR, as a sentence, or "".

    Python uses another directory, such as /tmp, when it can't write there. Raises MachineError when
    it can't write anywhere.
    """
    try:
        used = tempfile.gettempdir()
    except FileNotFoundError:
        raise MachineError(
            "There is no directory for temporary files that can be written; set TMPDIR to one."
        ) from None
    wanted = os.environ.get("TMPDIR", "")
    if not wanted or (Path(wanted).is_dir() and os.access(wanted, os.W_OK | os.X_OK)):
        return ""
    return f"TMPDIR names {wanted}, which is no directory that can be written; {used} is used."


def short_temporary_directory(max_bytes: int) -> str:
    """The directory for temporary files, or /tmp when its path is longer than ``max_bytes``."""
    directory = tempfile.gettempdir()
    return directory if len(os.fsencode(directory)) <= max_bytes else "/tmp"
