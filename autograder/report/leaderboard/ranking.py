"""The order of the leaderboard, and which places can't be told apart."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from autograder.report.leaderboard.trial import EntryResult

# The 97.5 % quantile of Student's t with two degrees of freedom, for the mean of three values.
T_QUANTILE = 4.3
MAX_NAMES = 5  # in a remark


@dataclass(frozen=True)
class LeaderboardRow:
    """A student's place. ``rank`` is None when the entry has none.

    ``indistinguishable`` names the students whose entries can't be told apart from this one.
    """

    student: str
    result: EntryResult
    rank: int | None = None
    indistinguishable: tuple[str, ...] = ()

    @property
    def remark(self) -> str:
        """The reason for no rank, the rows that can't be told apart, and the result's remarks."""
        sentences = [self.result.reason] if self.result.reason else []
        if self.indistinguishable:
            names = ", ".join(self.indistinguishable[:MAX_NAMES])
            others = len(self.indistinguishable) - MAX_NAMES
            more = f" and {others} more" if others > 0 else ""
            sentences.append(f"Can't be told apart from {names}{more}.")
        return " ".join([*sentences, *self.result.remarks])


def _differ(first: EntryResult, second: EntryResult) -> bool:
    """Whether the gap between two means is larger than the luck of three trainings explains."""
    spread = math.hypot(first.standard_error, second.standard_error)
    return abs(first.mean - second.mean) > T_QUANTILE * spread


def ranked(results: Iterable[tuple[str, EntryResult]]) -> list[LeaderboardRow]:
    """Each student's row, the best first; equal means have the same rank, no rank comes last."""
    rows = [LeaderboardRow(student, result) for student, result in results]
    unranked = sorted((r for r in rows if r.result.reason), key=lambda r: r.student)
    in_order = sorted(
        (r for r in rows if not r.result.reason),
        key=lambda r: (-r.result.mean, r.result.cpu_seconds, r.student),
    )
    means = [r.result.mean for r in in_order]
    return [
        replace(
            row,
            rank=means.index(row.result.mean) + 1,
            indistinguishable=tuple(
                other.student
                for other in in_order
                if other is not row and not _differ(row.result, other.result)
            ),
        )
        for row in in_order
    ] + unranked
