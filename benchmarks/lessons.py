"""How long each lesson takes: what a beginner reads and writes, and what its solution computes.

    python benchmarks/lessons.py [LESSON ...] [--kept | --words]

Prints a table and writes runs/lessons/times.json. --kept takes the seconds of notebooks that were
executed before and have not changed: beside other work, if the tests did it. --words executes
nothing.

The minutes are an estimate: 130 words per minute over the text and the code that is not folded up,
1 for a prediction, 7 for an answer in words, and for each exercise what EXERCISE_MINUTES says. Each
lesson's header must say about as much (tests/benchmarks/test_lessons.py).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import sys
from pathlib import Path
from typing import Any

import nbformat
from rich.console import Console
from rich.table import Table

from autograder.course import Lesson, find_course, find_lessons, nbgrader_metadata
from autograder.publish.execute import executed_solution
from autograder.student.start_page import title_and_minutes
from fmnist_lab.errors import CourseError

# Seconds that a lesson may take on two CPU cores.
LIMITS = {"06": 300.0}
WORDS_PER_MINUTE = 130
MINUTES = {"answers": 7, "predictions": 1}
# For a beginner, with the waiting for trainings, by grade_id. An estimate; 8 for all others.
EXERCISE_MINUTES = {
    "split_columns": 5,
    "class_counts": 5,
    "mean_image": 5,
    "to_images": 5,
    "rescale": 5,
    "preprocess": 12,
    "train_validation_split": 25,
    "conv2d": 25,
    "max_pool": 12,
    "count_parameters": 5,
    "build_cnn": 20,
    "softmax": 10,
    "diagnose": 12,
    "model": 40,
    "build_model": 30,
}
OTHER_EXERCISE = 8


def to_read(notebook: Any) -> dict[str, int]:
    """What a released notebook asks of its reader, by the names in the table.

    Words are those of text cells and of code that is not folded up; "writing" is the minutes for
    the exercises.
    """
    counts = {"words": 0, "exercises": 0, "writing": 0, "answers": 0, "predictions": 0}
    for cell in notebook.cells:
        if not cell.metadata.get("jupyter", {}).get("source_hidden"):
            counts["words"] += len(re.findall(r"\w+(?:[.']\w+)*", cell.source))
        metadata = nbgrader_metadata(cell)
        if metadata.get("solution") and cell.cell_type == "code":
            counts["exercises"] += 1
            counts["writing"] += EXERCISE_MINUTES.get(metadata["grade_id"], OTHER_EXERCISE)
        elif metadata.get("solution"):
            counts["answers"] += 1
        counts["predictions"] += cell.cell_type == "code" and ".predict(" + '"' in cell.source
    return counts


def minutes_of(counts: dict[str, int]) -> float:
    """The minutes that a beginner needs for it, by the rates above."""
    others = sum(minutes * counts[what] for what, minutes in MINUTES.items())
    return counts["words"] / WORDS_PER_MINUTE + counts["writing"] + others


def print_words(lessons: list[Lesson]) -> None:
    """The table of what there is to read, beside what the headers say."""
    table = Table("lesson", title="What a beginner reads and writes")
    for name in ("words", "exercises", "writing", "answers", "predictions", "minutes", "header"):
        table.add_column(name, justify="right")
    for lesson in lessons:
        path = lesson.released / f"{lesson.name}.ipynb"
        counts = to_read(nbformat.read(path, as_version=4))
        said = title_and_minutes(path)[1]
        table.add_row(
            lesson.name, *map(str, counts.values()), f"{minutes_of(counts):.0f}", said or "none"
        )
    Console().print(table)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lessons", nargs="*", metavar="LESSON")
    parser.add_argument(
        "--kept", action="store_true", help="execute only what has changed since it was executed"
    )
    parser.add_argument("--words", action="store_true", help="only what there is to read")
    options = parser.parse_args()
    course = find_course(Path(__file__).parent)
    print_words(find_lessons(course, options.lessons))
    if options.words:
        return 0
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
