"""The student's function as a check sees it: plain values in, a plain value out."""

from __future__ import annotations

import copy
import linecache
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from autograder.checks.capture import TimeLimitReachedError, capture_output, time_limit
from autograder.checks.expect import CheckFailedError, describe, same
from autograder.checks.values import UnsupportedValueError, to_transferable

DEADLINE = 10.0
MESSAGE = 300  # characters of an exception's message that are shown


@dataclass(frozen=True)
class CallResult:
    """How one call ended: a plain ``value``, or the exception that came instead.

    ``exception_types`` are the exception's class names from its own class up to Exception.
    ``place`` says where in the student's code it was raised. ``code`` is a general code when
    the call failed in a way that no check wants (``too-slow``, ``changes-its-input``...);
    ``message`` then is a sentence about it.
    """

    value: Any = None
    exception_types: tuple[str, ...] = ()
    message: str = ""
    place: str = ""
    code: str = ""

    @property
    def exception_type(self) -> str | None:
        """The class name of the exception, or None when the call returned."""
        return self.exception_types[0] if self.exception_types else None

    def raised(self, name: str = "Exception") -> bool:
        """Whether it raised ``name`` or a subclass of it."""
        return name in self.exception_types


class Caller(Protocol):
    """Calls the student's function somewhere, and says how that ended. Never raises."""

    def __call__(
        self, args: tuple[Any, ...], kwargs: Mapping[str, Any], deadline: float
    ) -> CallResult:
        """Call it with these arguments; ``deadline`` is in seconds of computing."""


@dataclass(frozen=True)
class Function:
    """The student's function. Calling it gives a plain value or raises Failed.

    Arguments are plain values, Networks or ``numpy.random.Generator``; the function gets private
    copies of them (a generator starts from the same state at every call).
    """

    name: str
    caller: Caller
    deadline: float = DEADLINE

    def with_deadline(self, seconds: float) -> Function:
        """The same function with another time limit for each call."""
        return replace(self, deadline=seconds)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it. Failed says what went wrong when it raises or can't be judged."""
        outcome = self.try_call(*args, **kwargs)
        if outcome.exception_type is not None:
            said = f": {outcome.message}" if outcome.message else ""
            call = self.describe_call(args, kwargs)
            raise CheckFailedError(
                "raises", f"{call} raised {outcome.exception_type}{said}.{outcome.place}"
            )
        return outcome.value

    def try_call(self, *args: Any, **kwargs: Any) -> CallResult:
        """Call it where raising may be right.

        Still raises Failed for NotImplementedError, a time-out, a changed input and a result
        that can't cross.
        """
        outcome = self.caller(args, kwargs, self.deadline)
        call = self.describe_call(args, kwargs)
        if outcome.raised("NotImplementedError"):
            raise CheckFailedError(
                "not-implemented", f"`{self.name}` still raises NotImplementedError."
            )
        if outcome.code == "too-slow":
            raise CheckFailedError(
                "too-slow",
                f"{call} did not return in time: within {self.deadline:g} seconds of computing.",
            )
        if outcome.code == "changes-its-input":
            raise CheckFailedError("changes-its-input", f"{call} {outcome.message}")
        if outcome.code:
            raise CheckFailedError(outcome.code, f"The result of {call} {outcome.message}")
        return outcome

    def describe_call(self, args: tuple[Any, ...], kwargs: Mapping[str, Any] | None = None) -> str:
        """The call in words: "`rescale(...)` with an array of shape (5, 28, 28, 1), uint8"."""
        if not args and not kwargs:
            return f"`{self.name}()`"
        given = [describe(a) for a in args]
        given += [f"{key}={describe(value)}" for key, value in (kwargs or {}).items()]
        return f"`{self.name}(...)`, given {' and '.join(given)},"


def call_here(function: Callable[..., Any]) -> Caller:
    """A Caller that runs ``function`` in this process.

    Nothing it prints gets out. Only KeyboardInterrupt passes through.
    """

    def call(args: tuple[Any, ...], kwargs: Mapping[str, Any], deadline: float) -> CallResult:
        given = [_private(a) for a in args]
        named = {key: _private(value) for key, value in kwargs.items()}
        try:
            with capture_output(), time_limit(deadline):
                value = to_transferable(function(*given, **named))
        except KeyboardInterrupt:
            raise
        except TimeLimitReachedError:
            return CallResult(code="too-slow")
        except UnsupportedValueError as problem:
            return CallResult(code=problem.code, message=str(problem))
        except BaseException as error:  # SystemExit included: a student's exit() is a finding
            return _raised(error)
        for position, (before, after) in enumerate(zip(args, given, strict=True)):
            if not _unchanged(before, after):
                which = "its input" if len(args) == 1 else f"its argument number {position + 1}"
                return CallResult(
                    code="changes-its-input", message=f"changed {which}; expected it untouched."
                )
        return CallResult(value=value)

    return call


def _private(value: Any) -> Any:
    from autograder.checks.network import Network

    return value.to_keras() if isinstance(value, Network) else copy.deepcopy(value)


def _unchanged(before: Any, after: Any) -> bool:
    from autograder.checks.network import Network

    if isinstance(before, (Network, np.random.Generator)):
        return True
    try:
        return same(to_transferable(before), to_transferable(after))
    except UnsupportedValueError:
        return False


def _raised(error: BaseException) -> CallResult:
    types = tuple(t.__name__ for t in type(error).__mro__ if t not in (BaseException, object))
    try:
        message = " ".join(str(error).split())
    except BaseException:  # a student's exception may fail in its own __str__
        message = ""
    if len(message) > MESSAGE:
        message = message[: MESSAGE - 1] + "…"
    return CallResult(
        exception_types=types or ("BaseException",),
        message=message.rstrip("."),
        place=_place(error),
    )


def _place(error: BaseException) -> str:
    """ " It happened in line 3 of `rescale`: `x / 0`.", from the student's own last frame."""
    own = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if "site-packages" not in frame.filename
        and frame.filename not in (__file__, np.__file__)
        and "/lib/python" not in frame.filename
        and not frame.filename.startswith("<frozen")
        and "/autograder/checks/" not in frame.filename
    ]
    if not own:
        return ""
    last = own[-1]
    line = (last.line or linecache.getline(last.filename, last.lineno or 0)).strip()
    shown = f": `{line[:120]}`" if line else ""
    return f" It happened in line {last.lineno} of the cell, in `{last.name}`{shown}."
