"""What exceptions mean in ``preprocess``, and which of them its own code raised on purpose."""

from __future__ import annotations

import re

import numpy as np

from autograder.checks import Function
from autograder.checks.calls import CallResult
from autograder.checks.exceptions import GENERAL_MISTAKES
from autograder.checks.lessons.lesson_02.scale_mistakes import RESCALE_EXCEPTIONS
from autograder.checks.lessons.lesson_02.shape_exceptions import reshape_mistakes
from autograder.checks.mistakes import Mistake, Raises

DATAFRAME = (
    "The table is a NumPy array. Its columns have no names: they are counted, `table[:, 0]`."
)


def _two_rows_are_in_order(function: Function) -> bool:
    return function.ask(np.zeros((2, 785), dtype=np.int64)).returned


ONE_ROW = (
    Mistake(
        "one-row-squeezed",
        Raises("IndexError", asks=_two_rows_are_in_order),
        "With two rows this does not happen: a table of one row loses an axis on the way.",
    ),
    Mistake(
        "one-row-squeezed",
        Raises("ValueError", r"broadcast|reshape", asks=_two_rows_are_in_order),
        "With two rows this does not happen: a table of one row loses an axis on the way.",
    ),
)


def table_mistakes(n: int) -> tuple[Mistake, ...]:
    """What exceptions mean in this exercise, for a table of n rows."""
    return (
        Mistake(
            "array-is-no-dataframe",
            Raises(
                "AttributeError",
                r"ndarray' object has no attribute '(columns|i?loc|drop|pop|head|keys)'",
            ),
            DATAFRAME,
        ),
        Mistake(
            "array-is-no-dataframe",
            Raises("IndexError", r"only integers, sl", r"\[[\"']"),
            DATAFRAME,
        ),
        Mistake(
            "name-not-defined",
            Raises("NameError", r"'(split_columns|class_counts|mean_image)'"),
            "This is a function of lesson 01. What another notebook defines is not known here: write "
            "what it does, or copy it into a cell of this notebook.",
        ),
        Mistake(
            "label-among-pixels",
            Raises("ValueError", rf"array of size {785 * n} into shape"),
            f"{785 * n} is {n} x 785: the column of the labels is still among the pixels.",
        ),
        Mistake(
            "pixel-column-lost",
            Raises("ValueError", rf"array of size {783 * n} into shape"),
            f"{783 * n} is {n} x 783: of the 784 columns of pixels one was left out.",
        ),
        Mistake(
            "row-for-column",
            Raises("ValueError", rf"array of size {785 * (n - 1)} into shape"),
            f"{785 * (n - 1)} is {n - 1} x 785: a row was taken off, not the column of the labels. "
            "`table[0]` is the first row, and `table[:, 0]` the first column.",
        ),
        Mistake(
            "raised-a-text",
            Raises("TypeError", r"exceptions must derive"),
            "`raise` needs an exception, such as `ValueError(...)` with the text between its "
            "brackets; a text alone can't be raised.",
        ),
        *(ONE_ROW if n == 1 else ()),
        Mistake(
            "row-for-column",
            Raises("ValueError", r"values to unpack", r"=\s*\(?table\)?\s*(#|$)"),
            "Taken apart like this, a table gives its rows, and each name gets one. Columns are "
            "`table[:, 0]` and `table[:, 1:]`, and the two lengths are `table.shape`.",
        ),
        Mistake(
            "shape-has-two-numbers",
            Raises("IndexError", r"tuple index out of range", r"shape\["),
            "`table.shape` holds two numbers: `table.shape[0]` is the number of rows, "
            "`table.shape[1]` the number of columns.",
        ),
        Mistake(
            "number-in-a-text",
            Raises("TypeError", r"can only concatenate str|unsupported operand type.*'str'"),
            "A text and a number can't be joined by `+`. Write the number into the text: "
            'f"{number} columns".',
        ),
        *reshape_mistakes(n),
        *RESCALE_EXCEPTIONS,
        # On a bad table it is right that the function's own code raises.
        *(m for m in GENERAL_MISTAKES if m.code not in ("raised-by-own-code", "ends-python")),
    )


def raised_on_purpose(outcome: CallResult) -> bool:
    """Whether the student's own code raised it: by ``raise`` or ``assert``, or by leaving Python.

    An error made while the text of a ``raise`` is put together is none of these.
    """
    if outcome.raised("SystemExit") or outcome.raised("AssertionError"):
        return True
    if not outcome.line:
        of_numpy = ("reshape", "truth value", "broadcast", "unpack")
        return outcome.raised("ValueError") and not any(w in outcome.message for w in of_numpy)
    if re.search(r"\braise\b", outcome.line) is None:
        return False
    accidents = ("NameError", "TypeError", "AttributeError", "LookupError")
    named = str(outcome.exception_type) in outcome.line
    return named or not any(outcome.raised(accident) for accident in accidents)
