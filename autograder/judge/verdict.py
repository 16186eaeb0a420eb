"""A verdict: one JSON document about one submission."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from autograder.checks.run import CheckResult
from autograder.screening.flags import Flag
from fmnist_lab.errors import CourseError

FORMAT = 1
MAX_FLAG_CHARACTERS = 600
MAX_TEXT_CHARACTERS = 4_000  # of each text of a check's result


class Isolation(StrEnum):
    """How far a verdict can be trusted: how the student's code was kept from the scores."""

    SANDBOX = "sealed"  # judged from outside of a sandbox
    NONE = "no-sandbox"  # judged from outside of a process that nothing confines
    KERNEL_TESTS = "unsealed"  # scored by the notebook's own tests, as nbgrader does

    @classmethod
    def of(cls, sandboxed: bool) -> Isolation:
        """The isolation of a submission that the judge has judged."""
        return cls.SANDBOX if sandboxed else cls.NONE


class RunEnding(StrEnum):
    """Why a notebook did not run to its end."""

    TIME_LIMIT = "time-limit"
    MEMORY_LIMIT = "memory-limit"
    PROCESSES_LIMIT = "processes-limit"
    DISK_LIMIT = "disk-limit"
    OUTPUT_LIMIT = "output-limit"
    KERNEL_DIED = "kernel-died"
    TOO_LARGE = "too-large"  # it has too many cells and was not run


class FlagCode(StrEnum):
    """The judge's own flags; each ``RunEnding`` is a flag's code too."""

    DUPLICATE_CELL = "duplicate-cell"  # the cell of a check is there twice
    CHECK_BROKEN = "check-broken"  # a check raised an exception that it should not raise
    CANNOT_CROSS = "cannot-cross"  # an object of the student's can't be sent out of the box
    BUDGET_USED_UP = "budget-used-up"  # a cell was interrupted: the notebook had computed for long
    LITTLE_COMPUTING = "little-computing"  # the network is better than the computing explains


@dataclass(frozen=True)
class CheckVerdict(CheckResult):
    """The result of one check, and the ``grade_id`` of the cell that nbgrader grades."""

    grade_id: str = ""

    @classmethod
    def of(cls, result: CheckResult, grade_id: str) -> CheckVerdict:
        """The entry for a result, its texts cut, and lone surrogates in them replaced."""
        bounded = {
            name: value[:MAX_TEXT_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
            for name, value in vars(result).items()
            if name in ("code", "observed", "example", "printed")
        }
        return cls(**{**vars(result), **bounded}, grade_id=grade_id)


@dataclass(frozen=True)
class Verdict:
    """The verdict on one submission, as ``verdict.json`` stores it.

    ``submission`` is the SHA-256 of what was judged; the seeds of its checks come from ``seed``.
    ``checks`` holds every check of the lesson, in its order. ``errors`` gives the last line of
    what a student's cell raised, by grade_id or cell id. ``outcome`` is "" when the notebook ran
    to its end; else it is a ``RunEnding``, or the code for which the submission was not run.
    ``message`` is a sentence about the outcome. ``flags`` are for the instructor. ``resources``
    has "cpu_seconds", "wall_seconds" and "peak_memory_bytes".
    """

    lesson: str
    submission: str
    seed: str
    isolation: str  # an Isolation; "seal" in the JSON
    checks: list[CheckVerdict] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    outcome: str = ""
    message: str = ""
    flags: list[Flag] = field(default_factory=list)
    resources: dict[str, float] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def points(self) -> float:
        """The points that the checks gave."""
        return float(sum(check.score for check in self.checks))

    @property
    def max_points(self) -> float:
        """The points that the checks can give."""
        return float(sum(check.points for check in self.checks))

    def to_json(self) -> str:
        """The document, readable by people."""
        content = {"seal" if name == "isolation" else name: v for name, v in vars(self).items()}
        content["checks"] = [dict(vars(check)) for check in self.checks]
        if self.isolation == Isolation.KERNEL_TESTS:  # nbgrader's tests give a score, no words
            keys = ("id", "grade_id", "points", "score")
            content["checks"] = [{key: c[key] for key in keys} for c in content["checks"]]
        content["flags"] = [asdict(flag) for flag in self.flags]
        return json.dumps(content, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Verdict:
        """Read a verdict. Raises CourseError for a text that is none."""
        try:
            content = json.loads(text)
            if content["format"] != FORMAT:
                raise CourseError(
                    f"The verdict has format {content['format']!r}; expected {FORMAT}: judge again."
                )
            content["isolation"] = content.pop("seal")
            content["checks"] = [CheckVerdict(**check) for check in content["checks"]]
            content["flags"] = [Flag(**flag) for flag in content["flags"]]
            return cls(**content)
        except (ValueError, TypeError, KeyError):
            raise CourseError("This is not a verdict; expected the JSON that judging wrote.") from (
                None
            )


@dataclass
class RunResult:
    """A notebook that has run: outputs by cell id, errors, how it ended, what it used.

    ``reasons`` says, by check, why a name was missing: a cell that had ended with an error.
    ``interrupted`` says in which cell it had used up its budget of computing; "" when it had not.
    """

    outputs: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    outcome: str = ""
    message: str = ""
    resources: dict[str, float] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    interrupted: str = ""


@dataclass(frozen=True)
class GradingResult:
    """A verdict, and what to show: the outputs of each code cell that ran, by cell id.

    Graded cells have the judge's own outputs: see ``graded_cell_outputs``.
    """

    verdict: Verdict
    outputs: dict[str, list[dict[str, Any]]]


def graded_cell_outputs(text: str, html: str, score: float) -> list[dict[str, Any]]:
    """What a graded cell shows: a panel, then the score as the one result, where nbgrader reads it."""
    return [
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"text/plain": text, "text/html": html},
        },
        {
            "output_type": "execute_result",
            "metadata": {},
            "execution_count": None,
            "data": {"text/plain": repr(float(score))},
        },
    ]
