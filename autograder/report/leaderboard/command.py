"""Run the leaderboard, show its table, write the page and the CSV file."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.course import Lesson
from autograder.report.class_report import report_directory
from autograder.report.leaderboard.entries import leaderboard
from autograder.report.leaderboard.page import as_csv, as_html, cells, explanation
from fmnist_lab.files import write_bytes


def command(
    lesson: Lesson, *, fresh: bool = False, sandboxed: bool = True, out: Path | None = None
) -> int:
    """Run it and write into the directory ``out``; the exit status."""
    rows = leaderboard(
        lesson,
        fresh=fresh,
        sandboxed=sandboxed,
        on_progress=lambda line: print(f"{lesson.name}: {line}", file=sys.stderr, flush=True),
    )
    out = out or report_directory(lesson)
    write_bytes(out / "leaderboard.csv", as_csv(rows).encode())
    write_bytes(out / "leaderboard.html", as_html(lesson, rows).encode())
    table = Table()
    for name in ("rank", "student", "accuracy", "±", "parameters", "CPU min"):
        table.add_column(name, justify="left" if name == "student" else "right", overflow="fold")
    table.add_column("remark", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in cells(row)))
    console = Console()
    console.print(table)
    console.print(Text(explanation()))
    print((out / "leaderboard.html").resolve())
    print("Beside it: leaderboard.csv.")
    return 0
