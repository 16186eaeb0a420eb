"""What a notebook may use when it is graded, in one table.

The boxes and the judge keep these limits; the progress of a training, the panels of checks and
``autograder hand-in`` speak of them, and the student guide has them as a table.
"""

from __future__ import annotations

GIB, MIB = 2**30, 2**20

BUDGET_SECONDS = 15 * 60  # of computing: then the cell that runs is interrupted
RESERVE_SECONDS = 3 * 60  # of computing, after the budget: for the cells and checks that follow
AFTER_BUDGET_SECONDS = 20.0  # of computing, after which a cell is interrupted from then on
WAITING_SECONDS = 15 * 60  # by the clock, in which the notebook computes nothing
WALL_SECONDS = 3 * 60 * 60  # by the clock, for all together
CALL_SECONDS = 10.0  # of computing, for one call of a student's function by a check
ENTRY_SECONDS = 90.0  # likewise, for lesson 08's `entry` on 3,000 images
CALL_CLOCK_FACTOR = 5  # by the clock a call may take this many times as long
NETWORK_SECONDS = 300.0  # of computing, for a network on the images that it is judged on
MEMORY_BYTES = 3 * GIB
PROCESSES = 256
DISK_BYTES = 512 * MIB  # for each of the directories that can be written
SHOWN_CHARACTERS = 32 * MIB  # of the outputs of all cells
FLOOD_BYTES = 64 * MIB  # of outputs, after which the notebook is stopped
FLOOD_MESSAGES = 50_000  # pieces of output, likewise


def minutes(seconds: float) -> str:
    """Seconds as minutes, "14.6", without a decimal where there is nothing behind it."""
    return f"{seconds / 60:.1f}".removesuffix(".0")


def as_markdown() -> str:
    """The table for people."""
    rows = (
        ("what", "at most", "what happens then"),
        ("---", "---", "---"),
        (
            "computing, the whole notebook",
            f"{minutes(BUDGET_SECONDS)} minutes of CPU time, on one core, without a GPU",
            "the cell that runs is interrupted, as by the ■ button; a network keeps what it has "
            f"learned, and the cells and checks that follow have {minutes(RESERVE_SECONDS)} "
            f"minutes of CPU time, each cell {AFTER_BUDGET_SECONDS:.0f} seconds",
        ),
        (
            "waiting: cells and functions that don't compute, such as `sleep`",
            f"{minutes(WAITING_SECONDS)} minutes in all",
            "the notebook is stopped",
        ),
        (
            "the clock, the whole notebook",
            f"{minutes(WALL_SECONDS / 60)} hours, so that a busy machine has ten times as long "
            "for the computing",
            "the notebook is stopped",
        ),
        (
            "one call of your function by a check",
            f"{CALL_SECONDS:.0f} seconds of CPU time; in lesson 08, {ENTRY_SECONDS:.0f} for each "
            f"3,000 images that `entry` gets; by the clock {CALL_CLOCK_FACTOR} times as long",
            "that check fails; the rest goes on",
        ),
        (
            "your network's answers for the images that it is judged on",
            f"{minutes(NETWORK_SECONDS)} minutes of CPU time",
            "that check fails; the rest goes on",
        ),
        ("memory, with files", f"{MEMORY_BYTES // GIB} GiB", "the notebook is stopped"),
        ("processes and threads", f"{PROCESSES}", "the notebook is stopped"),
        ("files that it writes", f"{DISK_BYTES // MIB} MiB", "the notebook is stopped"),
        ("output that is kept", f"{SHOWN_CHARACTERS // MIB} MiB of text and pictures", "it is cut"),
        (
            "output that is printed",
            f"{FLOOD_BYTES // MIB} MiB, {FLOOD_MESSAGES:,} pieces",
            "the notebook is stopped",
        ),
    )
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)
