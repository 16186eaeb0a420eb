"""The student's function as a check sees it: plain values in, a plain value out."""

from __future__ import annotations

import copy
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NoReturn

import numpy as np

from autograder.checks.calls import CallResult
from autograder.checks.capture import TimeLimitReachedError, capture_output, time_limit, unrecorded
from autograder.checks.example_call import example_calls
from autograder.checks.exceptions import GENERAL_MISTAKES, is_unwritten
from autograder.checks.failures import CheckFailedError, fail
from autograder.checks.mistakes import Mistake, explain_exception
from autograder.checks.network import Network
from autograder.checks.traceback_place import call_result_of
from autograder.checks.transfer import UnsupportedValueError, to_transferable
from autograder.checks.values import describe, same
from fmnist_lab.limits import CALL_SECONDS

# A student who skips an exercise may go on with these functions; they earn nothing.
READY_MADE = "fmnist_lab.ready_made"

# What NumPy does of itself, where nothing was set by np.seterr.
NUMPY_ERRORS: dict[str, Any] = {
    "divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn",
}  # fmt: skip

# Calls the student's function somewhere, with positional and named arguments and a deadline in
# seconds of computing, and says how that ended. It never raises.
Caller = Callable[[tuple[Any, ...], Mapping[str, Any], float], CallResult]


@dataclass(frozen=True)
class Function:
    """The student's function. Calling it gives a plain value or raises CheckFailedError.

    Arguments are plain values, Networks or ``numpy.random.Generator``; the function gets private
    copies of them (a generator starts from the same state at every call). ``deadline`` is in
    seconds of computing. ``mistakes`` say what exceptions mean in this exercise; ``example`` is
    a call for the student to paste where no smaller one can be made.
    """

    name: str
    caller: Caller
    deadline: float = CALL_SECONDS
    mistakes: tuple[Mistake, ...] = ()
    example: str = ""

    def with_deadline(self, seconds: float) -> Function:
        """The same function with another time limit for each call."""
        return replace(self, deadline=seconds)

    def with_mistakes(self, mistakes: Sequence[Mistake], example: str = "") -> Function:
        """The same function; what it raises is explained by these mistakes first."""
        return replace(self, mistakes=tuple(mistakes), example=example or self.example)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it. Raises CheckFailedError when it raises or when its result can't be judged."""
        result = self.try_call(*args, **kwargs)
        if result.exception_type is not None:
            self.fail_with_exception(result, args, kwargs)
        return result.value

    def fail_with_exception(
        self, result: CallResult, args: tuple[Any, ...], kwargs: Mapping[str, Any] | None = None
    ) -> NoReturn:
        """Fail with the mistake that explains the exception, or else with ``raises``.

        ``args`` and ``kwargs`` are those of the call that gave ``result``. The student is shown
        the smallest call found that raises the same exception on the same line.
        """
        message = f": {result.message}" if result.message else ""
        call = self.describe_call(args, kwargs)
        observed = f"{call} raised {result.exception_type}{message}.{result.place}"
        mistake = explain_exception(result, (*self.mistakes, *GENERAL_MISTAKES), self)
        code = "raises"
        if mistake is not None:
            code, observed = mistake.code, f"{observed} {mistake.sentence(result)}".rstrip()
        fail(code, observed, self._example_of(result, args, kwargs or {}))

    def _example_of(
        self, result: CallResult, args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> str:
        for text, call_args, call_kwargs in example_calls(self.name, args, kwargs):
            again = self.ask(*call_args, **call_kwargs)
            same_place = (again.exception_type, again.line) == (result.exception_type, result.line)
            if same_place:
                return text
        return self.example

    def try_call(self, *args: Any, **kwargs: Any) -> CallResult:
        """Call it where raising may be right.

        Raises CheckFailedError all the same for NotImplementedError, a time-out, a changed input
        and a result of a kind that no check can look at.
        """
        result = self.caller(args, kwargs, self.deadline)
        call = self.describe_call(args, kwargs)
        if is_unwritten(result):
            inner = result.function
            if inner in ("", "<module>", "<lambda>", self.name):
                fail("not-implemented", f"`{self.name}` still raises NotImplementedError.")
            fail(
                "not-implemented",
                f"`{self.name}` calls `{inner}`, and `{inner}` still raises NotImplementedError.",
            )
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

    def ask(self, *args: Any, **kwargs: Any) -> CallResult:
        """Call it with a further question, by which a check tells mistakes apart.

        Nothing that it prints is kept, and nothing fails: the question was not the exercise's, so
        a time-out or an unreadable result is no answer, a CallResult with a ``code``.
        """
        try:
            with unrecorded():
                return self.caller(args, kwargs, self.deadline)
        except CheckFailedError as failure:
            return CallResult(code=failure.code, message=failure.observed)

    def describe_call(self, args: tuple[Any, ...], kwargs: Mapping[str, Any] | None = None) -> str:
        """The call in words: "`rescale(...)`, given a uint8 array of shape (5, 28, 28, 1),"."""
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

    That happens where a variable of the notebook, or a number, stands in place of the parameter,
    and where the code returns too early: the panel says no more than was seen. ``first`` and
    ``second`` are the arguments of two calls; they should differ in every part and every summary
    (first value, length, sum, maximum). A call that raises passes here: the calls that follow in
    the check explain it.
    """
    one, other = function.try_call(*first), function.try_call(*second)
    if one.value is not None and same(one.value, other.value):
        fail(
            "ignores-its-argument",
            f"Two different inputs gave the same result, {_short(one.value)}; expected the result "
            f"for the input that `{function.name}` was called with.",
            example,
        )


def _short(value: Any) -> str:
    if isinstance(value, np.ndarray) and value.size > 10:
        return describe(value)
    text = repr(value.tolist() if isinstance(value, np.ndarray) else value)
    return text if len(text) <= 60 else describe(value)


def call_here(function: Callable[..., Any], name: str = "") -> Caller:
    """A Caller that runs ``function``, the answer to the exercise ``name``, in this process.

    Nothing that the function prints reaches the cell. Of all exceptions only KeyboardInterrupt
    passes through; every other one becomes a CallResult.
    """

    def call(args: tuple[Any, ...], kwargs: Mapping[str, Any], deadline: float) -> CallResult:
        result = call_once(args, kwargs, deadline)
        if result.raised("FloatingPointError") or result.raised("Warning"):
            # `np.seterr(all="raise")` or `simplefilter("error")` in the notebook, it seems.
            with np.errstate(**NUMPY_ERRORS), warnings.catch_warnings():
                warnings.simplefilter("default")
                return call_once(args, kwargs, deadline)
        return result

    def call_once(args: tuple[Any, ...], kwargs: Mapping[str, Any], deadline: float) -> CallResult:
        copies = [_private_copy(a) for a in args]
        named_copies = {key: _private_copy(value) for key, value in kwargs.items()}
        ready_made_calls().clear()
        try:
            with capture_output() as output, time_limit(deadline):
                lines_before = output.lines
                value = to_transferable(function(*copies, **named_copies))
        except KeyboardInterrupt:
            raise
        except TimeLimitReachedError:
            return CallResult(code="too-slow")
        except UnsupportedValueError as error:
            return CallResult(code=error.code, message=str(error))
        except BaseException as error:  # SystemExit too, which a student's exit() raises
            return call_result_of(error)
        for position, (before, after) in enumerate(zip(args, copies, strict=True)):
            if not _unchanged(before, after):
                which = "its input" if len(args) == 1 else f"its argument number {position + 1}"
                return CallResult(
                    code="changes-its-input", message=f"changed {which}; expected it untouched."
                )
        if name in ready_made_calls():
            message = f"comes from the ready-made function of `{READY_MADE}`."
            return CallResult(code="ready-made", message=message)
        return CallResult(value=value, printed_lines=output.lines - lines_before)

    return call


def ready_made_calls() -> set[str]:
    """The names of the ready-made functions that were called, as their module notes them."""
    module = sys.modules.get(READY_MADE)
    return module.CALLED if module else set()


def _private_copy(value: Any) -> Any:
    return value.to_keras() if isinstance(value, Network) else copy.deepcopy(value)


def _unchanged(before: Any, after: Any) -> bool:
    if isinstance(before, (Network, np.random.Generator)):
        return True
    try:
        return same(to_transferable(before), to_transferable(after))
    except UnsupportedValueError:
        return False
