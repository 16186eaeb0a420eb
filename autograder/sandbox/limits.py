"""The bounds of a box, and what one has used."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds of one box, for everything in it together unless said otherwise."""

    memory_bytes: int = 3 * 2**30  # files in the box live in memory and count too
    processes: int = 256  # threads count
    cpu_seconds: float = 900.0
    wall_seconds: float = 1800.0
    open_files: int = 1024  # of one process
    disk_bytes: int = 512 * 2**20  # of each writable directory
    file_bytes: int = 512 * 2**20  # of one file
    output_bytes: int = 16 * 2**20  # written to the standard streams that nobody reads


@dataclass(frozen=True)
class Usage:
    """Used by all processes of a box so far, those that have ended included.

    ``peak_memory_bytes`` is the largest sample of memory that can't be taken back (anonymous and
    shared memory and the box's files, not the page cache); ``processes`` counts threads, now.
    """

    cpu_seconds: float = 0.0
    peak_memory_bytes: int = 0
    processes: int = 0
    wall_seconds: float = 0.0
