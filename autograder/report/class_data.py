"""What is known of a class after grading: verdicts, grades, and figures about the checks."""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.course import Lesson, nbgrader_metadata
from autograder.judge import Verdict
from fmnist_lab.errors import CourseError

MIN_STUDENTS_FOR_DISCRIMINATION = 10
MAX_ANSWER_CHARACTERS = 50_000  # of one student's code, for the comparison of notebooks


@dataclass(frozen=True)
class Student:
    """One student.

    ``verdict`` is None if no submission was graded. ``score`` and ``max_score`` are the
    gradebook's: with the points given by hand, less the late ``penalty``. ``answers`` is the code
    of the student's own cells. ``has_submission`` is true of one that is not graded yet, too.
    """

    id: str
    name: str = ""
    email: str = ""
    lms_id: str = ""
    verdict: Verdict | None = None
    score: float | None = None
    max_score: float = 0.0
    penalty: float = 0.0
    needs_manual_grading: bool = False
    late_seconds: float = 0.0
    answers: str = ""
    has_submission: bool = False

    def share_of_points(self, check_id: str) -> float:
        """The share of a check's points that the student earned, from 0 to 1."""
        assert self.verdict is not None
        for check in self.verdict.checks:
            if check.id == check_id:
                return check.score / check.points if check.points else 0.0
        return 0.0

    def messages_by_code(self) -> dict[str, str]:
        """The codes of the misconceptions in the verdict, with what the student was told."""
        assert self.verdict is not None
        messages: dict[str, str] = {}
        for check in self.verdict.checks:
            if check.code:
                messages.setdefault(check.code, check.observed)
        return messages


@dataclass(frozen=True)
class CheckStatistics:
    """The item analysis of one check.

    ``difficulty`` is the mean share of its points that students earned, 1 for an easy check.
    ``discrimination`` is the correlation of that share with the points of all other checks (the
    corrected item-total correlation). It is None when it would say nothing: the students are
    few, or all have the same points. ``full_points`` and ``no_points`` count students,
    ``code_counts`` the students with each misconception.
    """

    id: str
    points: float
    statement: str
    difficulty: float
    full_points: int
    no_points: int
    discrimination: float | None
    code_counts: list[tuple[str, int]]

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
    """A misconception and its students; ``example`` is what one of them was told."""

    code: str
    title: str
    why: str
    example: str
    students: list[str]


@dataclass
class ClassData:
    """A class and one lesson; ``course`` is nbgrader's course id, "" if there is none."""

    lesson: str
    course: str
    students: list[Student] = field(default_factory=list)

    @property
    def graded(self) -> list[Student]:
        """The students with a verdict."""
        return [s for s in self.students if s.verdict is not None]

    @property
    def verdicts(self) -> list[Verdict]:
        """The verdicts of the graded students, in the same order."""
        return [s.verdict for s in self.students if s.verdict is not None]

    @property
    def without_submission(self) -> list[Student]:
        """The students who handed nothing in."""
        return [s for s in self.students if s.verdict is None and not s.has_submission]

    @property
    def ungraded(self) -> list[Student]:
        """The students whose submission is not graded yet: it is new, or a run was stopped."""
        return [s for s in self.students if s.verdict is None and s.has_submission]

    def check_statistics(self, lesson: Lesson) -> list[CheckStatistics]:
        """The item analysis, one entry per check."""
        statistics_by_check = []
        for check in lesson.checks.values():
            shares = [s.share_of_points(check.id) for s in self.graded]
            other_points = [
                verdict.points - share * check.points
                for verdict, share in zip(self.verdicts, shares, strict=True)
            ]
            code_counts = Counter(
                result.code
                for verdict in self.verdicts
                for result in verdict.checks
                if result.id == check.id and result.code
            )
            enough = len(shares) >= MIN_STUDENTS_FOR_DISCRIMINATION
            statistics_by_check.append(
                CheckStatistics(
                    id=check.id,
                    points=check.points,
                    statement=check.statement,
                    difficulty=statistics.fmean(shares) if shares else 0.0,
                    full_points=sum(share >= 1 for share in shares),
                    no_points=sum(share <= 0 for share in shares),
                    discrimination=correlation(shares, other_points) if enough else None,
                    code_counts=code_counts.most_common(),
                )
            )
        return statistics_by_check

    def mistakes(self) -> list[MistakeCount]:
        """The misconceptions, the most frequent first."""
        from autograder.checks.catalogue import catalogue

        messages: dict[str, dict[str, str]] = defaultdict(dict)  # by code, by student
        for student in self.graded:
            for code, message in student.messages_by_code().items():
                messages[code][student.id] = message
        counts = []
        for code in sorted(messages, key=lambda c: (-len(messages[c]), c)):
            entry = catalogue().get(code)
            title, why = (entry.title, entry.why) if entry else (code, "")
            example = Counter(messages[code].values()).most_common(1)[0][0]
            counts.append(MistakeCount(code, title, why, example, list(messages[code])))
        return counts


def correlation(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Pearson's correlation; None if one of the two does not vary."""
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
    class_data = ClassData(lesson.name, coursedir.course_id)
    not_yet = CourseError(
        f"Nothing of {lesson.name} has been graded. Run `autograder grade {lesson.number}` first."
    )
    if not check_gradebook(coursedir.db_url, coursedir.course_id):
        raise not_yet
    handed_in: list[str] = []
    with suppress(CourseError):  # there is none
        handed_in = list(find_submissions(coursedir, lesson.name)[0])
    with open_gradebook(coursedir) as gb:
        try:
            gb.find_assignment(lesson.name)
        except MissingEntry:
            raise not_yet from None
        submissions = {s.student_id: s for s in gb.assignment_submissions(lesson.name)}
        for student in gb.students:
            directory = Path(
                coursedir.format_path(coursedir.autograded_directory, student.id, lesson.name)
            )
            names = [student.first_name, student.last_name]
            class_data.students.append(
                Student(
                    student.id,
                    name=" ".join(name for name in names if name),
                    email=student.email or "",
                    lms_id=str(getattr(student, "lms_user_id", None) or ""),
                    has_submission=student.id in handed_in,
                    **_grade(submissions.get(student.id), directory, lesson.name),
                )
            )
    # Students who are not on the class list: grading enrols whoever handed something in.
    enrolled = {student.id for student in class_data.students}
    class_data.students += [Student(s, has_submission=True) for s in handed_in if s not in enrolled]
    if not class_data.graded:
        raise not_yet
    return class_data


def _grade(submission: Any, directory: Path, lesson: str) -> dict[str, Any]:
    """The fields of a Student that are known after grading; empty before it.

    ``submission`` is the gradebook's entry or None, ``directory`` what was autograded.
    """
    if submission is None:
        return {}
    try:
        verdict = Verdict.from_json((directory / "verdict.json").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, CourseError):
        return {}
    penalty = float(submission.late_submission_penalty or 0)
    return {
        "verdict": verdict,
        # nbgrader's `score` is before the penalty; its exporter subtracts it as here.
        "score": max(0.0, float(submission.score) - penalty),
        "max_score": float(submission.max_score),
        "penalty": penalty,
        "needs_manual_grading": bool(submission.needs_manual_grade),
        "late_seconds": float(submission.total_seconds_late or 0),
        "answers": _answers(directory / f"{lesson}.ipynb"),
    }


def _answers(path: Path) -> str:
    """The code of the answer cells and of cells that the student added."""
    import nbformat

    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception:
        return ""
    sources = []
    for cell in notebook.cells:
        metadata = nbgrader_metadata(cell)
        answers = metadata.get("solution") and not (metadata.get("locked") or metadata.get("grade"))
        if cell.cell_type == "code" and (answers or not metadata):
            sources.append(cell.source)
    return "\n".join(sources)[:MAX_ANSWER_CHARACTERS]
