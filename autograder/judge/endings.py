"""What ended a run, or interrupted it, in words: the limit, the figures, and what to do."""

from __future__ import annotations

import re
from typing import Any

from autograder.course import nbgrader_metadata
from autograder.judge.relay import KernelEnding
from autograder.judge.verdict import RunEnding
from autograder.sandbox.limits import BoxEnding, Limits
from fmnist_lab.limits import FLOOD_BYTES, FLOOD_MESSAGES, GIB, MIB, minutes

LATE_CALL = "call"  # a call of a check did not come back in time
OUTCOMES: dict[str, RunEnding] = {
    BoxEnding.MEMORY: RunEnding.MEMORY_LIMIT,
    BoxEnding.CPU: RunEnding.TIME_LIMIT,
    BoxEnding.WALL: RunEnding.TIME_LIMIT,
    BoxEnding.PROCESSES: RunEnding.PROCESSES_LIMIT,
    BoxEnding.DISK: RunEnding.DISK_LIMIT,
    BoxEnding.OUTPUT: RunEnding.OUTPUT_LIMIT,
    KernelEnding.TIME_LIMIT: RunEnding.TIME_LIMIT,
    KernelEnding.OUTPUT_LIMIT: RunEnding.OUTPUT_LIMIT,
    LATE_CALL: RunEnding.TIME_LIMIT,
}
LESS_TRAINING = "Use fewer epochs, a smaller network or larger batches."
LESS_COMPUTING = "If it trains: fewer epochs, a smaller network. If not: does a loop ever end?"
MAX_LINE_CHARACTERS = 50  # of a cell's line that names the cell
# LiveCurve and Keras say how far a training is.
_EPOCH = re.compile(r"\bepoch (\d{1,9})(?: of |/)(\d{1,9})\b", re.IGNORECASE)
# Of an output, in which its last epoch is looked for: a figure's caption stands at its beginning.
_FIRST_CHARACTERS, _LAST_CHARACTERS = 500, 4_000


def outcome_of(why: str) -> RunEnding:
    """The outcome of a run that ended for ``why``, a BoxEnding, a KernelEnding or LATE_CALL."""
    return OUTCOMES.get(why, RunEnding.KERNEL_DIED)


def sentence(why: str, limits: Limits, cpu_seconds: float, where: str, epoch: str) -> str:
    """What a student is told of a run that was stopped.

    ``where`` names the cell that ran, or is "" for a check; ``epoch`` says how far a training
    was, or is "".
    """
    at = f" in {where}" if where else ""
    less = LESS_TRAINING if epoch else LESS_COMPUTING
    allowed = min(limits.budget_seconds, limits.cpu_seconds)
    kept = max(FLOOD_BYTES // MIB, limits.output_bytes // MIB)
    texts: dict[str, str] = {
        BoxEnding.MEMORY: f"it needed more memory{at} than the {_size(limits.memory_bytes)} that "
        "grading allows. Use a smaller network, smaller batches or fewer images at a time.",
        BoxEnding.CPU: f"it had computed for {minutes(cpu_seconds)} CPU-minutes{at}{epoch}, and "
        f"grading allows {minutes(allowed)}. {less}",
        BoxEnding.WALL: f"it took longer{at} than the {minutes(limits.wall_seconds)} minutes by "
        f"the clock that grading allows{epoch}; {minutes(cpu_seconds)} minutes of them were "
        "computing.",
        BoxEnding.PROCESSES: f"it started more processes and threads{at} than the "
        f"{limits.processes} that grading allows.",
        BoxEnding.DISK: f"it wrote more files{at} than the {_size(limits.disk_bytes)} that "
        "grading allows.",
        BoxEnding.OUTPUT: f"it printed more{at} than the {kept} MiB that grading allows. Print "
        "less in loops.",
        KernelEnding.OUTPUT_LIMIT: f"it printed more{at} than the {kept} MiB, or {FLOOD_MESSAGES:,} "
        "pieces of output, that grading allows. Print less in loops.",
        KernelEnding.TIME_LIMIT: f"it waited, and computed nothing, for more than "
        f"{minutes(limits.waiting_seconds)} minutes by the clock, last"
        f"{at or ' when a check called its functions'}.",
        KernelEnding.SILENT: "its kernel no longer answered the checks.",
        LATE_CALL: "a call of a check did not come back.",
    }
    return f"The notebook was stopped: {texts.get(why, f'its kernel died{at}.')}"


def interrupted(limits: Limits, where: str, epoch: str) -> str:
    """What a student is told of a cell that was interrupted at the budget."""
    return (
        f"Grading allows {minutes(limits.budget_seconds)} CPU-minutes for a notebook. They were "
        f"used up in {where}{epoch}, so this cell was interrupted. What it had made by then is "
        f"judged. {LESS_TRAINING if epoch else LESS_COMPUTING}"
    )


def name_of(cell: Any) -> str:
    """How a student finds a cell: its exercise, or the line that it begins with."""
    grade_id = nbgrader_metadata(cell).get("grade_id")
    if isinstance(grade_id, str) and grade_id and grade_id.isprintable():
        return f"the cell `{grade_id}`"
    lines = [line.strip() for line in str(cell.source).splitlines()]
    code = [line for line in lines if line and not line.startswith("#")] or [""]
    first = "".join(c for c in code[0] if c.isprintable() and c != "`")
    if len(first) > MAX_LINE_CHARACTERS:
        first = first[: MAX_LINE_CHARACTERS - 1] + "…"
    return f"the cell that begins with `{first}`"


def last_epoch(outputs: list[dict[str, Any]]) -> str:
    """The last epoch that a cell's outputs name, as a clause; "" when they name none."""
    for output in reversed(outputs):
        text = str(output.get("text") or output.get("data", {}).get("text/plain", ""))
        ends = f"{text[:_FIRST_CHARACTERS]}\n{text[_FIRST_CHARACTERS:][-_LAST_CHARACTERS:]}"
        found = _EPOCH.findall(ends)
        if found:
            return f" (by its last output, at epoch {found[-1][0]} of {found[-1][1]})"
    return ""


def _size(size: int) -> str:
    return f"{size / GIB:g} GiB" if size >= GIB else f"{size / MIB:g} MiB"
