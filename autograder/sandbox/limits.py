"""The limits of a box, what a box has used, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fmnist_lab import limits


@dataclass(frozen=True)
class Limits:
    """The limits of one box, each for all its processes together unless a comment says otherwise."""

    memory_bytes: int = limits.MEMORY_BYTES  # files in the box live in memory and count too
    processes: int = limits.PROCESSES  # threads count
    cpu_seconds: float = limits.BUDGET_SECONDS + limits.RESERVE_SECONDS
    wall_seconds: float = limits.WALL_SECONDS
    open_files: int = 1024  # for each process
    disk_bytes: int = limits.DISK_BYTES  # for each writable directory
    file_bytes: int = limits.DISK_BYTES  # for each file
    output_bytes: int = 16 * 2**20  # written to the standard streams that nobody reads
    # The supervisor keeps the limits above, the judge these two while cells run:
    budget_seconds: float = limits.BUDGET_SECONDS  # of CPU time; then the cell is interrupted
    waiting_seconds: float = limits.WAITING_SECONDS  # by the clock, without computing


@dataclass(frozen=True)
class Usage:
    """What all processes of a box have used so far, those that have ended included.

    ``peak_memory_bytes`` is the largest sample of memory that the kernel can't take back: anonymous
    and shared memory and the box's files, but not the page cache. ``processes`` is the number of
    threads that run now.
    """

    cpu_seconds: float = 0.0
    peak_memory_bytes: int = 0
    processes: int = 0
    wall_seconds: float = 0.0


class BoxEnding(StrEnum):
    """How a box ended: by the limit that it exceeded, by itself or by the grader."""

    MEMORY = "memory"
    PROCESSES = "processes"
    CPU = "cpu"
    WALL = "wall"
    DISK = "disk"
    OUTPUT = "output"
    DIED = "died"  # its program ended by itself, or its supervisor was killed
    KILLED = "killed"  # the grader ended it, or is gone
