"""How one call of the student's function ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class CallResult:
    """How one call ended: a plain ``value``, or the exception that came instead.

    ``exception_types`` are the exception's class names from its own class up to Exception.
    The exception's place is the last line of the student's own code in the traceback: ``line`` is
    the source of that line, ``function`` the name of the function that it stands in, ``place`` a
    sentence about both, with the values of the line's names. All three are "" when the call ended
    before it reached the student's code. ``suggestion`` is the nearest name that exists, for a
    name or an attribute that does not, and what ``replaced_builtin`` gives for a call.
    ``code`` is a general code when the call failed for a reason that every check treats alike
    (``too-slow``, ``changes-its-input``...); ``message`` then is a sentence about it.
    ``printed_lines`` counts the lines that the call printed.
    """

    value: Any = None
    exception_types: tuple[str, ...] = ()
    message: str = ""
    place: str = ""
    code: str = ""
    line: str = ""
    function: str = ""
    suggestion: str = ""
    printed_lines: int = 0

    @property
    def exception_type(self) -> str | None:
        """The class name of the exception, or None when the call returned."""
        return self.exception_types[0] if self.exception_types else None

    @property
    def returned(self) -> bool:
        """Whether the call gave a value, None included, that a check can look at."""
        return not (self.exception_types or self.code)

    def raised(self, name: str = "Exception") -> bool:
        """Whether it raised ``name`` or a subclass of it."""
        return name in self.exception_types
