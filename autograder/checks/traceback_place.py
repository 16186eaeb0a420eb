"""An exception of the student's code as a CallResult: where it was raised, with which values.

This runs where the student's code runs.
"""

from __future__ import annotations

import builtins
import contextlib
import difflib
import linecache
import re
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

import numpy as np

from autograder.checks.calls import CallResult
from autograder.checks.values import describe

MAX_MESSAGE_CHARACTERS = 300  # characters of an exception's message that are shown
MAX_LINE_CHARACTERS = 200
MAX_SHOWN_CHARACTERS = 120  # of these, in the panel
MAX_VALUES = 4  # names of the line whose values are shown
PLAIN = (bool, int, float, complex, str, list, tuple, dict, type(None))
OWN_PACKAGE = str(Path(__file__).parent)


# Keras sets parts of its messages in bold; TensorFlow writes a traceback into its own.
_BOLD = re.compile(r"\x1b\[\d*m")
_TRACE = re.compile(
    r" defined at \(most recent call last\):"
    r'(?: <stack traces unavailable>)?(?: File "[^"]*", line \d+, in (?:<[^>]*>|\S+))*'
)


def without_traces(message: str) -> str:
    """The message, on one line, less its escape codes and the tracebacks inside it."""
    return _TRACE.sub(".", _BOLD.sub("", message))


def call_result_of(error: BaseException) -> CallResult:
    """How a call ended that raised ``error``. Fails for no exception, whatever its class does."""
    types = tuple(t.__name__ for t in type(error).__mro__ if t not in (BaseException, object))
    message = ""
    with contextlib.suppress(BaseException):  # a student's exception may fail in its __str__
        message = without_traces(" ".join(str(error).split()))
    if len(message) > MAX_MESSAGE_CHARACTERS:
        message = message[: MAX_MESSAGE_CHARACTERS - 1] + "…"
        if message.count("`") % 2:  # the other one of a pair was cut off
            message += "`"
    found = students_frame(error.__traceback__)
    place = line = function = suggestion = ""
    if found is not None:
        frame, number = found
        function = frame.f_code.co_name
        line = linecache.getline(frame.f_code.co_filename, number).strip()[:MAX_LINE_CHARACTERS]
        place = f" It happened in line {number} of the cell, in `{function}`"
        place += f": `{_shown(line)}`." if line else "."
        with contextlib.suppress(Exception):
            place += values_in_words(line, frame)
        with contextlib.suppress(Exception):
            suggestion = nearest_name(error, frame)
    return CallResult(
        None,
        types or ("BaseException",),
        message.rstrip("."),
        place,
        line=line,
        function=function,
        suggestion=suggestion,
    )


def students_frame(tb: TracebackType | None) -> tuple[FrameType, int] | None:
    """The last frame of the traceback that is the student's own code, and its line number."""
    own = [(frame, number) for frame, number in traceback.walk_tb(tb) if _is_students(frame)]
    return own[-1] if own else None


def _is_students(frame: FrameType) -> bool:
    name = frame.f_code.co_filename
    return not (
        "site-packages" in name
        or "/fmnist_lab/" in name
        or "/lib/python" in name
        or name.startswith(("<frozen", "<__array_function__", OWN_PACKAGE))
        or name == np.__file__
        or name.endswith((".pyx", ".pxd"))  # of compiled parts of NumPy, without a directory
    )


def _shown(line: str) -> str:
    """The line as it stands between backticks in a panel."""
    short = line if len(line) <= MAX_SHOWN_CHARACTERS else line[: MAX_SHOWN_CHARACTERS - 1] + "…"
    return short.replace("`", "'")


def values_in_words(line: str, frame: FrameType) -> str:
    """A sentence such as " There, `a` is a float64 array of shape (4, 10) and `k` is 3."."""
    parts = []
    for name in dict.fromkeys(re.findall(r"(?<![\w.])[A-Za-z_]\w*(?!\w*\s*\()", line)):
        scope = frame.f_locals if name in frame.f_locals else frame.f_globals
        value = scope.get(name, frame)
        if isinstance(value, (np.ndarray, np.generic, *PLAIN)):
            parts.append(f"`{name}` is {_described(value)}")
    parts = parts[:MAX_VALUES]
    if not parts:
        return ""
    start = ", ".join(parts[:-1])
    return f" There, {start + ' and ' if start else ''}{parts[-1]}."


def _described(value: Any) -> str:
    if isinstance(value, np.generic):
        return f"{value.item()!r:.40} ({value.dtype})"
    return describe(value)


def nearest_name(error: BaseException, frame: FrameType) -> str:
    """The nearest name that exists, for a NameError or an AttributeError; "" when none is near."""
    name = getattr(error, "name", None)
    if not isinstance(name, str) or not name:
        return ""
    if isinstance(error, AttributeError):
        candidates = [n for n in dir(error.obj) if not n.startswith("_")]
    elif isinstance(error, NameError):
        for module in ("keras.layers", "keras", "numpy"):
            if len(name) > 2 and hasattr(sys.modules.get(module), name):
                return {"keras.layers": "layers", "numpy": "np"}.get(module, module) + f".{name}"
        # The function's own names are meant more often than the notebook's.
        own = _nearest(name, frame.f_locals)
        if own:
            return own
        candidates = [n for n in frame.f_globals if not n.startswith("_")] + dir(builtins)
    else:
        return ""
    return _nearest(name, candidates)


def _nearest(name: str, candidates: Iterable[str]) -> str:
    names = list(candidates)
    same_letters = [n for n in names if n.lower() == name.lower()]
    near = same_letters or difflib.get_close_matches(name, names, n=1, cutoff=0.7)
    return near[0] if near else ""
