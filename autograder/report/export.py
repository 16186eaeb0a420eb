"""Tables for spreadsheets and for learning platforms."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from autograder.report.class_data import ClassData, Item, Student


def table(rows: Iterable[Sequence[object]]) -> str:
    """CSV; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    for row in rows:
        writer.writerow([_harmless(value) for value in row])
    return file.getvalue()


def _harmless(value: object) -> object:
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def students(made: ClassData, items: Sequence[Item]) -> str:
    """One row a student."""
    head = ["student", "name", "score", "max_score", "penalty", "waits_for_manual_grading"]
    head += ["points_from_checks", *(item.id for item in items), "codes", "outcome", "flags"]
    head += ["cpu_seconds", "wall_seconds", "peak_memory_mb", "seal"]
    rows: list[list[object]] = [list(head)]
    for s in made.students:
        if s.verdict is None:
            unknown = [""] * (5 + len(items) + 1)  # score to codes
            outcome = "not-graded-yet" if s.handed_in else "no-submission"
            rows.append([s.id, s.name, *unknown, outcome, *[""] * 5])
            continue
        used = s.verdict.resources
        rows.append(
            [
                s.id,
                s.name,
                s.score,
                s.max_score,
                s.penalty,
                "yes" if s.waits else "no",
                s.verdict.points,
                *(round(s.share(item.id) * item.points, 4) for item in items),
                " ".join(s.codes()),
                s.verdict.outcome,
                " ".join(flag["code"] for flag in s.verdict.flags),
                used.get("cpu_seconds", ""),
                used.get("wall_seconds", ""),
                round(used["peak_memory_bytes"] / 1e6) if "peak_memory_bytes" in used else "",
                s.verdict.seal,
            ]
        )
    return table(rows)


def checks(items: Sequence[Item]) -> str:
    """One row a check."""
    head = ["check", "points", "difficulty", "discrimination", "full", "none", "codes"]
    rows: list[list[object]] = [list(head)]
    for item in items:
        value = item.discrimination
        codes = " ".join(f"{code}:{count}" for code, count in item.codes)
        rows.append(
            [
                item.id,
                item.points,
                round(item.difficulty, 4),
                "" if value is None else round(value, 4),
                item.full,
                item.none,
                codes,
            ]
        )
    return table(rows)


def canvas(made: ClassData) -> str:
    """What Canvas imports: its five columns, the assignment, a row of possible points.

    Canvas finds students by ID (nbgrader's ``lms_user_id``) or by SIS Login ID (the student id).
    """
    most = max((s.max_score for s in made.judged), default=0.0)
    rows: list[list[object]] = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", made.lesson],
        ["    Points Possible", "", "", "", "", most],
    ]
    for s in made.students:
        rows.append([_last_first(s), s.lms_id, "", s.id, "", _score(s)])
    return table(rows)


def moodle(made: ClassData) -> str:
    """What Moodle imports (Grades, Import, CSV file; map from "Username" or "Email address")."""
    rows: list[list[object]] = [
        ["Username", "ID number", "First name", "Surname", "Email address", made.lesson]
    ]
    for s in made.students:
        first, _, last = s.name.rpartition(" ")
        rows.append([s.id, s.lms_id, first, last, s.email, _score(s)])
    return table(rows)


def _score(s: Student) -> object:
    """A grade of 0 is for the instructor to give to those without a submission."""
    return "" if s.score is None else round(s.score, 4)


def _last_first(s: Student) -> str:
    first, _, last = s.name.rpartition(" ")
    return f"{last}, {first}" if first else s.name or s.id
