"""What common exceptions of Python, NumPy and Keras mean, for every exercise.

A check's own mistakes are looked at first. The messages are those of Python 3.11 to 3.13 and of
NumPy 2; an exception that none of these predicts keeps the code ``raises``. (The library
friendly-traceback explains Python's exceptions; it does not know NumPy's and Keras's, and its
last release is of 2022.)
"""

from __future__ import annotations

import re

from autograder.checks.calls import CallResult
from autograder.checks.mistakes import Mistake, Raises
from autograder.checks.other_libraries import foreign_attribute, missing_import


def is_unwritten(result: CallResult) -> bool:
    """Whether the call ended at the ``raise NotImplementedError()`` of an unwritten exercise.

    Keras raises the same class for what it can't do, and a kernel a subclass for ``input()``.
    """
    if result.exception_type != "NotImplementedError":
        return False
    if not result.line:  # a cell that Python can't show, or a library that tells why
        return not result.message
    return re.match(r"raise\b", result.line) is not None


def _replaced(result: CallResult) -> str:
    module, _, name = result.suggestion.rpartition(".")
    if module:
        return (
            f"`{name}` is NumPy's function on this line, and not Python's, which takes other "
            f"arguments: `from numpy import *` has replaced it. With `import numpy as np` there "
            f"are both, `{name}` and `np.{name}`."
        )
    return f"`{name}` is not Python's function any more: the name was given another value."


def _missing_name(result: CallResult) -> str:
    name = _quoted(result.message)
    if missing_import(name, result.line):
        return missing_import(name, result.line)
    if not result.suggestion:
        return (
            f"No line that ran before this one defines `{name}`. Is it spelled as where it was defined, "
            "and is it defined in a cell above or inside the function?"
        )
    return f"`{name}` is not defined; the name `{result.suggestion}` is. Did you mean that?"


def _assigned_later(result: CallResult) -> str:
    text = "The name is assigned somewhere in the function, but not before this line was reached."
    if not result.suggestion:
        return text
    return (
        f"{text} The `{result.suggestion}` outside the function, a module or a function, is not "
        "seen here."
    )


def _missing_attribute(result: CallResult) -> str:
    nothing = "What stands before the dot has nothing of that name"
    if said := foreign_attribute(result.message, result.line):
        return said
    suggestion = result.suggestion
    if not suggestion:
        return f"{nothing}."
    if suggestion.startswith("np."):
        return f"{nothing}, but NumPy has a function `{suggestion}(...)`."
    if suggestion.startswith("x."):
        name = suggestion[2:]
        text = f"{nothing}, but an array has: `x.{name}`, where `x` is an array."
        if result.message.startswith("'list' "):
            return f"{text} `np.array(...)` makes an array of a list."
        return text
    return f"What stands before the dot has no such name, but it has `{suggestion}`."


# What Python, requests and Keras say where nothing can be reached.
NO_NETWORK = (
    r"name resolution|Name or service not known|Network is unreachable|Max retries exceeded|"
    r"URL fetch failure"
)
# With these functions, `dim=` means a shape, as R's `array(x, dim=...)` does.
SHAPE_ARGUMENT = r"\b(?:as)?array\("
# Names of arguments in other libraries, and NumPy's.
OTHER_ARGUMENTS = {"dim": "axis", "dims": "axis", "axes": "axis", "keepdim": "keepdims"}


def _other_arguments(result: CallResult) -> str:
    if not result.line:
        return (
            "The check calls your function with the arguments of its first `def` line in the "
            "lesson; keep these parameters."
        )
    found = re.search(r"keyword argument '(\w+)'", result.message)
    if found and found[1] in ("dim", "dims") and re.search(SHAPE_ARGUMENT, result.line):
        return f"It takes no `{found[1]}=`; `x.reshape(...)` gives an array another shape."
    if found and found[1] in OTHER_ARGUMENTS:
        return f"It takes no `{found[1]}=`; NumPy's name for it is `{OTHER_ARGUMENTS[found[1]]}=`."
    return "The call on this line gives other arguments than that function takes."


def _quoted(message: str) -> str:
    found = re.search(r"'([^']*)'", message)
    return found[1] if found else "the name"


# An opening bracket, and "for" before it closes; a call's own brackets may lie between them.
GENERATOR = r"\((?:[^\[\]()]|\([^()]*\))*\bfor\b.*\bin\b"
# Two comparisons with "|" or "&" between them, and no bracket closed in between.
COMPARISONS_WITHOUT_BRACKETS = (
    r"(?:[<>]=?|[=!]=)\s*[\w.\[\]:, -]+[|&]\s*[\w.\[\]:, -]+(?:[<>]|[=!]=)"
)
REDUCTIONS = "sum|max|min|mean|median|std|var|any|all|argmax|argmin|count_nonzero"
VALUE, TYPE, INDEX = "ValueError", "TypeError", "IndexError"

GENERAL_MISTAKES = (
    Mistake(
        "asks-for-input",
        Raises(("StdinNotImplementedError", "EOFError"), r"input|EOF when reading"),
        "`input()` asks a person; a check calls your function without one.",
    ),
    Mistake(
        "raised-by-own-code",
        Raises("Exception", line=r"^raise\b.*\b{type}\b"),
        "This line of your own code raised it, for an input that is a right one.",
    ),
    Mistake(
        "assertion-of-own-code",
        Raises("AssertionError", line=r"^assert\b"),
        "This `assert` of your own code was not true for an input that is a right one.",
    ),
    Mistake(
        "builtin-replaced",
        Raises(
            ("TypeError", "ValueError", "IndexError"), suggests=r"^(numpy\.)?\w+$", line=r"\w\("
        ),
        _replaced,
    ),
    Mistake("ends-python", Raises("SystemExit"), "It ended Python itself, as `exit()` does."),
    Mistake(
        "arrow-for-assignment",
        Raises(("NameError", TYPE), line=r"^[A-Za-z_]\w*\s*<-"),
        "`<-` is no assignment in Python: the line compares with `<`, and `-` is a minus sign.",
    ),
    Mistake("used-before-assigned", Raises("UnboundLocalError"), _assigned_later),
    Mistake("name-not-defined", Raises("NameError"), _missing_name),
    Mistake(
        "module-not-found",
        Raises("ModuleNotFoundError"),
        "No package of this name is here. `autograder packages` lists those that are there when it "
        "is graded.",
    ),
    Mistake(
        "needs-the-network",
        Raises("Exception", NO_NETWORK),
        "A network is needed on this line, and there is none when your notebook is graded.",
    ),
    Mistake(
        "file-not-found",
        Raises("FileNotFoundError"),
        "A check calls your function with all that it needs; it should read no file.",
    ),
    Mistake(
        "none-used-as-value",
        Raises(("AttributeError", TYPE), r"'?NoneType'?"),
        "A value on this line is None: what gave it did not `return` anything, as methods that "
        "change their object in place do.",
    ),
    Mistake(
        "attribute-not-writable",
        Raises("AttributeError", r"has no setter|not writable|can't set attribute|read-?only"),
        "What stands behind the dot can be read, and not assigned.",
    ),
    Mistake(
        "method-not-called",
        Raises("AttributeError", r"^'(function|method|builtin_function_or_method)' object has no"),
        "A function or a method without its parentheses is not called: what stands before the dot "
        "is the function itself, not its result.",
    ),
    Mistake("attribute-not-there", Raises("AttributeError"), _missing_attribute),
    Mistake(
        "shapes-do-not-broadcast",
        Raises(VALUE, r"operands could not be broadcast|shape mismatch: objects cannot be broad"),
        "NumPy compares the two shapes from the right: each pair of lengths must be equal, or "
        "one of the two must be 1.",
    ),
    Mistake(
        "assigned-shape-differs",
        Raises(VALUE, r"could not broadcast input array|cannot copy sequence with size"),
        "The value on the right of `=` has another shape than the place on the left.",
    ),
    Mistake(
        "matrix-product-shapes",
        Raises(VALUE, r"matmul: Input operand|shapes .* not aligned"),
        "A matrix product needs as many columns on the left as rows on the right.",
    ),
    Mistake(
        "reshape-changes-size",
        Raises(VALUE, r"cannot reshape array of size"),
        "`reshape` keeps every value: the product of the new lengths must be the old size.",
    ),
    Mistake(
        "truth-of-array",
        Raises(VALUE, r"truth value of an array", COMPARISONS_WITHOUT_BRACKETS),
        "Python computes `|` and `&` before `<`, `>` and `==`: here they join the values between "
        "the two comparisons. Put each comparison in brackets, as in `(x < 3) | (x > 7)`.",
    ),
    Mistake(
        "truth-of-array",
        Raises(VALUE, r"truth value of an array|truth value of an empty array"),
        "A comparison with an array gives one True or False for each value; `if`, `and`, `or` "
        "and `not` need a single one.",
    ),
    Mistake(
        "rows-of-different-lengths",
        Raises(VALUE, r"inhomogeneous shape"),
        "Rows of different lengths, or values of different kinds, make no array.",
    ),
    Mistake(
        "method-not-called",
        Raises(TYPE, r"'(builtin_function_or_method|method)'(?! object is not (subscr|call))"),
        "A function or a method without its parentheses is not called: `x.sum` is the method "
        "itself, `x.sum()` is the sum.",
    ),
    Mistake(
        "sequence-for-number",
        Raises((VALUE, TYPE), r"array element with a sequence|can be converted to Python scal"),
        "A single number is needed here, and an array of several came.",
    ),
    Mistake(
        "list-has-one-index",
        Raises(TYPE, r"list indices must be integers or slices, not tuple"),
        "A list takes one index, `rows[y]`; with a comma, as in `array[y, x]`, only an array can.",
    ),
    Mistake(
        "shape-is-a-tuple",
        Raises(TYPE, r"'tuple'(?! object is not call)|tuple \(not", r"\.shape"),
        "`.shape` is a tuple with one number for each axis; here a single number is needed.",
    ),
    Mistake(
        "shape-not-in-brackets",
        Raises(TYPE, r"Cannot interpret '[-\d.]+' as a data type"),
        "A number stands where the dtype belongs: a shape is one argument, as in "
        "`np.zeros((3, 4))`.",
    ),
    Mistake(
        "where-with-two-arguments",
        Raises("ValueError", r"either both or neither of x and y"),
        "`np.where` takes a condition alone, or a condition and two values: one where it is true, "
        "one where it is false.",
    ),
    Mistake(
        "array-for-whole-number",
        Raises(TYPE, r"integer scalar arrays can be converted"),
        "One whole number is needed here, and an array came: a list is no array and can't be "
        "indexed by one; a length, a count and an axis are single numbers.",
    ),
    Mistake(
        "text-as-index",
        Raises(
            (INDEX, TYPE),
            r"indices must be integers or slices, not str|string indices must be integers",
        ),
        "A list and a text have places, 0, 1, 2 and so on; a text as an index belongs to a dictionary.",
    ),
    Mistake(
        "text-as-index",
        Raises(INDEX, r"only integers, slices", r"^[^\[]*[\w)]\s*\[(?:[^\[\]]*,)?\s*[\"'][^\[]*$"),
        "An array has places, 0, 1, 2 and so on, and no names: a text is no index of it.",
    ),
    Mistake(
        "index-not-whole",
        Raises(
            (INDEX, TYPE),
            r"only integers, slices|slice indices must be integers|'float' object cannot be inter"
            r"preted as an integer|list indices must be integers|"
            r"expected a sequence of integers|must be of integer \(or boolean\) type",
        ),
        "An index, and a length, must be a whole number of type int.",
    ),
    Mistake(
        "too-many-indices",
        Raises(INDEX, r"too many indices"),
        "There are more indices between the brackets than the array has axes.",
    ),
    Mistake(
        "mask-of-other-length",
        Raises(INDEX, r"boolean index did not match"),
        "A mask must be as long as the axis that it selects from.",
    ),
    Mistake(
        "generator-for-array",
        Raises(
            ("AxisError", TYPE),
            r"dimension 0$|'generator' object|'generator' and|as a \"sequence\" type",
            GENERATOR,
        ),
        "`... for ... in ...` between round brackets is a generator. NumPy takes it for one single "
        "object; a list stands between square brackets.",
    ),
    Mistake(
        "second-argument-is-axis",
        Raises("AxisError", line=rf"np\.({REDUCTIONS})\([^,()]+,\s*(?!axis\b)[A-Za-z_]"),
        "The second argument of this function is the axis: what stands there was taken for one.",
    ),
    Mistake(
        "axis-out-of-range",
        Raises(("AxisError", VALUE), r"axis .*out of bounds|axes don't match array"),
        "The array has fewer axes; the first one is axis 0.",
    ),
    Mistake(
        "list-does-not-grow",
        Raises(INDEX, r"list assignment index out of range"),
        "An assignment changes an item that a list has; it adds none.",
    ),
    Mistake(
        "index-out-of-range",
        Raises(INDEX, r"out of bounds|out of range"),
        "The highest index is the length of the axis minus 1.",
    ),
    Mistake(
        "division-by-zero",
        Raises("ZeroDivisionError"),
        "The divisor is 0 for this input.",
    ),
    Mistake(
        "unpacking-count",
        Raises(VALUE, r"values to unpack"),
        "The number of names on the left of `=` differs from the number of values on the right.",
    ),
    Mistake(
        "unpacking-count",
        Raises(TYPE, r"cannot unpack non-iterable"),
        "Several names stand on the left of `=`, and one single value on the right.",
    ),
    Mistake(
        "concatenated-shapes-differ",
        Raises(
            VALUE,
            r"number of dimensions|array dimensions|need at least one array|must have the same shape|"
            r"zero-dimensional arrays cannot",
        ),
        "Arrays are joined along one axis; all their other lengths must agree.",
    ),
    Mistake(
        "empty-array",
        Raises(VALUE, r"zero-size array|empty sequence|empty iterable|a cannot be empty"),
        "There is no value here to take one from: nothing was selected before.",
    ),
    Mistake(
        "number-out-of-type",
        Raises("OverflowError", r"out of bounds for|too large to convert"),
        "The number does not fit into this type; uint8 holds 0 to 255.",
    ),
    Mistake(
        "result-type-too-small",
        Raises(TYPE, r"Cannot cast ufunc"),
        "An operation that writes into its array, such as `/=`, can't change the array's type.",
    ),
    Mistake(
        "array-keeps-its-size",
        Raises(VALUE, r"cannot delete array elements"),
        "`del` takes items out of a list or a dictionary. An array keeps its size; `x[1:]` is what "
        "follows the first, and `x[:, 1:]` what follows the first column.",
    ),
    Mistake(
        "array-is-read-only",
        Raises(VALUE, r"read-only"),
        "This array may not be changed; work on a new one, such as `x.copy()`.",
    ),
    Mistake(
        "item-assignment",
        Raises(TYPE, r"does not support item assignment"),
        "A tuple, a number and a text can't be changed in place; a list or an array can.",
    ),
    Mistake(
        "minus-of-booleans",
        Raises(TYPE, r"numpy boolean (negative|subtract)"),
        "NumPy has no minus for arrays of True and False; `~mask` turns True and False round.",
    ),
    Mistake(
        "dtype-not-known",
        Raises(TYPE, r"data type .* not understood"),
        "NumPy has no type of this name.",
    ),
    Mistake(
        "arguments-do-not-fit",
        Raises(
            TYPE,
            r"positional argument|unexpected keyword argument|multiple values for|"
            r"required keyword-only argument|takes no arguments|takes at (most|least)|"
            r"takes exactly|missing required argument|invalid keyword argument|"
            r"Cannot interpret '.*' as a data type|order must be str",
        ),
        _other_arguments,
    ),
    Mistake(
        "not-callable",
        Raises(TYPE, r"object is not callable"),
        "Round brackets call a function, and what stands before them is none. Is an operator or "
        "a comma missing, should they be square brackets, or is a function's name used for a "
        "variable?",
    ),
    Mistake(
        "not-subscriptable",
        Raises(TYPE, r"not subscriptable"),
        "Square brackets take an item, and what stands before them has no items. Should they be "
        "round ones, to call a function?",
    ),
    Mistake(
        "types-do-not-combine",
        Raises(
            TYPE,
            r"unsupported operand|can only concatenate|can't multiply sequence|did not contain a "
            r"loop|not supported between|bad operand type|not supported for the input types",
        ),
        "Python has no such operation for these two types. A list, for example, is no array: "
        "`np.asarray(...)` makes one of it.",
    ),
    Mistake(
        "not-iterable",
        Raises(TYPE, r"is not iterable|has no len\(\)|len\(\) of unsized"),
        "A loop, `len`, `max` and `sum` need something with items; a single number has none. `range(n)` "
        "counts from 0 to n - 1.",
    ),
    Mistake(
        "key-not-there",
        Raises("KeyError"),
        "The dictionary has no such key. `print(list(the_dictionary))` shows its keys.",
    ),
    Mistake(
        "calls-itself-without-end",
        Raises("RecursionError"),
        "The function calls itself again and again.",
    ),
    Mistake("out-of-memory", Raises("MemoryError"), "The arrays on this line are too large."),
    Mistake(
        "operation-not-supported",
        Raises("NotImplementedError"),
        "A library says that it can't do this with these arguments; your exercise is not meant.",
    ),
)
