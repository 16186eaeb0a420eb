"""Names that learners bring along: of modules that they forgot to import, and of other libraries."""

from __future__ import annotations

import re

# The import that gives a name, for names that are often used without it.
IMPORTS = {
    "Counter": "from collections import Counter",
    "defaultdict": "from collections import defaultdict",
    "deepcopy": "from copy import deepcopy",
    "reduce": "from functools import reduce",
    "partial": "from functools import partial",
    "train_test_split": "from sklearn.model_selection import train_test_split",
    "keras": "import keras",
    "to_categorical": "from keras.utils import to_categorical",
    "plt": "import matplotlib.pyplot as plt",
    "tf": "import tensorflow as tf",
    "pd": "import pandas as pd",
    "nn": "from torch import nn",
    **{
        name: f"import {name}"
        for name in (
            "copy",
            "math",
            "collections",
            "itertools",
            "functools",
            "operator",
            "os",
            "sys",
            "time",
        )
    },
    **{name: f"import {name}" for name in ("torch", "scipy", "pandas")},
}
NUMPY_IS_ENOUGH = " NumPy, `np`, can do without it."
IN_THEIR_PLACE = {
    "copy": " An array has a method `copy`, as in `x.copy()`, which needs no import.",
    "pd": NUMPY_IS_ENOUGH,
    "pandas": NUMPY_IS_ENOUGH,
    "scipy": NUMPY_IS_ENOUGH,
    "torch": " The course works with NumPy and Keras in place of PyTorch.",
    "nn": " The course works with NumPy and Keras in place of PyTorch.",
}

_PANDAS = (
    "iloc loc iat at ix columns values index to_numpy to_list head tail drop dropna fillna groupby "
    "value_counts sort_values sort_index apply map isin unique nunique iterrows itertuples "
    "reset_index set_index describe idxmax idxmin rename melt pivot_table"
).split()
# What people look for behind the dot of an array, and how it is done.
_OF_ARRAYS = {
    "append": "`np.append(x, value)` gives a longer array; a list grows by `append`",
    "extend": "`np.concatenate([x, y])` joins two arrays",
    "count": "`np.sum(x == value)` counts a value",
    "index": "`np.argwhere(x == value)` gives the places of a value, `x.argmax()` that of the largest",
    "insert": "`np.insert(x, place, value)` gives a longer array",
    "pop": "`x[1:]` leaves the first value out, `x[:-1]` the last",
    "remove": "a mask such as `x[x != value]` leaves a value out",
    "reverse": "`x[::-1]` turns the order round",
    "len": "`len(x)` is its length, `x.shape` has the length of each axis",
    "length": "`len(x)` is its length, `x.shape` has the length of each axis",
    "numpy": "it is a NumPy array already",
    "detach": "it is a NumPy array already",
    "cpu": "it is a NumPy array already",
    "unsqueeze": "`x[..., np.newaxis]` adds an axis",
    "permute": "`x.transpose(...)` changes the order of the axes",
    "long": "`x.astype(np.int64)` changes the type",
    "int": "`x.astype(np.int64)` changes the type",
    "float": "`x.astype(np.float32)` changes the type",
    "double": "`x.astype(np.float64)` changes the type",
    "byte": "`x.astype(np.uint8)` changes the type",
    "to": "`x.astype(...)` changes the type",
    "type": "`x.dtype` is its type, `x.astype(...)` changes it",
    "cast": "`x.astype(...)` changes the type",
    "numel": "`x.size` is the number of values",
    "dim": "`x.ndim` is the number of axes",
}

# What people look for behind `np.`, and how it is done.
_OF_NUMPY = {
    "ln": "the natural logarithm is `np.log`",
    "sqr": "the square is `x ** 2`",
    "len": "`len(x)` is Python's own",
    "length": "`len(x)` is Python's own",
    "range": "`np.arange` gives an array, `range` is Python's own",
    "avg": "the mean is `np.mean`",
    "cat": "arrays are joined by `np.concatenate`",
    "tensor": "an array is made by `np.array`",
    "clamp": "values are limited by `np.clip`",
    "relu": "it is `np.maximum(x, 0)`",
    "onehot": "one-hot rows are `np.eye(number_of_classes)[labels]`",
    "one_hot": "one-hot rows are `np.eye(number_of_classes)[labels]`",
    "to_categorical": "one-hot rows are `np.eye(number_of_classes)[labels]`",
    "softmax": "it is made of `np.exp` and a sum",
    "sigmoid": "it is `1 / (1 + np.exp(-x))`",
}


def missing_import(name: str, line: str = "") -> str:
    """What is said of a name that an import defines, on a line of code; "" for any other name."""
    if name == "F" and re.search(r"\bF\.\w", line):
        return (
            "`F` is PyTorch's usual name for its functions, and nothing here defines it."
            + (IN_THEIR_PLACE["torch"])
        )
    statement = IMPORTS.get(name)
    if statement is None:
        return ""
    text = f"`{name}` comes from an import, `{statement}`, and no line that ran before this one has it."
    return text + IN_THEIR_PLACE.get(name, "")


# A comparison whose second side, a number, has a method of the whole comparison behind it.
_COMPARED_FIRST = r"[=!<>]=?\s*[\w.\[\]]+\.(sum|mean|any|all|astype)\("


def foreign_attribute(message: str, line: str) -> str:
    """What is said of a name behind a dot that is found elsewhere; "" for any other."""
    behind = re.search(_COMPARED_FIRST, line)
    if behind and re.search(rf"^'(int|float|bool)' .*'{behind[1]}'$", message):
        return (
            f"`.{behind[1]}(...)` belongs to the number just before the dot, not to the comparison. "
            f"Brackets change that: `(x == 3).{behind[1]}(...)`."
        )
    found = re.search(r"module 'numpy' has no attribute '(\w+)'", message)
    if found and found[1] in _OF_NUMPY:
        return f"NumPy has nothing of that name: {_OF_NUMPY[found[1]]}."
    found = re.search(r"'numpy\.ndarray' object has no attribute '(\w+)'", message)
    name = found[1] if found else ""
    if name in _OF_ARRAYS:
        return f"An array has nothing of that name: {_OF_ARRAYS[name]}."
    if name in _PANDAS:
        return f"`{name}` belongs to tables of pandas, and what stands before the dot is an array."
    return ""
