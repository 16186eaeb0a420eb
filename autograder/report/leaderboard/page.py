"""``autograder leaderboard``: the table, the page and the CSV file."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.course import Lesson
from autograder.report import export
from autograder.report.class_report import render, report_directory
from autograder.report.leaderboard.entries import leaderboard
from autograder.report.leaderboard.ranking import T_QUANTILE, LeaderboardRow
from autograder.report.leaderboard.trial import SEEDS, minutes
from fmnist_lab.files import write_bytes

MEASURES = ("mean_accuracy", "standard_error", "parameters", "cpu_minutes")
COLUMNS = ("rank", "student", *MEASURES, "remark")
MAX_PICTURE_ROWS = 60
TEST_IMAGES = 10_000
# Two standard errors of the difference of two accuracies near 0.92.
IMAGE_NOISE_POINTS = 200 * math.sqrt(2 * 0.92 * 0.08 / TEST_IMAGES)
EXPLANATION = (
    "± is the standard error of three trainings: the luck of training. A row is told apart "
    f"from another when the gap between them is more than {T_QUANTILE} standard errors of "
    "their difference, since three values say little about a spread; bars that just miss each "
    "other prove little. Where the remark says that two rows can't be told apart, their order "
    "is no result: take the cheaper one. ± does not include the luck of the images: on "
    f"{TEST_IMAGES:,} of them, that luck explains gaps below about {IMAGE_NOISE_POINTS:.1f} points."
)


def command(lesson: Lesson, *, ignore_cache: bool, sandboxed: bool, out: Path | None) -> int:
    """Rank the entries, and write into the directory ``out``; returns the exit status."""
    rows = leaderboard(
        lesson,
        ignore_cache=ignore_cache,
        sandboxed=sandboxed,
        on_progress=lambda line: print(f"{lesson.name}: {line}", file=sys.stderr, flush=True),
    )
    out = out or report_directory(lesson)
    write_bytes(out / "leaderboard.csv", as_csv(rows).encode())
    write_bytes(out / "leaderboard.html", as_html(lesson, rows).encode())
    table = Table()
    for name in ("rank", "student", "accuracy", "±", "parameters", "CPU min", "remark"):
        is_text = name in ("student", "remark")
        table.add_column(name, justify="left" if is_text else "right", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in cells(row)))
    console = Console()
    console.print(table)
    console.print(Text(EXPLANATION))
    print((out / "leaderboard.html").resolve())
    print("Beside it: leaderboard.csv.")
    return 0


def cells(row: LeaderboardRow) -> tuple[str, ...]:
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


def as_csv(rows: Sequence[LeaderboardRow]) -> str:
    """One line per student; a cell is empty where there is no number."""
    lines: list[Sequence[object]] = [[*COLUMNS, *(f"accuracy_seed_{seed}" for seed in SEEDS)]]
    for row in rows:
        line: list[object] = list(cells(row))
        line[0] = row.rank or ""
        line[4] = row.result.parameters or ""
        accuracies = [round(accuracy, 6) for accuracy in row.result.accuracies]
        lines.append([*line, *accuracies, *[""] * (len(SEEDS) - len(accuracies))])
    return export.table(lines)


def as_html(lesson: Lesson, rows: Sequence[LeaderboardRow]) -> str:
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
        explanation=EXPLANATION,
        picture=picture,
    )
