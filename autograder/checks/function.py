"""The student's function as a check sees it: plain values in, a plain value out."""

from __future__ import annotations

import copy
import linecache
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.checks.capture import TimeLimitReachedError, capture_output, time_limit
from autograder.checks.failures import fail
from autograder.checks.network import Network
from autograder.checks.transfer import UnsupportedValueError, to_transferable
from autograder.checks.values import describe, same

DEADLINE_SECONDS = 10.0
MAX_MESSAGE_CHARACTERS = 300  # characters of an exception's message that are shown


@dataclass(frozen=True)
class CallResult:
    """How one call ended: a plain ``value``, or the exception that came instead.

    ``exception_types`` are the exception's class names from its own class up to Exception.
    ``place`` says where in the student's code it was raised. ``code`` is a general code when
    the call failed for a reason that every check treats alike (``too-slow``, ``changes-its-input``...);
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


# Calls the student's function somewhere, with positional and named arguments and a deadline in
# seconds of computing, and says how that ended. It never raises.
Caller = Callable[[tuple[Any, ...], Mapping[str, Any], float], CallResult]


@dataclass(frozen=True)
class Function:
    """The student's function. Calling it gives a plain value or raises CheckFailedError.

    Arguments are plain values, Networks or ``numpy.random.Generator``; the function gets private
    copies of them (a generator starts from the same state at every call). ``deadline`` is in
    seconds of computing.
    """

    name: str
    caller: Caller
    deadline: float = DEADLINE_SECONDS

    def with_deadline(self, seconds: float) -> Function:
        """The same function with another time limit for each call."""
        return replace(self, deadline=seconds)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it. Raises CheckFailedError when it raises or when its result can't be judged."""
        result = self.try_call(*args, **kwargs)
        if result.exception_type is not None:
            message = f": {result.message}" if result.message else ""
            call = self.describe_call(args, kwargs)
            fail("raises", f"{call} raised {result.exception_type}{message}.{result.place}")
        return result.value

    def try_call(self, *args: Any, **kwargs: Any) -> CallResult:
        """Call it where raising may be right.

        Raises CheckFailedError all the same for NotImplementedError, a time-out, a changed input
        and a result of a kind that no check can look at.
        """
        result = self.caller(args, kwargs, self.deadline)
        call = self.describe_call(args, kwargs)
        if result.raised("NotImplementedError"):
            fail("not-implemented", f"`{self.name}` still raises NotImplementedError.")
        if result.code == "too-slow":
            fail(
                "too-slow",
                f"{call} did not return in time: within {self.deadline:g} seconds of computing.",
            )
        if result.code == "changes-its-input":
            fail("changes-its-input", f"{call} {result.message}")
        if result.code:
            fail(result.code, f"The result of {call} {result.message}")
        return result

    def describe_call(self, args: tuple[Any, ...], kwargs: Mapping[str, Any] | None = None) -> str:
        """The call in words: "`rescale(...)` with an array of shape (5, 28, 28, 1), uint8"."""
        if not args and not kwargs:
            return f"`{self.name}()`"
        arguments = [describe(a) for a in args]
        arguments += [f"{key}={describe(value)}" for key, value in (kwargs or {}).items()]
        return f"`{self.name}(...)`, given {' and '.join(arguments)},"


def require_repeatable(function: Function, *args: object, example: str = "") -> Any:
    """The result of two calls with the same arguments; fail when they give different results."""
    first, second = function(*args), function(*args)
    if not same(first, second):
        fail(
            "keeps-state",
            f"Two calls of {function.describe_call(args)} with the same input gave different "
            "answers; expected the same answer every time.",
            example,
        )
    return first


def require_dependence_on_input(
    function: Function, first: tuple[Any, ...], second: tuple[Any, ...], example: str
) -> None:
    """Fail when two inputs, whose right results differ, give the same result.

    A function does that when it reads a variable of the notebook in place of its parameter.
    ``first`` and ``second`` are the arguments of two calls. A call that raises passes here: the
    calls that follow in the check explain it.
    """
    one, other = function.try_call(*first), function.try_call(*second)
    if one.value is not None and same(one.value, other.value):
        fail(
            "ignores-its-argument",
            f"Two different inputs gave the same result; expected the result for the input that "
            f"`{function.name}` was called with.",
            example,
        )


def call_here(function: Callable[..., Any]) -> Caller:
    """A Caller that runs ``function`` in this process.

    Nothing that the function prints reaches the cell. Of all exceptions only KeyboardInterrupt
    passes through; every other one becomes a CallResult.
    """

    def call(args: tuple[Any, ...], kwargs: Mapping[str, Any], deadline: float) -> CallResult:
        copies = [_private_copy(a) for a in args]
        named_copies = {key: _private_copy(value) for key, value in kwargs.items()}
        try:
            with capture_output(), time_limit(deadline):
                value = to_transferable(function(*copies, **named_copies))
        except KeyboardInterrupt:
            raise
        except TimeLimitReachedError:
            return CallResult(code="too-slow")
        except UnsupportedValueError as error:
            return CallResult(code=error.code, message=str(error))
        except BaseException as error:  # SystemExit too, which a student's exit() raises
            return _raised(error)
        for position, (before, after) in enumerate(zip(args, copies, strict=True)):
            if not _unchanged(before, after):
                which = "its input" if len(args) == 1 else f"its argument number {position + 1}"
                return CallResult(
                    code="changes-its-input", message=f"changed {which}; expected it untouched."
                )
        return CallResult(value=value)

    return call


def _private_copy(value: Any) -> Any:
    return value.to_keras() if isinstance(value, Network) else copy.deepcopy(value)


def _unchanged(before: Any, after: Any) -> bool:
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
    if len(message) > MAX_MESSAGE_CHARACTERS:
        message = message[: MAX_MESSAGE_CHARACTERS - 1] + "…"
    return CallResult(None, types or ("BaseException",), message.rstrip("."), _place(error))


def _place(error: BaseException) -> str:
    """A sentence like " It happened in line 3 of the cell, in `rescale`: `x / 0`.".

    The line is the last one of the traceback that lies in the student's own code.
    """
    students_frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if "site-packages" not in frame.filename
        and frame.filename not in (__file__, np.__file__)
        and "/lib/python" not in frame.filename
        and not frame.filename.startswith("<frozen")
        and "/autograder/checks/" not in frame.filename
    ]
    if not students_frames:
        return ""
    last = students_frames[-1]
    line = (last.line or linecache.getline(last.filename, last.lineno or 0)).strip()
    shown = f": `{line[:120]}`" if line else ""
    return f" It happened in line {last.lineno} of the cell, in `{last.name}`{shown}."
