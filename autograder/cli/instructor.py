"""Commands for instructors: prepare the course, grade it, look at the class."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from autograder.cli.arguments import (
    Commands,
    add_command,
    add_lesson,
    add_lessons,
    add_no_sandbox,
    amount,
    positive,
)
from autograder.course import LESSONS, find_course, find_lessons
from fmnist_lab.files import write_json

# The modules that do the work are imported when their command runs: some take seconds to import,
# and some need packages that only the extra `grade` installs.


def add(commands: Commands) -> None:
    """Add the commands in the order of a term."""
    _add_release(commands)
    _add_bundle(commands)
    _add_grade(commands)
    _add_cache(commands)
    _add_report(commands)
    _add_leaderboard(commands)
    _add_demo(commands)


def _add_release(commands: Commands) -> None:
    release = add_command(
        commands, "release", _release, "Build lessons/ from solutions/ with nbgrader."
    )
    add_lessons(release)
    release.add_argument(
        "--check", action="store_true", help="only say whether lessons/ is up to date"
    )


def _release(options: argparse.Namespace) -> int:
    from autograder.publish import release

    lessons = find_lessons(find_course(), options.lessons)
    if options.check:
        release.check(lessons)
        print(f"lessons/ is up to date ({len(lessons)} lessons).")
        return 0
    for lesson, changed in release.release(lessons):
        print(f"{lesson.name}: {'released' if changed else 'unchanged'}")
    return 0


def _add_bundle(commands: Commands) -> None:
    bundle = add_command(commands, "bundle", _bundle, "Make the students' zip.")
    bundle.add_argument(
        "--out",
        type=Path,
        metavar="PATH",
        help="where to write it (default: fmnist-course-students.bundle.zip)",
    )


def _bundle(options: argparse.Namespace) -> int:
    from autograder.publish import bundle, release

    course = find_course()
    release.check(find_lessons(course))  # students get what the sources give, or nothing
    path = bundle.bundle(course, options.out)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


def _add_grade(commands: Commands) -> None:
    grade = add_command(commands, "grade", _grade, "Judge every submission to a lesson.")
    add_lesson(grade)
    grade.add_argument(
        "--workers",
        type=positive,
        default=0,
        metavar="N",
        help="how many processes judge (default: as many as processors and memory allow)",
    )
    grade.add_argument(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="use the workers of this Dask scheduler, such as tls://host:8786",
    )
    grade.add_argument(
        "--fresh", action="store_true", help="judge everything again, without stored verdicts"
    )
    grade.add_argument(
        "--student",
        action="append",
        default=[],
        metavar="ID",
        help="only this student (can be given several times)",
    )
    grade.add_argument("--json", type=Path, metavar="PATH", help="also write the summary to PATH")
    add_no_sandbox(grade, "run students' code without a sandbox; every verdict then says so")


def _grade(options: argparse.Namespace) -> int:
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


def _add_cache(commands: Commands) -> None:
    cache = add_command(commands, "cache", _cache, "Show or prune the verdict cache.")
    cache.add_argument(
        "lesson", nargs="?", default="", metavar="LESSON", help="only this lesson's verdicts"
    )
    cache.add_argument(
        "--older-than",
        type=amount,
        metavar="DAYS",
        help="delete what was not used for this many days (0: delete everything)",
    )
    cache.add_argument(
        "--larger-than",
        type=amount,
        metavar="MB",
        help="delete what was unused the longest, until no more than this is stored",
    )


def _cache(options: argparse.Namespace) -> int:
    from autograder.grading import cache

    return cache.command(
        find_course(), options.lesson, days=options.older_than, megabytes=options.larger_than
    )


def _add_report(commands: Commands) -> None:
    report = add_command(
        commands, "report", _report, "Write the class at a glance: a page and CSV files."
    )
    add_lesson(report)
    report.add_argument(
        "--out",
        type=Path,
        metavar="DIRECTORY",
        help="where to write it (default: runs/class-LESSON)",
    )


def _report(options: argparse.Namespace) -> int:
    from autograder import report

    (lesson,) = find_lessons(find_course(), [options.lesson])
    return report.command(lesson, out=options.out)


def _add_leaderboard(commands: Commands) -> None:
    leaderboard = add_command(
        commands, "leaderboard", _leaderboard, "Train the leaderboard's entries, and rank them."
    )
    leaderboard.add_argument(
        "lesson",
        nargs="?",
        default=next(lesson.name for lesson in LESSONS if lesson.has_leaderboard),
        metavar="LESSON",
        help="default: %(default)s, the one that has a leaderboard",
    )
    leaderboard.add_argument(
        "--fresh", action="store_true", help="train every entry again, without stored results"
    )
    leaderboard.add_argument(
        "--out",
        type=Path,
        metavar="DIRECTORY",
        help="where to write the page and the table (default: runs/class-LESSON)",
    )
    add_no_sandbox(leaderboard, "run students' code without a sandbox; every row then says so")


def _leaderboard(options: argparse.Namespace) -> int:
    from autograder.report import leaderboard

    (lesson,) = find_lessons(find_course(), [options.lesson])
    return leaderboard.command(
        lesson, fresh=options.fresh, sandboxed=options.sandbox, out=options.out
    )


def _add_demo(commands: Commands) -> None:
    demo = add_command(commands, "demo", _demo, "Make, grade and show a made-up class.")
    demo.add_argument(
        "lesson",
        nargs="?",
        default="02",
        metavar="LESSON",
        help="the lesson that the class hands in (default: %(default)s)",
    )
    demo.add_argument(
        "--out",
        type=Path,
        metavar="DIRECTORY",
        help="the course directory to make (default: runs/demo)",
    )
    demo.add_argument(
        "--students",
        type=positive,
        default=18,
        metavar="N",
        help="how many students, 8 to 26 (default: %(default)s)",
    )
    demo.add_argument("--workers", type=positive, default=0, metavar="N", help="as for `grade`")
    demo.add_argument("--no-open", dest="open", action="store_false", help="don't open the report")
    add_no_sandbox(demo, "as for `grade`")


def _demo(options: argparse.Namespace) -> int:
    from autograder.corpus import demo

    (lesson,) = find_lessons(find_course(), [options.lesson])
    return demo.command(
        lesson,
        out=options.out,
        students=options.students,
        workers=options.workers,
        show=options.open,
        sandboxed=options.sandbox,
    )
