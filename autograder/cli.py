"""The ``autograder`` command: release the lessons, verify the checks, hand the course out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from fmnist_lab.errors import CourseError


def _release(options: argparse.Namespace) -> int:
    from autograder import release
    from autograder.course import find_course, find_lessons

    lessons = find_lessons(find_course(), options.lessons)
    if options.check:
        release.check(lessons)
        print(f"lessons/ is up to date ({len(lessons)} lessons).")
        return 0
    for lesson, changed in release.release(lessons):
        print(f"{lesson.name}: {'released' if changed else 'unchanged'}")
    return 0


def _checks(options: argparse.Namespace) -> int:
    from rich.console import Console
    from rich.table import Table

    from autograder.checks import _registry

    shown = Table("check", "points", "what it checks")
    shown.add_column("misconceptions that it names", overflow="fold")
    for lesson in _registry.lessons():
        if not options.lessons or lesson in {text[:2] for text in options.lessons}:
            for check in _registry.of_lesson(lesson).values():
                shown.add_row(
                    check.id, f"{check.points:g}", check.statement, ", ".join(check.codes)
                )
    Console().print(shown)
    return 0


def _verify(options: argparse.Namespace) -> int:
    from autograder import verify
    from autograder.course import find_course, find_lessons

    how = verify.Options(options.jobs, options.all, options.sandbox)
    lessons = find_lessons(find_course(), options.lessons)
    return verify.command(lessons, how, options.only, options.json)


def _bundle(options: argparse.Namespace) -> int:
    from autograder import bundle, release
    from autograder.course import find_course, find_lessons

    course = find_course()
    release.check(find_lessons(course))  # students get what the sources say, or nothing
    path = bundle.bundle(course, options.out)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


def _start(options: argparse.Namespace) -> int:
    from autograder import start

    return start.command(Path.cwd(), options.open, options.jupyter)


def _hand_in(options: argparse.Namespace) -> int:
    from autograder import handin

    return handin.command(Path.cwd(), options.lessons)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="autograder", description="The lessons of the course, for students and instructors."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, function: Callable[[argparse.Namespace], int], about: str
    ) -> argparse.ArgumentParser | None:
        if (
            find_spec(f"autograder.{name.replace('-', '')}") is None
        ):  # the students' bundle leaves some out
            return None
        made = commands.add_parser(name, help=about, description=about)
        made.set_defaults(run=function)
        return made

    def lessons(made: argparse.ArgumentParser) -> None:
        made.add_argument(
            "lessons",
            nargs="*",
            metavar="LESSON",
            help='a lesson, as "02" or "02_preprocess" (default: every one)',
        )

    release = command("release", _release, "Build lessons/ from solutions/ with nbgrader.")
    if release:
        lessons(release)
        release.add_argument(
            "--check", action="store_true", help="only say whether lessons/ is up to date"
        )
    checks = command("checks", _checks, "List the checks: points, statements, misconceptions.")
    if checks:
        lessons(checks)
    verify = command("verify", _verify, "Run the verdict corpus; fail on any wrong verdict.")
    if verify:
        lessons(verify)
        verify.add_argument(
            "--jobs",
            type=_positive,
            default=min(os.cpu_count() or 1, 4),
            metavar="N",
            help="how many submissions to run at a time (default: %(default)s)",
        )
        verify.add_argument(
            "--all", action="store_true", help="every submission, with every training in full"
        )
        verify.add_argument(
            "--only",
            action="append",
            default=[],
            metavar="TEXT",
            help="only submissions whose name holds this, such as hostile/fork_bomb",
        )
        verify.add_argument("--json", type=Path, metavar="PATH", help="write the summary there")
        verify.add_argument(
            "--no-sandbox",
            dest="sandbox",
            action="store_false",
            help="run without a sandbox, and leave hostile submissions out",
        )
    bundle = command("bundle", _bundle, "Make the students' zip.")
    if bundle:
        bundle.add_argument(
            "--out",
            type=Path,
            metavar="PATH",
            help="where to write it (default: fmnist-course-students.bundle.zip)",
        )
    start = command("start", _start, "Copy the lessons to work/ and open JupyterLab there.")
    if start:
        start.add_argument(
            "--no-open", dest="open", action="store_false", help="copy, but don't open JupyterLab"
        )
        start.add_argument(
            "jupyter",
            nargs="*",
            metavar="OPTION",
            help="options for JupyterLab, after --, as in: -- --no-browser --port 8890",
        )
    hand_in = command("hand-in", _hand_in, "Say what is missing, and make the archive to upload.")
    if hand_in:
        hand_in.add_argument(
            "lessons", nargs="+", metavar="LESSON", help='a lesson, as "02" or "02_preprocess"'
        )
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("expected a whole number from 1")
    return number


def main(argv: list[str] | None = None) -> int:
    """Run the command; the exit status."""
    options = _parser().parse_args(argv)
    try:
        return options.run(options)
    except CourseError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        print("stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
