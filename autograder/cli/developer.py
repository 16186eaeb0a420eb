"""Commands for developers of the course."""

from __future__ import annotations

import argparse
import os

from autograder.cli.arguments import (
    Commands,
    add_command,
    add_count,
    add_lessons,
    add_no_sandbox,
    add_path,
    add_repeatable,
)
from autograder.course import find_course, find_lessons


def add(commands: Commands) -> None:
    """Add ``verify`` and ``site``."""
    about = "Run the verdict corpus and the wrong attempts; fail on any wrong verdict or panel."
    verify = add_command(commands, "verify", _verify, about)
    add_lessons(verify)
    about = "how many submissions to run at a time (default: %(default)s)"
    add_count(verify, "--jobs", min(os.cpu_count() or 1, 4), about)
    about = "run every submission, with every training in full"
    verify.add_argument("--all", action="store_true", help=about)
    about = "only submissions with TEXT in their name, such as hostile/fork_bomb"
    add_repeatable(verify, "--only", "TEXT", about)
    add_path(verify, "--json", "PATH", "also write the summary to PATH")
    about = "only this part (default: both)"
    verify.add_argument("--part", choices=("submissions", "attempts"), help=about)
    verify.add_argument("--show", action="store_true", help="print the panel of each attempt")
    add_no_sandbox(verify, "run without a sandbox, and omit hostile submissions")

    site = add_command(commands, "site", _site, "Make web pages of the lessons, for readers.")
    add_lessons(site)
    add_path(site, "--out", "DIR", "where to write it (default: build/site)")


def _verify(options: argparse.Namespace) -> int:
    from autograder.corpus import attempts, verify

    lessons = find_lessons(find_course(), options.lessons)
    status = 0
    # Texts of --only are names of submissions, unless the attempts are asked for by name.
    if options.part != "attempts":
        how = verify.VerifyOptions(options.jobs, options.all, options.sandbox)
        status = verify.command(lessons, how, only=options.only, report=options.json)
    if options.part == "attempts" or not (options.part or options.only):
        status = attempts.command(lessons, only=options.only, show=options.show) or status
    return status


def _site(options: argparse.Namespace) -> int:
    from autograder.publish import site

    course = find_course()
    print(site.build(course, find_lessons(course, options.lessons), options.out))
    return 0
