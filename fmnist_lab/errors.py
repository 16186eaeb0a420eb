"""One exception family: every message is a sentence a person can act on."""

from __future__ import annotations


class CourseError(Exception):
    """Something the user can mend or must know of; shown without a traceback.

    The message says what was wrong, where, what was expected and what to do.
    ``exit_status`` is what a command ends with: 2 for a user's mistake,
    1 for a failure that is nobody's mistake (a full disk, no network).
    """

    exit_status = 2


class DataError(CourseError):
    """The Fashion-MNIST files are missing, damaged or not what they claim to be."""


class MachineError(CourseError):
    """The machine refused: full disk, no network, no permission."""

    exit_status = 1
