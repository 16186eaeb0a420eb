"""A verdict: one JSON document about one submission."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from typing import Any

from fmnist_lab.errors import CourseError

FORMAT = 1


@dataclass(frozen=True)
class Verdict:
    """What came of a submission.

    ``submission`` is the SHA-256 of what was judged, ``seed`` what the checks' seeds come of,
    ``seal`` "sealed", "unsealed" (scored as nbgrader scores) or "no-sandbox". ``checks`` has
    every check of the lesson, in its order: the fields of a Result and "grade_id". ``errors``
    gives the last line of what a student's cell raised, by grade_id or cell id. ``outcome`` is
    "" or says how the notebook ended ("time-limit", "memory-limit", "kernel-died"...), and
    ``message`` is a sentence about it. ``flags`` ({"code", "message"}) are for the instructor.
    ``resources`` has "cpu_seconds", "wall_seconds" and "peak_memory_bytes".
    """

    lesson: str
    submission: str
    seed: str
    seal: str
    checks: list[dict[str, Any]] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    outcome: str = ""
    message: str = ""
    flags: list[dict[str, str]] = field(default_factory=list)
    resources: dict[str, float] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def points(self) -> float:
        """Earned."""
        return float(sum(check["score"] for check in self.checks))

    @property
    def max_points(self) -> float:
        """To be had from the checks."""
        return float(sum(check["points"] for check in self.checks))

    def to_json(self) -> str:
        """The document, readable by people."""
        return json.dumps({f.name: getattr(self, f.name) for f in fields(self)}, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Verdict:
        """Read one back. Raises CourseError for anything else."""
        try:
            content = json.loads(text)
            if content["format"] != FORMAT:
                raise CourseError(
                    f"The verdict has format {content['format']!r}; expected {FORMAT}: judge again."
                )
            return cls(**content)
        except (ValueError, TypeError, KeyError):
            raise CourseError("This is not a verdict; expected the JSON that judging wrote.") from (
                None
            )


@dataclass(frozen=True)
class GradingResult:
    """A verdict, and what to show: the outputs of each code cell that ran, by cell id.

    Graded cells have the judge's own: a display_data with the panel and one execute_result with
    the score.
    """

    verdict: Verdict
    outputs: dict[str, list[dict[str, Any]]]
