"""What common exceptions are called, and what the student is shown of them."""

from __future__ import annotations

import linecache
import warnings
from typing import Any

import numpy as np
import pytest

from autograder.checks import CheckFailedError, Function
from autograder.checks.capture import capture_output
from autograder.checks.catalogue import catalogue
from autograder.checks.exceptions import GENERAL_MISTAKES
from autograder.checks.function import call_here
from autograder.checks.mistakes import Behaves, Mistake, Raises, codes_of, find_mistakes
from autograder.checks.traceback_place import nearest_of, without_traces

CODES = {
    "np.ones((4, 10)) / np.ones(4)": "shapes-do-not-broadcast",
    "np.zeros((2, 2))[0] = np.ones(3)": "assigned-shape-differs",
    "np.ones((2, 3)) @ np.ones((2, 3))": "matrix-product-shapes",
    "np.dot(np.ones((2, 3)), np.ones((2, 3)))": "matrix-product-shapes",
    "np.ones(10).reshape(3, 3)": "reshape-changes-size",
    "1 if np.arange(3) > 1 else 0": "truth-of-array",
    "np.array([[1, 2], [3]])": "rows-of-different-lengths",
    "np.zeros(3)[0] = np.ones(2)": "sequence-for-number",
    "int(np.ones(3))": "sequence-for-number",
    "np.zeros(3)[0] = np.ones(3).sum": "method-not-called",
    "np.ones(3).sum / 2": "method-not-called",
    "[[1]][0, 0]": "list-has-one-index",
    "range(np.eye(3).shape)": "shape-is-a-tuple",
    "np.eye(3).shape - 1": "shape-is-a-tuple",
    "np.eye(3).shape + 1": "shape-is-a-tuple",
    "np.ones(3)[1.5]": "index-not-whole",
    "range(2.5)": "index-not-whole",
    "np.zeros(2.5)": "index-not-whole",
    "[1, 2][np.array([0, 1])]": "array-for-whole-number",
    "np.concatenate(np.ones(2), np.ones(2))": "array-for-whole-number",
    "np.where(np.ones(3) > 0, 1)": "where-with-two-arguments",
    "[1, 2][1.0]": "index-not-whole",
    "np.eye(3)[np.array([1.0])]": "index-not-whole",
    "np.ones(3)['label']": "text-as-index",
    "[1]['label']": "text-as-index",
    "np.mean((i for i in x), axis=0)": "generator-for-array",
    "np.stack(abs(i) for i in x)": "generator-for-array",
    "np.mean(i for i in x)": "generator-for-array",
    "np.count_nonzero(x, numbers[1])": "second-argument-is-axis",
    "np.mean([abs(i) for i in x], axis=1)": "axis-out-of-range",
    "np.sum(x, 2)": "axis-out-of-range",
    "np.ones(3)[0, 1]": "too-many-indices",
    "np.ones(3)[np.ones(4) > 0]": "mask-of-other-length",
    "np.ones(3).sum(axis=1)": "axis-out-of-range",
    "np.ones((3, 3)).transpose(0, 1, 2)": "axis-out-of-range",
    "np.ones(3)[3]": "index-out-of-range",
    "[1][3]": "index-out-of-range",
    "[][0] = 1": "list-does-not-grow",
    "1 / 0": "division-by-zero",
    "a, b = np.ones(3)": "unpacking-count",
    "a, b = 3": "unpacking-count",
    "np.concatenate([np.ones((2, 2)), np.ones(3)])": "concatenated-shapes-differ",
    "np.concatenate([])": "concatenated-shapes-differ",
    "np.concatenate([1, 2])": "concatenated-shapes-differ",
    "np.array([]).max()": "empty-array",
    "max([])": "empty-array",
    "np.argmax([])": "empty-array",
    "np.array([300], dtype=np.uint8)": "number-out-of-type",
    "x /= 255": "result-type-too-small",
    "np.broadcast_to(x, (2, 3))[0] = 1": "array-is-read-only",
    "del x[0]": "array-keeps-its-size",
    "(1, 2)[0] = 1": "item-assignment",
    "np.zeros()": "arguments-do-not-fit",
    "np.zeros(3, 3)": "shape-not-in-brackets",
    "np.ones(3).mean(axiss=0)": "arguments-do-not-fit",
    "np.ones(3)(0)": "not-callable",
    "np.ones[0]": "not-subscriptable",
    "[1, 2] / 2": "types-do-not-combine",
    "np.exp('a')": "types-do-not-combine",
    "[i for i in 10]": "not-iterable",
    "len(5)": "not-iterable",
    "{}['acc']": "key-not-there",
    "f(x)": "calls-itself-without-end",
    "np.zeros(10**15)": "out-of-memory",
    "None.shape": "none-used-as-value",
    "None + 1": "none-used-as-value",
    "[1].shape": "attribute-not-there",
    "x.size = 3": "attribute-not-writable",
    "nump.ones(3)": "name-not-defined",
    "import scikit": "module-not-found",
    "(0 for _ in ()).throw(OSError(101, 'Network is unreachable'))": "needs-the-network",
    "open('table.csv')": "file-not-found",
    "late = late + 1": "used-before-assigned",
    "late <- x": "arrow-for-assignment",
    "x <- [1]": "arrow-for-assignment",
    "assert x is None": "assertion-of-own-code",
    "raise ValueError('x')": "raised-by-own-code",
    "raise ValueError('it is ' + 3)": "types-do-not-combine",
    "exit()": "ends-python",
    "input()": "asks-for-input",
    "x.astype('flaot32')": "dtype-not-known",
    "-(np.ones(3) > 0)": "minus-of-booleans",
    "sum = 0; return sum(x)": "builtin-replaced",
    "max = np.max; return max(x[0], 2.5)": "builtin-replaced",
    "min = np.min; return min([1, 2], key=abs)": "builtin-replaced",
    "round = abs; return round(x, 2, 3)": "arguments-do-not-fit",
    "(np.ones(3) > 0) - (np.ones(3) > 1)": "minus-of-booleans",
    "np.zeros((3, 3), 0.5)": "shape-not-in-brackets",
    "np.linalg.inv(np.zeros((2, 2)))": "raises",
}


def function(statement: str, name: str = "f") -> Function:
    source = f"def {name}(x):\n    {statement}\n"
    file = f"<{statement}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    names: dict[str, Any] = {"np": np, "numbers": np.arange(3)}
    exec(compile(source, file, "exec"), names)
    return Function(name, call_here(names[name]))


def failure(called: Function, *args: Any) -> CheckFailedError:
    with pytest.raises(CheckFailedError) as caught:
        called(*args)
    return caught.value


X = np.array([1, 2, 3], dtype=np.uint8)


@pytest.mark.parametrize(("statement", "code"), CODES.items())
def test_common_exceptions_have_names(
    statement: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(prompt: str = "") -> str:
        raise EOFError("EOF when reading a line")

    monkeypatch.setattr("builtins.input", nobody)
    failed = failure(function(statement), X)
    assert failed.code == code
    assert f"`{statement}`" in failed.observed


def test_every_name_of_an_exception_is_tried_and_is_in_the_catalogue() -> None:
    codes = set(codes_of(GENERAL_MISTAKES))
    assert codes - set(CODES.values()) == {"operation-not-supported"}  # tried below
    assert codes <= set(catalogue().codes)


def test_strict_settings_of_the_notebook_make_no_right_function_wrong() -> None:
    with np.errstate(all="raise"):
        underflow = function("return np.exp(np.array([-800.0, 0.0]))").try_call(X)
    assert np.array_equal(underflow.value, [0, 1])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        divided = function("return np.zeros(2) / np.zeros(2)").try_call(X)
        assert np.isnan(divided.value).all()
        # What the student's own code raises stays what it is.
        assert function("raise UserWarning('no')").try_call(X).raised("UserWarning")


def test_a_library_that_says_it_can_not_is_no_unwritten_exercise() -> None:
    def library(x: Any) -> None:
        raise NotImplementedError("Cannot convert a symbolic tf.Tensor to a numpy array.")

    library.__code__ = library.__code__.replace(co_filename="/x/site-packages/keras/ops.py")
    assert failure(Function("f", call_here(library)), X).code == "operation-not-supported"
    assert failure(function("raise NotImplementedError()"), X).code == "not-implemented"


@pytest.mark.parametrize(
    ("statement", "nearest"),
    [
        ("return nubmers.sum()", "`numbers`"),
        ("return X.sum()", "`x`"),
        ("number = 1; return numbr", "`number`"),
        ("return newaxis", "`np.newaxis`"),
        ("return np.maen(x)", "`mean`"),
        ("return x.Shape", "`shape`"),
        ("return x.diag()", "`np.diag(...)`"),
        ("return x.trans()", "`transpose`"),
        ("return x.index(2)", "`np.argwhere(x == value)`"),
        ("return np.flatten(x)", "`x.flatten`"),
        ("return [1].shape", "`x.shape`"),
        ("return x.sum(dim=0)", "`axis=`"),
        ("return qqqq", "spelled"),
        ("np = [np.ones(3)]", "`np` outside the function"),
        ("sum += 1", "`sum` outside the function"),
    ],
)
def test_the_nearest_name_is_offered(statement: str, nearest: str) -> None:
    assert nearest in failure(function(statement), X).observed


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("lenght", "length"),
        ("LENGTH", "length"),
        ("y_preds", "y_pred"),
        ("pred", "y_pred"),
        ("leng", "length"),
        ("Conv2d", "Conv2D"),
        ("Conv3D", ""),  # another number is another thing
        ("diag", ""),  # "imag" is another word
        ("maximum", ""),
        ("y_test", ""),  # "x_test" holds something else
        ("train", ""),  # it may be either
        ("s", ""),
    ],
)
def test_another_word_is_no_misspelling(name: str, nearest: str) -> None:
    others = ["Conv2D", "imag", "image", "length", "minimum", "x_test", "x_train", "y_pred"]
    assert nearest_of(name, [*others, "y_train"]) == nearest


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("Counter(x)", "`from collections import Counter`"),
        ("pd.Series(x)", "can do without it"),
        ("torch.sum(x)", "NumPy and Keras in place of PyTorch"),
        ("x.value_counts()", "belongs to tables of pandas"),
        ("x.long()", "An array has nothing of that name: `x.astype(np.int64)`"),
    ],
)
def test_names_of_other_libraries_are_known(statement: str, words: str) -> None:
    assert words in failure(function(statement), X).observed


def test_the_values_on_the_line_are_shown() -> None:
    observed = failure(function("return x[: 2] + np.ones(3) + len(numbers)"), X).observed
    assert "`x` is a uint8 array of shape (3,)" in observed
    assert "`numbers` is an int64 array of shape (3,)" in observed
    assert "`len`" not in observed and "`np`" not in observed


def test_a_line_and_a_message_that_are_cut_say_so() -> None:
    observed = failure(function(f"a = {'1 + ' * 40}x['`b`']"), X).observed
    assert "+…`. There" in observed
    assert "`x[''b'']`. There" in failure(function("x['`b`']"), X).observed
    observed = failure(function("raise KeyError('`a` ' * 100 + '`b')"), X).observed
    assert "…" in observed and observed.count("`") % 2 == 0


def test_the_name_of_an_argument_is_not_read_as_a_value() -> None:
    observed = failure(function("axis = 7\n    return [][dict(axis=x)]"), X).observed
    assert "`x` is" in observed and "`axis` is" not in observed


@pytest.mark.parametrize(
    ("statement", "argument", "example"),
    [
        ("return x[9]", X, "f(np.array([1, 2, 3], dtype=np.uint8))"),
        ("return x[9, 9]", np.ones((9, 9)) * 7, "f(np.ones((9, 9)))"),
        ("return x[9, 9]", np.ones((900, 9)), "f(np.ones((3, 9)))"),
        ("return [1][x[0, 2].astype(int)]", np.full((9, 9), 7.0), "f(np.ones((9, 9)))"),
        ("return 1 // x[3, 0] if x[3, 0] > 1 else [][x]", np.ones((4, 4)), "f(np.ones((4, 4)))"),
        ("return {1: x}[x[1, 1]]", np.full((4, 5), 19), "f(np.arange(20).reshape((4, 5)))"),
        ("return {1: x}[x[1, 1]]", np.full((4, 5), 9), "f((np.arange(20) % 10).reshape((4, 5)))"),
        ("return [0, 1, 2][x.max()]", np.arange(40) % 10, "f(np.arange(40) % 10)"),
        ("return [][x]", np.random.default_rng(3), "f(np.random.default_rng(0))"),
        ("return [][x]", {"loss": [1.0, 0.5]}, "f({'loss': [1.0, 0.5]})"),
    ],
)
def test_the_smallest_call_that_raises_the_same_is_shown(
    statement: str, argument: Any, example: str
) -> None:
    assert failure(function(statement), argument).example == example


def test_a_call_that_can_not_be_made_small_shows_the_exercises_example() -> None:
    called = function("return {7: 1}[x[1, 1] + 0]")
    argument = np.full((4, 4), 8.0)
    assert failure(called, argument).example == "f(np.ones((4, 4)))"
    only_here = function("return {1: 1, 5: 1, 0: 1}[int(x[1, 1])]").with_mistakes((), "f(mine)")
    assert failure(only_here, argument).example == "f(mine)"


def test_a_checks_own_mistakes_come_first() -> None:
    own = Mistake("window-cut-off", Raises("IndexError", "out of bounds", r"x\[9\]"), "Say so")
    failed = failure(function("return x[9]").with_mistakes([own]), X)
    assert failed.code == "window-cut-off" and failed.observed.endswith(" Say so.")
    assert failure(function("return x[8]").with_mistakes([own]), X).code == "index-out-of-range"


def test_an_unwritten_exercise_is_named_where_another_calls_it() -> None:
    assert failure(function("raise NotImplementedError()"), X).code == "not-implemented"
    source = "def g(x):\n    raise NotImplementedError()\n\ndef f(x):\n    return g(x)\n"
    names: dict[str, Any] = {}
    exec(source, names)
    failed = failure(Function("f", call_here(names["f"])), X)
    assert failed.code == "not-implemented" and "`f` calls `g`" in failed.observed


def test_a_librarys_own_not_implemented_error_is_no_unwritten_exercise() -> None:
    failed = failure(function("return __import__('asyncio').AbstractEventLoop().time()"), X)
    assert failed.code == "operation-not-supported"


def test_messages_come_without_escape_codes_and_inner_tracebacks() -> None:
    message = (
        "Graph error: node a/b defined at (most recent call last): "
        'File "/x/y.py", line 8, in <module> File "/x/z.py", line 9, in main Received a label 9'
    )
    assert without_traces(message) == "Graph error: node a/b. Received a label 9"
    assert (
        without_traces("when calling X. \x1b[1mOutput\x1b[0m below")
        == "when calling X. Output below"
    )


@pytest.mark.parametrize(("answer", "code"), [("x", "asked"), ("1 / 0", "division-by-zero")])
def test_an_exception_that_fits_several_mistakes_is_told_apart_by_a_question(
    answer: str, code: str
) -> None:
    def asks(asked: Function) -> bool:
        return asked.try_call(np.ones(2)).exception_type is None

    student = function(f"return {answer} if len(x) == 2 else 1 / 0")
    mistake = Mistake("asked", Raises("ZeroDivisionError", asks=asks), "Two are fine.")
    assert failure(student.with_mistakes([mistake]), X).code == code


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("x[3] = 9; return x", "changes-its-input"),
        ("return object()", "cannot-cross"),
        ("while True: pass", "too-slow"),
    ],
)
def test_a_further_question_that_fails_is_no_answer(statement: str, code: str) -> None:
    """What happens for a check's unusual input is not named as the student's mistake."""
    called = function(f"if len(x) == 3: return x\n    {statement}").with_deadline(0.3)
    answer = called.ask(np.zeros(5))
    assert (answer.code, answer.returned, answer.value) == (code, False, None)
    assert called.ask(X).returned
    asks = Mistake(
        "asked", Behaves(lambda f: bool(f.try_call(np.zeros(5)).value is None)), "Say so"
    )
    assert find_mistakes(X, X + 1, [asks], function=called) == []


def test_a_further_question_leaves_no_print() -> None:
    with capture_output() as output:
        function("print('unusual'); return x").ask(X)
        function("print('usual'); return x").try_call(X)
    assert output.text == "usual\n"
