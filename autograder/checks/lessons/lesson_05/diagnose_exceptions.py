"""Lesson 05: what the exceptions of ``diagnose`` mean."""

from __future__ import annotations

import re

import numpy as np

from autograder.checks.calls import CallResult
from autograder.checks.mistakes import Mistake, Raises


def _list_method(result: CallResult) -> str:
    found = re.search(r"no attribute '(\w+)'", result.message)
    name = found[1] if found else ""
    if name not in ("min", "max", "sum") and callable(getattr(np, name, None)):
        return f"A list has no such method. `np.{name}(...)` takes a list between its brackets."
    return (
        "A list has no such method. `min(...)`, `max(...)` and `np.mean(...)` take a list between "
        "their brackets."
    )


DIAGNOSE_EXCEPTIONS = (
    Mistake(
        "list-for-one-value",
        Raises(
            "TypeError",
            r"not supported between instances of '(list'|\w+' and 'list')|"
            r"unsupported operand type\(s\) for \S+ ('list'|'\w+' and 'list')|"
            r"can't multiply sequence",
        ),
        'An entry such as `history["accuracy"]` is a list with one value for each epoch, and one '
        "value is needed here. `[-1]` takes the last one.",
    ),
    Mistake(
        "types-do-not-combine",
        Raises("TypeError", r"unsupported operand type\(s\) for \S+ 'str' and 'str'"),
        "Both are texts. Unpacking a dict, or going through it, gives its keys and not its lists.",
    ),
    Mistake(
        "ampersand-for-and",
        Raises("TypeError", r"unsupported operand type\(s\) for [&|]: 'float'"),
        "`&` and `|` combine the bits of whole numbers. Between two conditions stands `and` or "
        "`or`.",
    ),
    Mistake(
        "list-for-one-value",
        Raises("ValueError", r"truth value of an array"),
        "This compares the values of all epochs at once, and `if` needs one answer. `[-1]` takes "
        "the value of the last epoch.",
    ),
    Mistake(
        "history-dict-as-object",
        Raises("AttributeError", r"'dict' object has no attribute"),
        '`history` is a dict here, and its entries are read with brackets: `history["accuracy"]`.',
    ),
    Mistake(
        "attribute-not-there",
        Raises("AttributeError", r"'list' object has no attribute"),
        _list_method,
    ),
    Mistake(
        "epoch-out-of-range",
        Raises("IndexError", r"list index out of range|is out of bounds"),
        "This training has fewer epochs than the index asks for. A list of n values has the "
        "indices 0 to n - 1, and `[-1]` is the last value of any list.",
    ),
    Mistake(
        "key-not-there",
        Raises("KeyError"),
        'The four keys are "loss", "accuracy", "val_loss" and "val_accuracy".',
    ),
)
