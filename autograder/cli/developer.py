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
    about = "Run the verdict corpus; fail on any wrong verdict."
    verify = add_command(commands, "verify", _verify, about)
    add_lessons(verify)
    about = "how many submissions to run at a time (default: %(default)s)"
    add_count(verify, "--jobs", min(os.cpu_count() or 1, 4), about)
    about = "run every submission, with every training in full"
    verify.add_argument("--all", action="store_true", help=about)
    about = "only submissions with TEXT in their name, such as hostile/fork_bomb"
    add_repeatable(verify, "--only", "TEXT", about)
    add_path(verify, "--json", "PATH", "also write the summary to PATH")
    add_no_sandbox(verify, "run without a sandbox, and omit hostile submissions")

    site = add_command(commands, "site", _site, "Make web pages of the lessons, for readers.")
    add_lessons(site)
    add_path(site, "--out", "DIR", "where to write it (default: build/site)")


def _verify(options: argparse.Namespace) -> int:
    from autograder.corpus import verify

    how = verify.VerifyOptions(options.jobs, options.all, options.sandbox)
    lessons = find_lessons(find_course(), options.lessons)
    return verify.command(lessons, how, only=options.only, report=options.json)


def _site(options: argparse.Namespace) -> int:
    from autograder.publish import site

    course = find_course()
    print(site.build(course, find_lessons(course, options.lessons), options.out))
    return 0
