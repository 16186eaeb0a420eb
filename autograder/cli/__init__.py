"""The ``autograder`` command: one module of commands for each kind of user.

A command is offered where the module that adds it is installed: the students' zip has
``student.py`` alone.
"""

from __future__ import annotations

import argparse
import importlib
import io
import shlex
import sys

from autograder.cli.arguments import Commands
from autograder.course.log import show_log
from fmnist_lab.errors import CourseError
from fmnist_lab.files import temporary_directory_problem

USERS = ("student", "instructor", "developer")
# Packages that only the extra `grade` installs.
GRADING_PACKAGES = {
    "jupytext",
    "nbclient",
    "psutil",
    "distributed",
    "dask",
    "cryptography",
    "latex2mathml",
    "pandas",
    "sklearn",
}


def main(argv: list[str] | None = None) -> int:
    """Run the command and return its exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # a path may hold what the terminal can't show
        sys.stdout.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(argv)
    show_log(options.verbose + options.verbose_after)
    try:
        if problem := temporary_directory_problem():
            print(f"warning: {problem}", file=sys.stderr)
        return int(options.run(options))
    except CourseError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_status
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in GRADING_PACKAGES:
            raise
        print(
            f"error: this command needs {error.name}, which comes with the packages for grading: "
            f"{shlex.quote(sys.executable)} -m pip install -c constraints.txt -e '.[grade]'",
            file=sys.stderr,
        )
        return 2
    except KeyboardInterrupt:
        print("stopped.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="autograder", description="The lessons of the course, for students and instructors."
    )
    _add_verbose(parser, "verbose")
    commands: Commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for user in USERS:
        module = f"autograder.cli.{user}"
        try:
            importlib.import_module(module).add(commands)
        except ModuleNotFoundError as error:
            if error.name != module:
                raise
    for command in commands.choices.values():
        # With the same name a command's default would replace what stood before the command.
        _add_verbose(command, "verbose_after")
    return parser


def _add_verbose(parser: argparse.ArgumentParser, name: str) -> None:
    about = "log what is done to standard error; -vv logs every detail"
    parser.add_argument("-v", "--verbose", dest=name, action="count", default=0, help=about)
