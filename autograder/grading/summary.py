"""The options of a grading run, and its summary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from autograder.nbgrader_plugin.paths import shown_name
from fmnist_lab.errors import MachineError

MAX_PROBLEMS_SHOWN = 10


@dataclass(frozen=True)
class GradingOptions:
    """How to grade.

    ``workers`` is the number of processes to start here, 0 for as many as fit. ``scheduler`` is
    the address of a Dask scheduler whose workers are used instead. ``ignore_cache`` runs every
    notebook again. ``students`` are the ids of those to grade, all when empty.
    """

    workers: int = 0
    scheduler: str = ""
    ignore_cache: bool = False
    sandboxed: bool = True
    students: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """A submission that was not judged in full, and why."""

    student: str
    outcome: str
    message: str


@dataclass
class GradingSummary:
    """The result of a grading run, as ``.autograder/LESSON.json`` has it.

    Each submission counts once: in ``ran`` (its notebook was run now), ``judged_again`` (today's
    checks on a stored run), ``remembered`` (a stored verdict) or ``refused`` (by screening, or set
    aside). ``unchanged`` are those of them whose grades were written already, ``set_aside`` those
    whose workers died. ``unwritten`` says why the grades of a student could not be written.
    ``left_out`` says why a directory is not graded at all; it does not count as a submission.
    """

    lesson: str
    submissions: int = 0
    ran: int = 0
    judged_again: int = 0
    remembered: int = 0
    refused: int = 0
    unchanged: int = 0
    set_aside: int = 0
    workers: int = 0
    points: dict[str, float] = field(default_factory=dict)
    max_points: float = 0.0
    problems: list[Problem] = field(default_factory=list)
    unwritten: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    flagged: int = 0
    seconds: float = 0.0
    start_seconds: float = 0.0
    cpu_seconds: float = 0.0

    def text(self) -> str:
        """A few lines for people."""
        lines = [
            f"{self.lesson}: {self.submissions} submissions in {self.seconds:.1f} s"
            f" ({self.ran} run, {self.judged_again} judged again from what was stored, "
            f"{self.remembered} remembered, {self.refused} not run)."
        ]
        if self.points:
            scores = self.points.values()
            lines.append(
                f"Points of {self.max_points:g} from checks: lowest {min(scores):g}, median "
                f"{median(scores):g}, highest {max(scores):g}."
            )
        for problem in self.problems[:MAX_PROBLEMS_SHOWN]:
            lines.append(f"  {shown_name(problem.student)}: {problem.outcome}. {problem.message}")
        if more := self.problems[MAX_PROBLEMS_SHOWN:]:
            lines.append(f"  and {len(more)} more that were not judged in full.")
        if self.flagged:
            lines.append(f"Submissions with flags: {self.flagged}. `autograder report` lists them.")
        return "\n".join(lines)

    def check_written(self) -> None:
        """Raise MachineError, naming whose, when grades could not be written."""
        sentences = []
        if self.unwritten:
            others = "; all others are" if self.points else ""
            first_reason = next(iter(self.unwritten.values()))
            whose = _named(self.unwritten)
            sentences.append(f"The grades of {whose} could not be written{others}. {first_reason}")
        if self.left_out:
            first_reason = next(iter(self.left_out.values()))
            sentences.append(f"Left out: {_named(self.left_out)}. {first_reason}")
        if sentences:
            raise MachineError(" ".join(sentences))


def _named(students: Iterable[str]) -> str:
    names = [shown_name(student) for student in students]
    more = f" and {len(names) - MAX_PROBLEMS_SHOWN} more" if names[MAX_PROBLEMS_SHOWN:] else ""
    return ", ".join(names[:MAX_PROBLEMS_SHOWN]) + more
