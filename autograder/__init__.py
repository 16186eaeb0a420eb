"""Checks that explain, and the tools that release and grade the lessons.

A notebook needs two names from here, ``check`` and ``hint``; the start page uses ``hand_in``. Importing the package inside
IPython also makes ``check("02.rescale", rescale)`` work when ``rescale`` doesn't exist yet.
"""

from __future__ import annotations

import contextlib
import sys


def check(check_id: str, *objects: object) -> float:
    """Run one check on the student's objects, show what it found, return the points earned.

    Never raises: whatever goes wrong is explained in the panel and earns 0.0.
    """
    from autograder.checks.notebook import check as run

    _say_before_grading(check_id)
    return run(check_id, *objects)


def _say_before_grading(check_id: object) -> None:
    """Say what grading would refuse, or would not have."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None or not isinstance(check_id, str):
        return
    with contextlib.suppress(Exception):  # a check must not fail for a note
        from autograder.checks import panel
        from autograder.student.before_grading import note_in_notebook

        if note := note_in_notebook(check_id, shell.user_ns.get("In", [])):
            panel.show(note, panel.note_html("Before you hand in", check_id, note))


def hint(about: str, tier: int = 1) -> None:
    """Show one hint for an exercise ("02.rescale") or a misconception ("scaled-twice").

    Tiers go from 1 (a question) to 3 (nearly the line).
    """
    from autograder.checks.notebook import hint as show

    show(about, tier)


def hand_in(lesson: str) -> None:
    """Say what the notebook of a lesson ("02") still lacks, and make the archive to upload."""
    from autograder.student.hand_in import show

    show(lesson)


if "IPython" in sys.modules:
    from autograder.checks.undefined_names import install

    install()

__all__ = ["check", "hand_in", "hint"]
