"""The leaderboard as a page and as a CSV table."""

from __future__ import annotations

import math
from collections.abc import Sequence

from autograder.course import Lesson
from autograder.report import export
from autograder.report.leaderboard.ranking import T_QUANTILE, Row
from autograder.report.leaderboard.trial import SEEDS, minutes
from autograder.report.rendering import render

COLUMNS = (
    "rank",
    "student",
    "mean_accuracy",
    "standard_error",
    "parameters",
    "cpu_minutes",
    "remark",
)
MAX_PICTURE_ROWS = 60


def explanation(images: int = 10_000) -> str:
    """What a gap between two rows means, when each was scored on so many images."""
    noise = 200 * math.sqrt(2 * 0.92 * 0.08 / images)
    return (
        "± is the standard error of three trainings: the luck of training. A row is told apart "
        f"from another when the gap between them is more than {T_QUANTILE} standard errors of "
        "their difference, since three values say little about a spread; bars that just miss each "
        "other prove little. Where the remark says that two rows can't be told apart, their order "
        "is no result: take the cheaper one. The luck of the images is not in it: on "
        f"{images:,} of them, gaps below about {noise:.1f} points can be that."
    )


def cells(row: Row) -> tuple[str, ...]:
    """The texts of a row, one per column; "" where there is no number."""
    result, has_rank = row.result, row.rank is not None
    return (
        str(row.rank) if has_rank else "none",
        row.student,
        f"{result.mean:.4f}" if has_rank else "",
        f"{result.standard_error:.4f}" if has_rank else "",
        f"{result.parameters:,}" if result.parameters else "",
        minutes(result.cpu_seconds) if result.cpu_seconds else "",
        row.remark,
    )


def as_csv(rows: Sequence[Row]) -> str:
    """One line per student; a cell is empty where there is no number."""
    lines: list[Sequence[object]] = [[*COLUMNS, *(f"accuracy_seed_{seed}" for seed in SEEDS)]]
    for row in rows:
        line: list[object] = list(cells(row))
        line[0] = row.rank or ""
        line[4] = row.result.parameters or ""
        accuracies = [round(accuracy, 6) for accuracy in row.result.accuracies]
        lines.append([*line, *accuracies, *[""] * (len(SEEDS) - len(accuracies))])
    return export.table(lines)


def as_html(lesson: Lesson, rows: Sequence[Row], images: int = 10_000) -> str:
    """One page that needs no other file."""
    from autograder.report import pictures
    from fmnist_lab import plots

    points = [
        (row.student.replace("$", r"\$"), row.result.mean, row.result.standard_error)
        for row in rows
        if row.rank is not None
    ][:MAX_PICTURE_ROWS]
    label = "accuracy (share right), mean and standard error"
    picture = pictures.picture(plots.error_bars(points, xlabel=label)) if points else None
    return render(
        "leaderboard.html.j2",
        lesson=lesson.name,
        columns=[name.replace("_", " ").replace("cpu", "CPU") for name in COLUMNS],
        rows=[cells(row) for row in rows],
        explanation=explanation(images),
        picture=picture,
    )
