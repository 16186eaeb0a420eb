"""The stub of ``autograder`` in a box: ``check`` and ``hint``, without the real checks.

The real checks run outside; a call of ``check`` in a student's own cell only says so.
"""

from __future__ import annotations


def check(check_id: str, *objects: object) -> float:
    """Say that this is judged elsewhere; 0.0."""
    print(f"{check_id!s:.80}: judged outside this notebook.")
    return 0.0


def hint(about: str, tier: int = 1) -> None:
    """Hints are for the student's own notebook."""
    print("Hints are shown in your own notebook, not while it is graded.")


__all__ = ["check", "hint"]
