"""An exception of the student's code as a CallResult: where it was raised, with which values.

This runs where the student's code runs.
"""

from __future__ import annotations

import builtins
import contextlib
import linecache
import re
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from types import FrameType, ModuleType, TracebackType
from typing import Any

import numpy as np

from autograder.checks.calls import CallResult
from autograder.checks.values import describe

MAX_MESSAGE_CHARACTERS = 300  # characters of an exception's message that are shown
MAX_LINE_CHARACTERS = 200
MAX_SHOWN_CHARACTERS = 120  # of these, in the panel
MAX_VALUES = 4  # names of the line whose values are shown
# A name that is read: neither called nor an attribute, and no single "=" follows it.
READ_NAME = r"(?<![\w.])[A-Za-z_]\w*(?!\w*\s*(?:\(|=(?!=)))"
PLAIN = (bool, int, float, complex, str, list, tuple, dict, type(None))
OWN_PACKAGE = str(Path(__file__).parents[1])


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
            suggestion = nearest_name(error, frame) or replaced_builtin(error, line, frame)
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
        or "__autograph_generated_file" in name  # what tf.function made of the student's code
    )


def _shown(line: str) -> str:
    """The line as it stands between backticks in a panel."""
    short = line if len(line) <= MAX_SHOWN_CHARACTERS else line[: MAX_SHOWN_CHARACTERS - 1] + "…"
    return short.replace("`", "'")


def values_in_words(line: str, frame: FrameType) -> str:
    """A sentence such as " There, `a` is a float64 array of shape (4, 10) and `k` is 3.".

    What stands before a single `=`, an argument's name or a name to be assigned, is not read there.
    """
    parts = []
    for name in dict.fromkeys(re.findall(READ_NAME, line)):
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
    """The name that may have been meant, for a NameError or an AttributeError; "" for none.

    What NumPy has as a function and an array has not is given as ``np.name``, what only arrays
    have as ``x.name``. For a name that the function assigns only later, it is the same name when a
    module or a function outside has it.
    """
    if isinstance(error, UnboundLocalError):
        return _module_or_function(str(error), frame)
    name = getattr(error, "name", None)
    if not isinstance(name, str) or not name:
        return ""
    if isinstance(error, AttributeError):
        return _nearest_attribute(name, error.obj)
    if not isinstance(error, NameError):
        return ""
    for module in ("keras.layers", "keras", "numpy"):
        if len(name) > 2 and hasattr(sys.modules.get(module), name):
            return {"keras.layers": "layers", "numpy": "np"}.get(module, module) + f".{name}"
    # The function's own names are meant more often than the notebook's.
    others = [n for n in frame.f_globals if not n.startswith("_")] + dir(builtins)
    return nearest_of(name, frame.f_locals) or nearest_of(name, others)


# What NumPy says of arguments that Python's function of the same name takes.
_ARGUMENTS_OF_PYTHON = r"interpreted as an integer|out of bounds|unexpected keyword|multiple values"


def replaced_builtin(error: BaseException, line: str, frame: FrameType) -> str:
    """The function of Python's that the line means to call, where its name stands for another thing.

    "sum" for a name with a value that can't be called, "numpy.max" for NumPy's function of that
    name, which ``from numpy import *`` puts in the place of Python's; "" for none.
    """
    message = str(error)
    for name in re.findall(r"(?<![\w.])([A-Za-z_]\w*)(?=\s*\()", line):
        scope = frame.f_locals if name in frame.f_locals else frame.f_globals
        value, python = scope.get(name), getattr(builtins, name, None)
        if name not in scope or python is None or value is python:
            continue
        if not callable(value) and f"'{type(value).__name__}' object is not callable" in message:
            return name
        if value is getattr(np, name, None) and re.search(_ARGUMENTS_OF_PYTHON, message):
            return f"numpy.{name}"
    return ""


def _module_or_function(message: str, frame: FrameType) -> str:
    """The name in quotes, when a module, a function or a class outside has the same one."""
    found = re.search(r"'(\w+)'", message)
    name = found[1] if found else ""
    outside = frame.f_globals.get(name, getattr(builtins, name, None)) if name else None
    return name if callable(outside) or isinstance(outside, ModuleType) else ""


def _nearest_attribute(name: str, owner: Any) -> str:
    candidates = [n for n in dir(owner) if not n.startswith("_")]
    near = nearest_of(name, candidates)
    if near:
        return near
    if isinstance(owner, (np.ndarray, np.generic)) and callable(getattr(np, name, None)):
        return f"np.{name}"
    if (owner is np or isinstance(owner, (list, tuple))) and hasattr(np.ndarray, name):
        return f"x.{name}"
    longer = [n for n in candidates if n.startswith(name) and len(name) >= 4]
    return longer[0] if len(longer) == 1 else ""


def nearest_of(name: str, candidates: Iterable[str]) -> str:
    """The candidate that ``name`` may be a misspelling of; "" when none is, or several are."""
    scores = {n: score for n in candidates if (score := _farness(name, n)) is not None}
    best = [n for n, score in scores.items() if score == min(scores.values())]
    return best[0] if len(best) == 1 else ""


def _farness(name: str, other: str) -> int | None:
    """How many slips of the finger lie between two names; None when they are different words.

    In a short word one other letter makes another word, such as "diag" and "imag": there only
    letters that are missing, doubled or exchanged count as slips. So it is with numbers
    (``Conv1D``), and with parts of one letter (``x_test``).
    """
    a, b = name.lower(), other.lower()
    if a.replace("_", "") == b.replace("_", ""):
        return 0
    if min(len(a), len(b)) < 3 or re.sub(r"\D", "", a) != re.sub(r"\D", "", b):
        return None
    pairs = list(zip(a.split("_"), b.split("_"), strict=False))
    if a.count("_") == b.count("_") and any(p != q and len(p) == len(q) == 1 for p, q in pairs):
        return None
    allowed = 1 if len(a) < 8 else 2
    slips = _slips(a, b)
    if slips <= allowed and not (slips == 1 and len(a) == len(b) < 5 and sorted(a) != sorted(b)):
        return slips
    left_out = len(b) - len(a)
    is_short_form = a[0] == b[0] and 0 < left_out <= max(2, len(a) // 5) and _within(a, b)
    is_part = re.fullmatch(rf"[a-z]_{re.escape(a)}", b) is not None
    return left_out if is_short_form or is_part else None


def _within(letters: str, word: str) -> bool:
    """Whether the letters stand in the word, in their order."""
    rest = iter(word)
    return all(letter in rest for letter in letters)


def _slips(a: str, b: str) -> int:
    """The least number of letters to leave out, add, change or exchange with the next one."""
    if abs(len(a) - len(b)) > 2:
        return 3
    rows = [list(range(len(b) + 1))]
    for i, letter in enumerate(a, 1):
        row = [i]
        for j, other in enumerate(b, 1):
            steps = [rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != other)]
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                steps.append(rows[-2][j - 2] + 1)
            row.append(min(steps))
        rows.append(row)
    return rows[-1][-1]
