"""Commands for students: these alone are in their zip."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder.cli.arguments import Commands, add_command, add_lessons
from fmnist_lab.errors import CourseError


def add(commands: Commands) -> None:
    """Add ``start``, ``hand-in``, ``checks`` and ``packages``."""
    about = "Copy the lessons to work/ and open JupyterLab there."
    start = add_command(commands, "start", _start, about)
    about = "copy, but don't open JupyterLab"
    start.add_argument("--no-open", dest="open", action="store_false", help=about)
    about = "options for JupyterLab, after --, as in: -- --no-browser --port 8890"
    start.add_argument("jupyter", nargs="*", metavar="OPTION", help=about)

    about = "Say what is missing, and make the archive to upload."
    hand_in = add_command(commands, "hand-in", _hand_in, about)
    about = 'a lesson, as "02" or "02_preprocess"'
    hand_in.add_argument("lessons", nargs="+", metavar="LESSON", help=about)

    about = "List the checks: points, statements, misconceptions."
    add_lessons(add_command(commands, "checks", _checks, about))

    about = "List the packages that a submission may import when it is graded."
    packages = add_command(commands, "packages", _packages, about)
    packages.add_argument("--json", action="store_true", help="a JSON list in place of the table")


def _start(options: argparse.Namespace) -> int:
    from autograder.student import start

    return start.command(Path.cwd(), open_lab=options.open, jupyter_options=options.jupyter)


def _hand_in(options: argparse.Namespace) -> int:
    from autograder.student import hand_in

    return hand_in.command(Path.cwd(), lessons=options.lessons)


def _packages(options: argparse.Namespace) -> int:
    from autograder.student import packages

    return packages.command(json_output=options.json)


def _checks(options: argparse.Namespace) -> int:
    from rich.console import Console
    from rich.table import Table

    from autograder.checks import registry
    from fmnist_lab.lessons import LESSONS

    numbers = registry.lesson_numbers()
    known = {lesson.name: lesson.number for lesson in LESSONS} | {n: n for n in numbers}
    wanted = [text.rstrip("/") for text in options.lessons]
    if unknown := [text for text in wanted if text not in known]:
        raise CourseError(
            f"There are no checks of lesson {', '.join(unknown)}; there are checks of "
            f"{', '.join(numbers)}."
        )
    chosen = {known[text] for text in wanted} or set(numbers)
    table = Table("check", "points", "what it checks")
    table.add_column("misconceptions that it names", overflow="fold")
    for number in numbers:
        for check in registry.of_lesson(number).values() if number in chosen else ():
            table.add_row(check.id, f"{check.points:g}", check.statement, ", ".join(check.codes))
    Console().print(table)
    return 0
