"""What is known of a class after grading: verdicts, grades, and figures about the checks."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.course import Lesson, grading
from autograder.judge import Verdict
from fmnist_lab.errors import CourseError

FEW = 10  # students, below which no figure about a check's discrimination is given
CODE_CHARACTERS = 50_000  # of one student's answers that are compared


@dataclass(frozen=True)
class Student:
    """One student. ``verdict`` is None without a submission; scores are the gradebook's.

    ``score`` counts manual points and penalties too; ``answers`` is the code of the student's
    own cells; ``handed_in`` whether there is a submission, graded or not.
    """

    id: str
    name: str = ""
    email: str = ""
    lms_id: str = ""
    verdict: Verdict | None = None
    score: float | None = None
    max_score: float = 0.0
    penalty: float = 0.0
    waits: bool = False  # for a person to grade something
    late_seconds: float = 0.0
    answers: str = ""
    handed_in: bool = False

    def share(self, check: str) -> float:
        """The part of a check's points that was earned."""
        assert self.verdict is not None
        for found in self.verdict.checks:
            if found["id"] == check:
                return float(found["score"]) / float(found["points"]) if found["points"] else 0.0
        return 0.0

    def codes(self) -> dict[str, str]:
        """The misconceptions that the verdict names, with what the student was told."""
        assert self.verdict is not None
        told: dict[str, str] = {}
        for found in self.verdict.checks:
            if found["code"]:
                told.setdefault(found["code"], str(found["observed"]))
        return told


@dataclass(frozen=True)
class Item:
    """One check. ``difficulty`` is the mean share of points earned, 1 for an easy one.

    ``discrimination`` is the correlation of that share with the points of all other checks (the
    corrected item-total correlation), None where it says nothing: few students, or all alike.
    """

    id: str
    points: float
    statement: str
    difficulty: float
    full: int
    none: int
    discrimination: float | None
    codes: list[tuple[str, int]]

    @property
    def reading(self) -> str:
        """What the discrimination suggests, in words."""
        if self.discrimination is None:
            return "no figure"
        if self.discrimination < 0:
            return "look at it: strong students miss it"
        if self.discrimination < 0.2:
            return "tells little"
        return "good" if self.discrimination >= 0.4 else "fair"


@dataclass(frozen=True)
class MistakeCount:
    """One misconception in this class; ``told`` is what one of them saw, with its own inputs."""

    code: str
    title: str
    why: str
    told: str
    students: list[str]


@dataclass
class ClassData:
    """A graded class. ``judged`` have a verdict, ``ungraded`` wait for one, ``absent`` have no
    submission."""

    lesson: str
    course: str
    students: list[Student] = field(default_factory=list)

    @property
    def judged(self) -> list[Student]:
        """Those with a verdict."""
        return [s for s in self.students if s.verdict is not None]

    @property
    def absent(self) -> list[Student]:
        """Those who handed nothing in."""
        return [s for s in self.students if s.verdict is None and not s.handed_in]

    @property
    def ungraded(self) -> list[Student]:
        """Those whose submission was not graded yet: new, or left by a run that was stopped."""
        return [s for s in self.students if s.verdict is None and s.handed_in]

    @property
    def max_points(self) -> float:
        """To be had from checks."""
        return max((s.verdict.max_points for s in self.judged if s.verdict), default=0.0)

    def points(self) -> list[float]:
        """Earned from checks, by student."""
        return [s.verdict.points for s in self.judged if s.verdict]

    def items(self, lesson: Lesson) -> list[Item]:
        """Each check's figures."""
        found = []
        for check in lesson.checks.values():
            shares = [s.share(check.id) for s in self.judged]
            rest = [
                p - share * check.points for p, share in zip(self.points(), shares, strict=True)
            ]
            counts = Counter(
                c["code"]
                for s in self.judged
                if s.verdict
                for c in s.verdict.checks
                if c["id"] == check.id and c["code"]
            )
            found.append(
                Item(
                    id=check.id,
                    points=check.points,
                    statement=check.statement,
                    difficulty=statistics.fmean(shares) if shares else 0.0,
                    full=sum(share >= 1 for share in shares),
                    none=sum(share <= 0 for share in shares),
                    discrimination=correlation(shares, rest) if len(shares) >= FEW else None,
                    codes=counts.most_common(),
                )
            )
        return found

    def mistakes(self) -> list[MistakeCount]:
        """The misconceptions, the most frequent first."""
        from autograder.checks.catalogue import catalogue

        who: dict[str, list[str]] = {}
        said: dict[str, Counter[str]] = {}
        for student in self.judged:
            for code, told in student.codes().items():
                who.setdefault(code, []).append(student.id)
                said.setdefault(code, Counter())[told] += 1
        found = []
        for code in sorted(who, key=lambda c: (-len(who[c]), c)):
            entry = catalogue().get(code)
            found.append(
                MistakeCount(
                    code,
                    entry.title if entry else code,
                    entry.why if entry else "",
                    said[code].most_common(1)[0][0],
                    who[code],
                )
            )
        return found


def correlation(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Pearson's, None when one of them doesn't vary."""
    try:
        value = statistics.correlation(a, b)
    except statistics.StatisticsError:
        return None
    return value if math.isfinite(value) else None


def gather(lesson: Lesson) -> ClassData:
    """Read the gradebook and the autograded directories.

    Raises CourseError when nothing of the lesson was graded yet.
    """
    from nbgrader.api import MissingEntry

    from autograder.nbgrader_plugin.course_directory import course_directory, find_submissions
    from autograder.nbgrader_plugin.database import check_gradebook, open_gradebook

    coursedir = course_directory(lesson)
    made = ClassData(lesson.name, coursedir.course_id)
    not_yet = CourseError(
        f"Nothing of {lesson.name} has been graded. Run `autograder grade {lesson.number}` first."
    )
    if not check_gradebook(coursedir):
        raise not_yet
    with open_gradebook(coursedir) as gb:
        try:
            gb.find_assignment(lesson.name)
        except MissingEntry:
            raise not_yet from None
        submissions = {s.student_id: s for s in gb.assignment_submissions(lesson.name)}
        try:
            handed_in = dict.fromkeys(find_submissions(coursedir, lesson.name))
        except CourseError:  # none, or one with an odd name, of which grading tells
            handed_in = {}
        for student in gb.students:
            names = [student.first_name or "", student.last_name or ""]
            about: dict[str, Any] = {
                "name": " ".join(n for n in names if n),
                "email": student.email or "",
                "lms_id": str(getattr(student, "lms_user_id", None) or ""),
                "handed_in": student.id in handed_in,
            }
            handed_in.pop(student.id, None)
            directory = Path(
                coursedir.format_path(coursedir.autograded_directory, student.id, lesson.name)
            )
            verdict = _verdict(directory)
            submission = submissions.get(student.id)
            if submission is not None and verdict is not None:
                penalty = float(submission.late_submission_penalty or 0)
                about |= {
                    "verdict": verdict,
                    # as nbgrader's own exporter has it; `score` alone leaves the penalty out
                    "score": max(0.0, float(submission.score) - penalty),
                    "max_score": float(submission.max_score),
                    "penalty": penalty,
                    "waits": bool(submission.needs_manual_grade),
                    "late_seconds": float(submission.total_seconds_late or 0),
                    "answers": _answers(directory / f"{lesson.name}.ipynb"),
                }
            made.students.append(Student(student.id, **about))
        # a class list is no must: grading enrols whoever handed something in
        made.students += [Student(student, handed_in=True) for student in handed_in]
    if not made.judged:
        raise not_yet
    return made


def _verdict(directory: Path) -> Verdict | None:
    try:
        return Verdict.from_json((directory / "verdict.json").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, CourseError):
        return None


def _answers(path: Path) -> str:
    """The code of the student's answer cells and own cells."""
    import nbformat

    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception:
        return ""
    own = [
        cell.source
        for cell in notebook.cells
        if cell.cell_type == "code"
        and not grading(cell).get("locked")
        and not grading(cell).get("grade")
        and (grading(cell).get("solution") or not grading(cell))
    ]
    return "\n".join(own)[:CODE_CHARACTERS]
