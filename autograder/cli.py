"""The ``autograder`` command."""

from __future__ import annotations

import sys

from fmnist_lab.errors import CourseError


def main(argv: list[str] | None = None) -> int:
    """Run the command; the exit status."""
    try:
        raise CourseError("nothing here yet.")
    except CourseError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_status
