"""The decoded arrays on disk: ``train.npy``, ``test.npy``, and a note of where each came from.

Another edition of the data set than the published one has a directory of its own, by the MD5 of
its file. A file appears whole or not at all, so any number of processes may fill the cache at once.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from fmnist_lab.data._sums import COLUMNS, ROWS, Subset, Table
from fmnist_lab.errors import MachineError
from fmnist_lab.files import write_atomically, write_json


def cache_directory() -> Path:
    """The directory of the decoded arrays: ``FMNIST_CACHE``, or the user's cache directory."""
    chosen = os.environ.get("FMNIST_CACHE")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_cache_dir("fmnist-course", appauthor=False))


def edition_directory(md5: str) -> Path:
    """Where the table of the CSV file with this MD5 is kept."""
    return cache_directory() / "editions" / md5


def array_file(subset: Subset, directory: Path | None = None) -> Path:
    """The cached table of ``subset``, whether or not it exists. ``directory``: of an edition."""
    return (directory or cache_directory()) / f"{subset}.npy"


def load(subset: Subset, directory: Path | None = None) -> Table | None:
    """The cached table, read-only and memory-mapped; None when it's absent or visibly wrong.

    Only the header and the file's size are looked at: `fmnist_lab.data.verify` reads it all.
    """
    path = array_file(subset, directory)
    try:
        mapped = np.load(path, mmap_mode="r", allow_pickle=False)
        if not isinstance(mapped, np.memmap):
            return None
        right = (
            mapped.dtype == np.uint8
            and mapped.shape == (ROWS[subset], len(COLUMNS))
            and mapped.flags.c_contiguous
            and path.stat().st_size == mapped.offset + mapped.nbytes
        )
    except (OSError, ValueError, EOFError):
        return None
    # A plain ndarray over the same map: it prints and behaves as any other array.
    return mapped.view(np.ndarray) if right else None


def note(subset: Subset, directory: Path | None = None) -> dict[str, Any]:
    """The note on where the cached table came from.

    Keys: "source" (a sentence), "files" (list of str); of an edition also "edition" (its name)
    and "rows_of_other_subset" (int, or None where it could not be counted).
    """
    try:
        file = (directory or cache_directory()) / f"{subset}.json"
        read = json.loads(file.read_text("utf-8"))
        result: dict[str, Any] = {
            "source": str(read["source"]),
            "files": [str(name) for name in read["files"]],
        }
        if directory is not None:
            foreign = read["rows_of_other_subset"]
            result |= {
                "edition": str(read["edition"]),
                "rows_of_other_subset": None if foreign is None else int(foreign),
            }
        return result
    except (OSError, ValueError, KeyError, TypeError):
        return {"source": "not known (the note beside the cached array is gone)", "files": []}


def prepare() -> None:
    """Make the cache's directory, and see that it can be written before anything is downloaded."""
    directory = cache_directory()
    with _failures():
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=directory):
            pass


def store(
    subset: Subset, table: Table, note: dict[str, Any], directory: Path | None = None
) -> None:
    """Put a table and its note into the cache; raises `MachineError` when the disk refuses."""
    with _failures():
        if directory is not None:
            directory.mkdir(parents=True, exist_ok=True)
        with write_atomically(array_file(subset, directory)) as stream:
            header = np.lib.format.header_data_from_array_1_0(table)
            np.lib.format.write_array_header_1_0(stream, header)
            stream.write(np.ascontiguousarray(table).data)
        write_json((directory or cache_directory()) / f"{subset}.json", note)


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except (OSError, MachineError) as error:
        reason = error.__cause__ if isinstance(error, MachineError) else error
        raise MachineError(
            f"The cache directory {cache_directory()} can't be written: "
            f"{getattr(reason, 'strerror', None) or reason}. Make room or set FMNIST_CACHE to a "
            "directory that has 80 MB free and that you may write."
        ) from None
