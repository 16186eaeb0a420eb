"""Lesson 05: calls that take one number, or two things, where an array was given."""

from __future__ import annotations

import re

from autograder.checks.calls import CallResult
from autograder.checks.mistakes import Mistake, Raises


def _array_method(result: CallResult) -> str:
    found = re.search(r"attribute '(\w+)'", result.message)
    name = found[1] if found else "it"
    return f"An array has no method `{name}`: write `np.{name}(...)` around the array."


# Mistakes that the exceptions of softmax and cross_entropy have in common
NUMPY_CALLS = (
    Mistake(
        "method-for-function",
        Raises("AttributeError", r"'numpy\.ndarray' object has no attribute '(exp|log|maximum)'"),
        _array_method,
    ),
    Mistake(
        "math-on-array",
        Raises("TypeError", r"Python scalars|must be real number", r"\bmath\.\w+\("),
        "The functions of `math` take one number, and an array of several came; those of `np` "
        "take whole arrays.",
    ),
    Mistake(
        "arguments-do-not-fit",
        Raises("TypeError", r"unexpected keyword argument '(dim|keepdim)'"),
        "NumPy's names are `axis=` and `keepdims=`; `dim=` and `keepdim=` are PyTorch's.",
    ),
    Mistake(
        "axis-as-text",
        Raises("TypeError", r"interpreted as an integer", r"axis\s*=\s*['\"]"),
        "NumPy's axes have numbers, and no names.",
    ),
    Mistake(
        "max-for-maximum",
        Raises(
            "TypeError", r"interpreted as an integer", r"np\.(max|min|amax|amin)\(|\.(max|min)\("
        ),
        "The second argument of `np.max` is an axis. `np.maximum(array, number)` compares each "
        "value with the number.",
    ),
    Mistake(
        "pythons-own-max",
        Raises("ValueError", r"truth value of an array", r"(?<![\w.])(max|min)\("),
        "Python's own `max` compares two things as wholes, and a comparison of arrays has one "
        "answer for each value. NumPy's own functions work on arrays.",
    ),
)
