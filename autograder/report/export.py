"""Tables for spreadsheets and for learning platforms."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from autograder.report.class_data import CheckStatistics, ClassData, Student


def table(rows: Iterable[Sequence[object]]) -> str:
    """CSV. A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    for row in rows:
        writer.writerow([_harmless(value) for value in row])
    return file.getvalue()


def _harmless(value: object) -> object:
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def students(class_data: ClassData, statistics: Sequence[CheckStatistics]) -> str:
    """One row per student."""
    head = ["student", "name", "score", "max_score", "penalty", "waits_for_manual_grading"]
    head += ["points_from_checks", *(check.id for check in statistics), "codes", "outcome", "flags"]
    head += ["cpu_seconds", "wall_seconds", "peak_memory_mb", "seal"]
    rows: list[list[object]] = [list(head)]
    for s in class_data.students:
        if s.verdict is None:
            unknown = [""] * (5 + len(statistics) + 1)  # score to codes
            outcome = "not-graded-yet" if s.has_submission else "no-submission"
            rows.append([s.id, s.name, *unknown, outcome, *[""] * 5])
            continue
        resources = s.verdict.resources
        rows.append(
            [
                s.id,
                s.name,
                s.score,
                s.max_score,
                s.penalty,
                "yes" if s.needs_manual_grading else "no",
                s.verdict.points,
                *(round(s.share_of_points(check.id) * check.points, 4) for check in statistics),
                " ".join(s.messages_by_code()),
                s.verdict.outcome,
                " ".join(flag.code for flag in s.verdict.flags),
                resources.get("cpu_seconds", ""),
                resources.get("wall_seconds", ""),
                round(resources["peak_memory_bytes"] / 1e6)
                if "peak_memory_bytes" in resources
                else "",
                s.verdict.isolation,
            ]
        )
    return table(rows)


def checks(statistics: Sequence[CheckStatistics]) -> str:
    """One row per check."""
    head = ["check", "points", "difficulty", "discrimination", "full", "none", "codes"]
    rows: list[list[object]] = [list(head)]
    for check in statistics:
        value = check.discrimination
        codes = " ".join(f"{code}:{count}" for code, count in check.code_counts)
        rows.append(
            [
                check.id,
                check.points,
                round(check.difficulty, 4),
                "" if value is None else round(value, 4),
                check.full_points,
                check.no_points,
                codes,
            ]
        )
    return table(rows)


def canvas(class_data: ClassData) -> str:
    """What Canvas imports: its five columns, the assignment, a row of possible points.

    Canvas finds students by ID (nbgrader's ``lms_user_id``) or by SIS Login ID (the student id).
    """
    max_score = max((s.max_score for s in class_data.graded), default=0.0)
    rows: list[list[object]] = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", class_data.lesson],
        ["    Points Possible", "", "", "", "", max_score],
    ]
    for s in class_data.students:
        rows.append([_last_first(s), s.lms_id, "", s.id, "", _score(s)])
    return table(rows)


def moodle(class_data: ClassData) -> str:
    """What Moodle imports (Grades, Import, CSV file; map from "Username" or "Email address")."""
    rows: list[list[object]] = [
        ["Username", "ID number", "First name", "Surname", "Email address", class_data.lesson]
    ]
    for s in class_data.students:
        first, _, last = s.name.rpartition(" ")
        rows.append([s.id, s.lms_id, first, last, s.email, _score(s)])
    return table(rows)


def _score(s: Student) -> object:
    """ "" without a grade: only the instructor may give 0 for a missing submission."""
    return "" if s.score is None else round(s.score, 4)


def _last_first(s: Student) -> str:
    first, _, last = s.name.rpartition(" ")
    return f"{last}, {first}" if first else s.name or s.id
