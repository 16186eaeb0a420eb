"""How long each lesson computes: its solution notebook, all cells, from a fresh kernel.

    python benchmarks/lessons.py [LESSON ...] [--kept]

Prints a table and writes runs/lessons/times.json. --kept takes the seconds of notebooks that were
executed before and have not changed: beside other work, if the tests did it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.course import find_course, find_lessons
from autograder.publish.execute import executed_solution
from fmnist_lab.errors import CourseError

# Seconds that a lesson may take on two CPU cores.
LIMITS = {"06": 300.0}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lessons", nargs="*", metavar="LESSON")
    parser.add_argument(
        "--kept", action="store_true", help="execute only what has changed since it was executed"
    )
    options = parser.parse_args()
    course = find_course(Path(__file__).parent)
    kept = course / "runs" / "lessons"
    rows = {}
    for lesson in find_lessons(course, options.lessons):
        if not options.kept:
            (kept / f"{lesson.name}.ipynb").unlink(missing_ok=True)
        done = executed_solution(lesson, kept)
        rows[lesson.name] = {
            "seconds": round(done.seconds, 1),
            "limit": LIMITS.get(lesson.number, 90.0),
            "points": sum(done.scores.values()),
            "of": lesson.traits.automatic_points,
        }
    machine = {"cpus": os.cpu_count(), "python": platform.python_version()}
    times = kept / "times.json"
    times.write_text(json.dumps({"machine": machine, "lessons": rows}, indent=1) + "\n")
    table = Table("lesson", title=f"Solution notebooks on {os.cpu_count()} CPUs")
    for name in ("seconds", "limit", "of the limit", "points"):
        table.add_column(name, justify="right")
    for name, row in rows.items():
        table.add_row(
            name,
            f"{row['seconds']:.1f}",
            f"{row['limit']:.0f}",
            f"{row['seconds'] / row['limit']:.0%}",
            f"{row['points']:g}/{row['of']:g}",
        )
    Console().print(table)
    print(f"written to {times}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CourseError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_status)
