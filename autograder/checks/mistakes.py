"""The known ways of getting an exercise wrong, and which of them explain what was seen.

A check lists its mistakes. A mistake is named only when what was seen singles it out; when
mistakes of two codes remain, the student is told of both.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.checks.calls import CallResult
from autograder.checks.capture import unrecorded
from autograder.checks.failures import CheckFailedError, fail

# A call may take this long where the student may import a large library inside the function.
IMPORT_CALL_SECONDS = 30.0


def _asked(question: Callable[[Any], bool], function: Any) -> bool:
    if function is None:
        return False
    # A further question that fails in a general way, such as a time-out, tells nothing.
    with unrecorded(), contextlib.suppress(CheckFailedError):
        return question(function)
    return False


@dataclass(frozen=True)
class Raises:
    """The prediction of an exception: its class or a base class of it, its message, its place.

    ``types`` is one class name or several. ``message`` and ``line`` are regular expressions that
    must be found in the message and in the line of the student's code that raised; "" fits all, and
    ``{type}`` in ``line`` stands for the exception's own class name.
    ``asks`` is a further question, as in ``Behaves``, where the exception alone fits several
    mistakes. ``suggests`` must be found in the result's ``suggestion``.
    """

    types: str | tuple[str, ...]
    message: str = ""
    line: str = ""
    suggests: str = field(default="", kw_only=True)
    asks: Callable[[Any], bool] | None = None

    def fits(self, result: CallResult, function: Any = None) -> bool:
        """Whether the call ended as predicted, and ``function`` answers as predicted."""
        types = (self.types,) if isinstance(self.types, str) else self.types
        line = self.line.replace("{type}", re.escape(result.exception_type or ""))
        return (
            any(result.raised(name) for name in types)
            and re.search(self.message, result.message) is not None
            and re.search(line, result.line) is not None
            and re.search(self.suggests, result.suggestion) is not None
            and (self.asks is None or _asked(self.asks, function))
        )


@dataclass(frozen=True)
class Behaves:
    """The prediction of an answer to a further question.

    ``test`` gets the student's function, calls it, and says whether the answer is the one that
    the mistake gives. It uses ``Function.ask``, which never fails.
    """

    test: Callable[[Any], bool]


@dataclass(frozen=True)
class Mistake:
    """A known way of getting it wrong: a code, what it predicts, and what the student is told.

    ``predicts`` is one of

    - the wrong answer, as an array or a number, or a function that computes it from the inputs
      of the check;
    - ``Raises``, an exception;
    - ``Behaves``, what a further question to the student's function shows.

    ``says`` is a sentence, or a function that makes one of the CallResult of an exception.
    ``tolerance`` is the absolute one of a comparison where it differs from the check's other
    mistakes.
    """

    code: str
    predicts: Any
    says: str | Callable[[CallResult], str]
    tolerance: float | None = None

    def answer(self, *inputs: Any) -> np.ndarray:
        """The wrong answer for these inputs."""
        if not callable(self.predicts):
            return np.asarray(self.predicts)
        with np.errstate(all="ignore"):
            return np.asarray(self.predicts(*inputs))

    def sentence(self, result: CallResult | None = None) -> str:
        """What the student is told; ``result`` is the call that raised, if one did."""
        says = self.says(result or CallResult()) if callable(self.says) else self.says
        return says if says.endswith((".", "?")) or not says else f"{says}."


def codes_of(mistakes: Iterable[Mistake]) -> tuple[str, ...]:
    """Their codes, each once, in their order."""
    return tuple(dict.fromkeys(mistake.code for mistake in mistakes))


def allclose_same_shape(
    got: np.ndarray, values: np.ndarray, tolerance: float, relative: float = 0.0
) -> bool:
    """Whether two arrays have the same shape and agree.

    They may differ by ``tolerance``, and by the share ``relative`` of the second array's values.
    """
    if got.shape != values.shape:
        return False
    pair = got.astype(np.float64), values.astype(np.float64)
    return bool(np.allclose(*pair, rtol=relative, atol=tolerance, equal_nan=True))


def difference(got: np.ndarray, wanted: np.ndarray, what: str, tolerance: float = 1e-5) -> str:
    """The first place where two arrays of one shape differ: "Pixel (0, 3) is 7; expected 5"."""
    far = np.abs(got.astype(np.float64) - wanted) > tolerance
    place = tuple(int(i) for i in np.unravel_index(int(far.argmax()), far.shape))
    return f"{what} {place} is {got[place]:.5g}; expected {wanted[place]:.5g}"


def find_mistakes(
    got: np.ndarray,
    wanted: np.ndarray,
    mistakes: Iterable[Mistake],
    inputs: tuple[Any, ...] = (),
    tolerance: float = 1e-5,
    relative: float = 0.0,
    function: Any = None,
) -> list[Mistake]:
    """Every mistake that predicts the answer ``got`` for ``inputs``, one for each code.

    A mistake may happen to give the right answer for some input: there is none where ``got``
    agrees with ``wanted``. A mistake with ``Behaves`` asks ``function``, and is left out without
    one.
    """
    if allclose_same_shape(got, wanted, tolerance, relative):
        return []
    found: dict[str, Mistake] = {}
    for mistake in mistakes:
        if mistake.code not in found and _predicted(
            mistake, got, inputs, tolerance, relative, function
        ):
            found[mistake.code] = mistake
    return list(found.values())


def _predicted(
    mistake: Mistake,
    got: np.ndarray,
    inputs: tuple[Any, ...],
    tolerance: float,
    relative: float,
    function: Any,
) -> bool:
    if isinstance(mistake.predicts, Raises):
        return False
    if isinstance(mistake.predicts, Behaves):
        return _asked(mistake.predicts.test, function)
    atol = tolerance if mistake.tolerance is None else mistake.tolerance
    return allclose_same_shape(got, mistake.answer(*inputs), atol, relative)


def still_fitting(
    mistakes: Iterable[Mistake],
    answers: Iterable[tuple[tuple[Any, ...], object]],
    tolerance: float = 1e-5,
) -> list[Mistake]:
    """The mistakes that predict every one of several answers, one for each code.

    ``answers`` are pairs of the inputs of a call and what the student's function gave for them:
    inputs on which the mistakes differ tell them apart. Answers that are no arrays fit none.
    """
    pairs = [(inputs, np.asarray(got)) for inputs, got in answers if got is not None]
    found: dict[str, Mistake] = {}
    for mistake in mistakes:
        if isinstance(mistake.predicts, (Raises, Behaves)) or mistake.code in found:
            continue
        atol = tolerance if mistake.tolerance is None else mistake.tolerance
        if pairs and all(
            got.dtype.kind in "biufc" and allclose_same_shape(got, mistake.answer(*inputs), atol)
            for inputs, got in pairs
        ):
            found[mistake.code] = mistake
    return list(found.values())


def explain_exception(
    result: CallResult, mistakes: Iterable[Mistake], function: Any = None
) -> Mistake | None:
    """The first mistake that predicts the exception with which a call of ``function`` ended."""
    for mistake in mistakes:
        if isinstance(mistake.predicts, Raises) and mistake.predicts.fits(result, function):
            return mistake
    return None


def fail_with(
    found: Sequence[Mistake], example: str = "", before: str = "", after: str = ""
) -> None:
    """Fail with the only mistake found, or with the first and the words of all; none is no failure.

    ``before`` and ``after`` are sentences about what was observed, around the mistake's own.
    """
    if not found:
        return
    sentences = [mistake.sentence() for mistake in found]
    text = sentences[0]
    if len(sentences) > 1:
        text = "This fits more than one mistake. " + " Or: ".join(sentences)
    fail(found[0].code, " ".join(part for part in (before, text, after) if part), example)


def match_known_mistake(
    got: np.ndarray,
    wanted: np.ndarray,
    mistakes: Iterable[Mistake],
    example: str = "",
    tolerance: float = 1e-5,
    inputs: tuple[Any, ...] = (),
    function: Any = None,
) -> None:
    """Fail when known mistakes predict ``got``: with the one, or with the words of all of them."""
    fail_with(find_mistakes(got, wanted, mistakes, inputs, tolerance, function=function), example)
