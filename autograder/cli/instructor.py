"""Commands for instructors: prepare the course, grade it, look at the class."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from autograder.cli.arguments import (
    Commands,
    add_command,
    add_count,
    add_lesson,
    add_lessons,
    add_no_sandbox,
    add_optional_lesson,
    add_path,
    add_repeatable,
    amount,
)
from autograder.course import find_course, find_lessons
from fmnist_lab.files import write_json
from fmnist_lab.lessons import LESSONS

# The modules that do the work are imported when their command runs: some take seconds to import,
# and some need packages that only the extra `grade` installs.


def add(commands: Commands) -> None:
    """Add the commands in the order of a term."""
    about = "Make a course directory from the installed course: lessons, solutions, settings."
    quickstart = add_command(commands, "quickstart", _quickstart, about)
    about = "where to make it: a new or empty directory"
    quickstart.add_argument("directory", type=Path, metavar="DIRECTORY", help=about)

    about = "Build lessons/ from solutions/ with nbgrader."
    release = add_command(commands, "release", _release, about)
    add_lessons(release)
    about = "only say whether lessons/ is up to date"
    release.add_argument("--check", action="store_true", help=about)

    bundle = add_command(commands, "bundle", _bundle, "Make the students' zip.")
    about = "where to write it (default: fmnist-course-students.bundle.zip)"
    add_path(bundle, "--out", "PATH", about)

    grade = add_command(commands, "grade", _grade, "Judge every submission to a lesson.")
    add_lesson(grade)
    about = "how many processes judge (default: as many as processors and memory allow)"
    add_count(grade, "--workers", 0, about)
    about = "use the workers of this Dask scheduler, such as tls://host:8786"
    grade.add_argument("--scheduler", default="", metavar="ADDRESS", help=about)
    about = "judge everything again, without stored verdicts"
    grade.add_argument("--fresh", action="store_true", help=about)
    add_repeatable(grade, "--student", "ID", "only this student (can be given several times)")
    add_path(grade, "--json", "PATH", "also write the summary to PATH")
    add_no_sandbox(grade, "run students' code without a sandbox; every verdict then says so")

    cache = add_command(commands, "cache", _cache, "Show or prune the verdict cache.")
    add_optional_lesson(cache, "", "only this lesson's verdicts")
    about = "delete what was not used for this many days (0: delete everything)"
    cache.add_argument("--older-than", type=amount, metavar="DAYS", help=about)
    about = "delete what was unused the longest, until no more than this is stored"
    cache.add_argument("--larger-than", type=amount, metavar="MB", help=about)

    about = "Write the class at a glance: a page and CSV files."
    report = add_command(commands, "report", _report, about)
    add_lesson(report)
    add_path(report, "--out", "DIRECTORY", "where to write it (default: runs/class-LESSON)")

    about = "Train the leaderboard's entries, and rank them."
    leaderboard = add_command(commands, "leaderboard", _leaderboard, about)
    default = next(lesson.name for lesson in LESSONS if lesson.has_leaderboard)
    about = "default: %(default)s, the one that has a leaderboard"
    add_optional_lesson(leaderboard, default, about)
    about = "train every entry again, without stored results"
    leaderboard.add_argument("--fresh", action="store_true", help=about)
    about = "where to write the page and the table (default: runs/class-LESSON)"
    add_path(leaderboard, "--out", "DIRECTORY", about)
    add_no_sandbox(leaderboard, "run students' code without a sandbox; every row then says so")

    demo = add_command(commands, "demo", _demo, "Make, grade and show a made-up class.")
    add_optional_lesson(demo, "02", "the lesson that the class hands in (default: %(default)s)")
    add_path(demo, "--out", "DIRECTORY", "the course directory to make (default: runs/demo)")
    add_count(demo, "--students", 18, "how many students, 8 to 26 (default: %(default)s)")
    add_count(demo, "--workers", 0, "as for `grade`")
    demo.add_argument("--no-open", dest="open", action="store_false", help="don't open the report")
    add_no_sandbox(demo, "as for `grade`")


def _quickstart(options: argparse.Namespace) -> int:
    from autograder.course.quickstart import quickstart

    print(f"The course is in {quickstart(options.directory)}: change to it, and go on there.")
    return 0


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


def _bundle(options: argparse.Namespace) -> int:
    from autograder.publish import bundle, release

    course = find_course()
    release.check(find_lessons(course))  # students get what the sources give, or nothing
    path = bundle.bundle(course, options.out)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


def _grade(options: argparse.Namespace) -> int:
    from autograder.grading.coordinator import grade
    from autograder.grading.summary import GradingOptions
    from autograder.student import packages

    if note := packages.note_on_missing():
        print(note, file=sys.stderr)
    (lesson,) = find_lessons(find_course(), [options.lesson])
    how = GradingOptions(
        options.workers, options.scheduler, options.fresh, options.sandbox, tuple(options.student)
    )
    summary = grade(lesson, how)
    print(summary.text())
    if options.json:
        write_json(options.json, asdict(summary))
    summary.check_written()
    return 0


def _cache(options: argparse.Namespace) -> int:
    from autograder.grading import cache

    return cache.command(
        find_course(), options.lesson, days=options.older_than, megabytes=options.larger_than
    )


def _report(options: argparse.Namespace) -> int:
    from autograder import report

    (lesson,) = find_lessons(find_course(), [options.lesson])
    return report.command(lesson, out=options.out)


def _leaderboard(options: argparse.Namespace) -> int:
    from autograder.report import leaderboard

    (lesson,) = find_lessons(find_course(), [options.lesson])
    return leaderboard.command(
        lesson, ignore_cache=options.fresh, sandboxed=options.sandbox, out=options.out
    )


def _demo(options: argparse.Namespace) -> int:
    from autograder.corpus import demo

    # Without a course directory around, a class can still be made of the installed files.
    course = find_course(installed_too=True)
    (lesson,) = find_lessons(course, [options.lesson])
    return demo.command(
        lesson,
        out=options.out or demo.default_directory(course),
        students=options.students,
        workers=options.workers,
        show=options.open,
        sandboxed=options.sandbox,
    )
