"""The ``autograder`` command: release the lessons, verify the checks, hand the course out."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from fmnist_lab.errors import CourseError
from fmnist_lab.files import write_json

# What the extra `grade` brings: a student's installation has none of it.
GRADING = {
    *("jupytext", "nbclient", "psutil", "distributed", "dask", "cryptography", "latex2mathml"),
    *("pandas", "sklearn"),
}


def _release(options: argparse.Namespace) -> int:
    from autograder.course import find_course, find_lessons
    from autograder.publish import release

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

    from autograder.checks import registry
    from fmnist_lab.lessons import LESSONS

    named = {lesson.name: lesson.number for lesson in LESSONS}
    known = named | {number: number for number in registry.lesson_numbers()}
    if unknown := [text for text in options.lessons if text.rstrip("/") not in known]:
        raise CourseError(
            f"There are no checks of lesson {', '.join(unknown)}; there are those of "
            f"{', '.join(registry.lesson_numbers())}."
        )
    wanted = {known[text.rstrip("/")] for text in options.lessons}
    shown = Table("check", "points", "what it checks")
    shown.add_column("misconceptions that it names", overflow="fold")
    for lesson in registry.lesson_numbers():
        if not wanted or lesson in wanted:
            for check in registry.of_lesson(lesson).values():
                shown.add_row(
                    check.id, f"{check.points:g}", check.statement, ", ".join(check.codes)
                )
    Console().print(shown)
    return 0


def _verify(options: argparse.Namespace) -> int:
    from autograder.corpus import verify
    from autograder.course import find_course, find_lessons

    how = verify.VerifyOptions(options.jobs, options.all, options.sandbox)
    lessons = find_lessons(find_course(), options.lessons)
    return verify.command(lessons, how, options.only, options.json)


def _grade(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from autograder.course import find_course, find_lessons
    from autograder.grading import GradingOptions, grade

    (lesson,) = find_lessons(find_course(), [options.lesson])
    how = GradingOptions(
        options.workers,
        options.scheduler,
        options.fresh,
        options.sandbox,
        tuple(options.student),
    )
    summary = grade(lesson, how)
    print(summary.text())
    if options.json:
        write_json(options.json, asdict(summary))
    summary.check_written()
    return 0


def _cache(options: argparse.Namespace) -> int:
    from autograder.course import find_course
    from autograder.grading import cache as cache_module

    return cache_module.command(
        find_course(), options.lesson, options.older_than, options.larger_than
    )


def _report(options: argparse.Namespace) -> int:
    from autograder import report
    from autograder.course import find_course, find_lessons

    (lesson,) = find_lessons(find_course(), [options.lesson])
    return report.command(lesson, options.out)


def _leaderboard(options: argparse.Namespace) -> int:
    from autograder.course import find_course, find_lessons
    from autograder.report import leaderboard

    (lesson,) = find_lessons(find_course(), [options.lesson])
    return leaderboard.command(
        lesson, fresh=options.fresh, sandboxed=options.sandbox, out=options.out
    )


def _demo(options: argparse.Namespace) -> int:
    from autograder.corpus import demo
    from autograder.course import find_course, find_lessons

    (lesson,) = find_lessons(find_course(), [options.lesson])
    return demo.command(
        lesson, options.out, options.students, options.workers, options.open, options.sandbox
    )


def _bundle(options: argparse.Namespace) -> int:
    from autograder.course import find_course, find_lessons
    from autograder.publish import bundle, release

    course = find_course()
    release.check(find_lessons(course))  # students get what the sources say, or nothing
    path = bundle.bundle(course, options.out)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


def _start(options: argparse.Namespace) -> int:
    from autograder.student import start

    return start.command(Path.cwd(), options.open, options.jupyter)


def _hand_in(options: argparse.Namespace) -> int:
    from autograder.student import hand_in as hand_in_module

    return hand_in_module.command(Path.cwd(), options.lessons)


def _site(options: argparse.Namespace) -> int:
    from autograder.course import find_course, find_lessons
    from autograder.publish import site

    course = find_course()
    print(site.build(course, find_lessons(course, options.lessons), options.out))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="autograder", description="The lessons of the course, for students and instructors."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str,
        function: Callable[[argparse.Namespace], int],
        about: str,
        module: str,
    ) -> argparse.ArgumentParser | None:
        if find_spec(f"autograder.{module}") is None:
            return None  # the students' bundle leaves some out
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

    release = command(
        "release", _release, "Build lessons/ from solutions/ with nbgrader.", "publish"
    )
    if release:
        lessons(release)
        release.add_argument(
            "--check", action="store_true", help="only say whether lessons/ is up to date"
        )
    checks = command(
        "checks", _checks, "List the checks: points, statements, misconceptions.", "checks"
    )
    if checks:
        lessons(checks)
    verify = command(
        "verify", _verify, "Run the verdict corpus; fail on any wrong verdict.", "corpus"
    )
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
    grade = command("grade", _grade, "Judge every submission to a lesson.", "grading")
    if grade:
        grade.add_argument("lesson", metavar="LESSON", help='such as "02" or "02_preprocess"')
        grade.add_argument(
            "--workers",
            type=_positive,
            default=0,
            metavar="N",
            help="how many processes judge (default: as many as there are processors and memory for)",
        )
        grade.add_argument(
            "--scheduler",
            default="",
            metavar="ADDRESS",
            help="use the workers of this Dask scheduler, such as tls://host:8786",
        )
        grade.add_argument(
            "--fresh", action="store_true", help="run everything, whatever is stored from before"
        )
        grade.add_argument(
            "--student",
            action="append",
            default=[],
            metavar="ID",
            help="only this student (may be given several times)",
        )
        grade.add_argument("--json", type=Path, metavar="PATH", help="write the summary there too")
        grade.add_argument(
            "--no-sandbox",
            dest="sandbox",
            action="store_false",
            help="run students' code without a box; every verdict then says so",
        )
    report = command(
        "report", _report, "Write the class at a glance: a page and CSV files.", "report"
    )
    if report:
        report.add_argument("lesson", metavar="LESSON", help='such as "02" or "02_preprocess"')
        report.add_argument(
            "--out",
            type=Path,
            metavar="DIRECTORY",
            help="where to write it (default: runs/class-LESSON)",
        )
    board = command(
        "leaderboard", _leaderboard, "Train lesson 08's entries, and rank them.", "report"
    )
    if board:
        board.add_argument(
            "lesson",
            nargs="?",
            default="08_challenge",
            metavar="LESSON",
            help="default: %(default)s, the one that has a leaderboard",
        )
        board.add_argument(
            "--fresh", action="store_true", help="run everything, whatever is stored from before"
        )
        board.add_argument(
            "--out",
            type=Path,
            metavar="DIRECTORY",
            help="where to write the page and the table (default: runs/class-LESSON)",
        )
        board.add_argument(
            "--no-sandbox",
            dest="sandbox",
            action="store_false",
            help="run students' code without a box; every row then says so",
        )
    demo = command("demo", _demo, "Make, grade and show a made-up class.", "corpus")
    if demo:
        demo.add_argument(
            "lesson",
            nargs="?",
            default="02",
            metavar="LESSON",
            help="whose submissions to make up (default: %(default)s)",
        )
        demo.add_argument(
            "--out",
            type=Path,
            metavar="DIRECTORY",
            help="the course directory to make (default: runs/demo)",
        )
        demo.add_argument(
            "--students",
            type=_positive,
            default=18,
            metavar="N",
            help="how many students, 8 to 26 (default: %(default)s)",
        )
        demo.add_argument(
            "--workers", type=_positive, default=0, metavar="N", help="as for `grade`"
        )
        demo.add_argument(
            "--no-open", dest="open", action="store_false", help="don't open the report"
        )
        demo.add_argument(
            "--no-sandbox", dest="sandbox", action="store_false", help="as for `grade`"
        )
    cache = command("cache", _cache, "Show and prune what is stored of verdicts.", "grading")
    if cache:
        cache.add_argument(
            "lesson", nargs="?", default="", metavar="LESSON", help="only this one's"
        )
        cache.add_argument(
            "--older-than",
            type=_amount,
            metavar="DAYS",
            help="delete what was not used for so many days (0: everything)",
        )
        cache.add_argument(
            "--larger-than",
            type=_amount,
            metavar="MB",
            help="delete what was not used for the longest, until no more than this is left",
        )
    bundle = command("bundle", _bundle, "Make the students' zip.", "publish")
    if bundle:
        bundle.add_argument(
            "--out",
            type=Path,
            metavar="PATH",
            help="where to write it (default: fmnist-course-students.bundle.zip)",
        )
    start = command(
        "start", _start, "Copy the lessons to work/ and open JupyterLab there.", "student"
    )
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
    site = command("site", _site, "Make web pages of the lessons, for readers.", "publish")
    if site:
        lessons(site)
        site.add_argument(
            "--out", type=Path, metavar="DIR", help="where to write it (default: build/site)"
        )
    hand_in = command(
        "hand-in", _hand_in, "Say what is missing, and make the archive to upload.", "student"
    )
    if hand_in:
        hand_in.add_argument(
            "lessons", nargs="+", metavar="LESSON", help='a lesson, as "02" or "02_preprocess"'
        )
    return parser


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def _amount(text: str) -> float:
    with contextlib.suppress(ValueError):
        if 0 <= float(text) < float("inf"):
            return float(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0")


def main(argv: list[str] | None = None) -> int:
    """Run the command; the exit status."""
    options = _parser().parse_args(argv)
    try:
        return options.run(options)
    except CourseError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_status
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in GRADING:
            raise
        print(
            f"error: this command needs {error.name}, which comes with the packages for grading: "
            f"{sys.executable} -m pip install -c constraints.txt -e '.[grade]'",
            file=sys.stderr,
        )
        return 2
    except KeyboardInterrupt:
        print("stopped.", file=sys.stderr)
        return 130
