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
    writer.writerows([_harmless(value) for value in row] for row in rows)
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
        used, manual = s.verdict.resources, "yes" if s.needs_manual_grading else "no"
        flags = " ".join(flag.code for flag in s.verdict.flags)
        memory_mb = round(used["peak_memory_bytes"] / 1e6) if used else ""
        row = [s.id, s.name, s.score, s.max_score, s.penalty, manual, s.verdict.points]
        row += [round(s.share_of_points(check.id) * check.points, 4) for check in statistics]
        row += [" ".join(s.messages_by_code()), s.verdict.outcome, flags]
        row += [used.get("cpu_seconds", ""), used.get("wall_seconds", ""), memory_mb]
        rows.append([*row, s.verdict.isolation])
    return table(rows)


def checks(statistics: Sequence[CheckStatistics]) -> str:
    """One row per check."""
    rows: list[list[object]] = [
        ["check", "points", "difficulty", "discrimination", "full", "none", "codes"]
    ]
    for check in statistics:
        r = "" if check.discrimination is None else round(check.discrimination, 4)
        codes = " ".join(f"{code}:{count}" for code, count in check.code_counts)
        difficulty, counts = round(check.difficulty, 4), (check.full_points, check.no_points)
        rows.append([check.id, check.points, difficulty, r, *counts, codes])
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
        first, _, last = s.name.rpartition(" ")
        name = f"{last}, {first}" if first else s.name or s.id
        rows.append([name, s.lms_id, "", s.id, "", _score(s)])
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
