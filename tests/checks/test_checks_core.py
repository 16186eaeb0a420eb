"""What the framework says about any student's function, whatever it does."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import subprocess
import sys
import threading
import time
import tomllib
import types
import warnings
from array import array
from collections import deque
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy.sparse

from autograder.checks import Check, CheckResult, checks_of, expect, run_check
from autograder.checks import registry as registry
from autograder.checks.capture import TimeLimitReachedError, capture_output, time_limit
from autograder.checks.catalogue import DIRECTORY, catalogue
from autograder.checks.failures import CheckFailedError
from autograder.checks.function import Function, call_here
from autograder.checks.panel import as_html, as_text
from autograder.checks.transfer import UnsupportedValueError, to_transferable
from autograder.checks.undefined_names import DeferNames
from autograder.checks.values import same
from fmnist_lab.errors import CourseError

LESSON = """
from __future__ import annotations
import numpy as np
from autograder.checks import Function, Network, expect, fail, graded, require_repeatable

@graded(points=4, statement="`double` gives twice its input, as float32.", codes=("wrong-dtype",))
def check_double(double: Function, rng: np.random.Generator) -> None:
    x = rng.random((3, 4)).astype("float32")
    got = expect.array(double.with_deadline(1)(x), shape=(3, 4), dtype=np.float32, what="double(x)")
    expect.close(got, 2 * x, "double(x)", "wrong-values", "double(np.ones((3, 4)))")
    require_repeatable(double, x)

@graded(points=2, statement="`half` is worth half.")
def check_half(half: object) -> float:
    return expect.number(half, "half")

@graded(points=1, statement="Broken.")
def check_broken(half: object) -> None:
    raise KeyError("ours")

@graded(points=3, statement="`model` is a network.")
def check_model(model: Network) -> None:
    model.predict(np.zeros((1, 28, 28, 1), "float32"))

@graded(points=1, statement="Must refuse.")
def check_refuses(refuse: Function) -> None:
    outcome = refuse.try_call(np.zeros(3))
    if not outcome.raised("ValueError"):
        fail("accepts-anything", f"it {'raised ' + outcome.exception_type if outcome.exception_type else 'returned'}")
"""


@pytest.fixture(scope="module")
def checks() -> dict[str, Check]:
    module = types.ModuleType("lesson_99")
    exec(LESSON, module.__dict__)
    return checks_of(module, "99")


def run(checks: dict[str, Check], name: str, **objects: Any) -> CheckResult:
    return run_check(checks[f"99.{name}"], objects)


def good(x: np.ndarray) -> np.ndarray:
    return 2 * x


class TestWhatAFunctionMayDo:
    @pytest.fixture()
    def verdict(self, checks: dict[str, Check]) -> Callable[[Any], CheckResult]:
        return lambda double: run(checks, "double", double=double)

    def test_a_right_one_earns_all_points(self, verdict: Any) -> None:
        result = verdict(good)
        assert (result.score, result.code, result.passed) == (4.0, "", True)

    @pytest.mark.parametrize(
        ("double", "code", "said"),
        [
            (lambda x: 1 / 0, "division-by-zero", "ZeroDivisionError"),
            (lambda x, y: x, "arguments-do-not-fit", "TypeError"),
            (lambda x: sys.exit(0), "ends-python", "SystemExit"),
            (lambda x: np.zeros(10**15), "out-of-memory", "MemoryError"),
            (lambda x: None, "returns-none", "return"),
            (lambda x: (2 * x).tolist(), "wrong-dtype", "float64"),
            (lambda x: [[1.0], [1.0, 2.0]], "not-an-array", "different lengths"),
            (lambda x: np.array([["a"] * 4] * 3), "not-an-array", "not numbers"),
            (lambda x: ["a" * 10**6] + ["b"] * 10**4, "not-an-array", "not numbers"),
            (lambda x: {"x": x}, "not-an-array", "dict"),
            (lambda x: (2 * x).astype("float64"), "wrong-dtype", "expected float32"),
            (lambda x: (2 * x).ravel(), "wrong-shape", "(12,)"),
            (lambda x: 2 * x * np.nan, "not-finite", "12"),
            (lambda x: x / np.float32(0), "not-finite", "infinite"),
            (lambda x: np.broadcast_to(x[0, 0], (10**6, 10**6)), "too-large", "MB"),
            (lambda x: [0] * 3_000_000, "too-large", "items"),
            (lambda x: np.array([x, None], dtype=object), "cannot-cross", "objects"),
            (lambda x: (v for v in x), "cannot-cross", "iterator"),
            (lambda x: np.sin, "cannot-cross", "parentheses"),
            (lambda x: object(), "cannot-cross", "object"),
            (lambda x: {"a", "b"}, "not-an-array", "set"),
            (lambda x: np.multiply(x, 2, out=x), "changes-its-input", "changed its input"),
            (lambda x: x * 3, "wrong-values", "expected"),
            (5, "not-a-function", "expected the function"),
            (None, "not-a-function", "None"),
            ("double", "not-a-function", "expected the function"),
        ],
    )
    def test_each_mistake_has_its_code(
        self, verdict: Any, double: Any, code: str, said: str
    ) -> None:
        result = verdict(double)
        assert (result.code, result.score) == (code, 0.0)
        assert said in result.observed
        assert result.observed.count("\n") == 0 and len(result.observed) < 700

    def test_not_implemented(self, verdict: Any) -> None:
        def double(x: np.ndarray) -> np.ndarray:
            raise NotImplementedError()

        assert verdict(double).code == "not-implemented"

    def test_not_defined(self, checks: dict[str, Check]) -> None:
        result = run(checks, "double")
        assert result.code == "not-defined" and "`double`" in result.observed

    def test_one_that_never_returns_is_stopped(self, verdict: Any) -> None:
        def double(x: np.ndarray) -> np.ndarray:
            while True:
                pass

        result = verdict(double)
        assert result.code == "too-slow" and "within 1 seconds" in result.observed

    def test_one_that_never_returns_and_eats_exceptions_is_stopped(self, verdict: Any) -> None:
        def double(x: np.ndarray) -> np.ndarray:
            for _ in range(3):
                with contextlib.suppress(Exception):
                    time.sleep(30)
            return 2 * x

        assert verdict(double).code == "too-slow"

    def test_one_that_keeps_state(self, verdict: Any) -> None:
        calls: list[int] = []

        def double(x: np.ndarray) -> np.ndarray:
            calls.append(1)
            return 2 * x + np.float32(1e-6 * len(calls))

        assert verdict(double).code == "keeps-state"

    def test_one_that_changes_the_shape_of_its_input(self, verdict: Any) -> None:
        def double(x: np.ndarray) -> np.ndarray:
            result = 2 * x
            x.shape = (12,)
            return result

        assert verdict(double).code == "changes-its-input"

    def test_the_input_is_a_private_copy(self) -> None:
        x = np.zeros(3)
        outcome = call_here(lambda v: v.fill(7))((x,), {}, 1.0)
        assert outcome.code == "changes-its-input" and x.sum() == 0

    def test_a_result_shares_no_memory_with_the_students_objects(self) -> None:
        kept = np.zeros(3)
        value = call_here(lambda: kept)((), {}, 1.0).value
        kept[:] = 9
        assert value.sum() == 0

    def test_equality_of_the_students_objects_is_never_asked(self, verdict: Any) -> None:
        class AlwaysRight:
            def __eq__(self, other: object) -> bool:
                return True

            __hash__ = None  # type: ignore[assignment]

        class LyingArray(np.ndarray):
            def __array_ufunc__(self, *args: Any, **kwargs: Any) -> Any:
                return np.True_

            def __eq__(self, other: object) -> Any:
                return True

            __hash__ = None  # type: ignore[assignment]

        assert verdict(lambda x: AlwaysRight()).code == "cannot-cross"
        assert verdict(lambda x: (3 * x).view(LyingArray)).code == "wrong-values"

    def test_numbers_with_ideas_of_their_own_become_plain(self) -> None:
        class Seven(float):
            def __float__(self) -> float:
                return 7.0

            def __eq__(self, other: object) -> bool:
                return True

            __hash__ = None  # type: ignore[assignment]

        value = to_transferable(Seven(1.5))
        assert type(value) is float and value == 1.5

    def test_an_exception_that_fails_to_print_itself(self, verdict: Any) -> None:
        class OddError(Exception):
            def __str__(self) -> str:
                raise RuntimeError

        def double(x: np.ndarray) -> np.ndarray:
            raise OddError

        assert verdict(double).code == "raised-by-own-code"

    def test_keyboard_interrupt_goes_through(self, verdict: Any) -> None:
        def double(x: np.ndarray) -> np.ndarray:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            verdict(double)

    def test_the_message_names_the_students_line(self, verdict: Any) -> None:
        namespace: dict[str, Any] = {}
        import linecache

        source = "def double(x):\n    y = 2 * x\n    return y.nothing\n"
        linecache.cache["<cell>"] = (len(source), None, source.splitlines(True), "<cell>")
        exec(compile(source, "<cell>", "exec"), namespace)
        observed = verdict(namespace["double"]).observed
        assert "line 3" in observed and "return y.nothing" in observed


class TestOutput:
    def noisy(self, x: np.ndarray) -> np.ndarray:
        print("printed")
        print("to stderr", file=sys.stderr)
        warnings.warn("a warning", stacklevel=1)
        logging.getLogger("student").error("logged")
        os.write(2, b"from C\n")
        subprocess.run([sys.executable, "-c", "import sys; sys.stderr.write('child')"], check=True)
        sys.__stderr__ and sys.__stderr__.write("dunder")
        return 2 * x

    def test_prints_warnings_and_logs_cost_nothing_and_go_nowhere(
        self, checks: dict[str, Check], capfd: pytest.CaptureFixture[str]
    ) -> None:
        handler = logging.StreamHandler(sys.stderr)  # holds the stream of before the check
        logging.getLogger("student").addHandler(handler)
        try:
            result = run(checks, "double", double=self.noisy)
        finally:
            logging.getLogger("student").removeHandler(handler)
        assert result.passed
        out, err = capfd.readouterr()
        assert (out, err) == ("", "")
        assert all(text in result.printed for text in ("printed", "to stderr", "logged"))

    def test_lines_are_counted_call_by_call_also_behind_what_is_kept(self) -> None:
        def talks(n: int) -> None:
            for _ in range(n):
                print("x" * 99)

        function = Function("talks", call_here(talks))
        with capture_output():
            counts = [function.try_call(n).printed_lines for n in (50, 0, 2)]
        assert counts == [50, 0, 2]

    def test_streams_that_others_hold_are_silent_only_meanwhile(self) -> None:
        class Stream(io.StringIO):
            name = "stderr"

        held = Stream()
        handler = logging.StreamHandler(held)
        log = logging.getLogger("held")
        log.addHandler(handler)
        try:
            with capture_output() as output:
                log.error("inside")
            log.error("outside")
        finally:
            log.removeHandler(handler)
        assert held.getvalue() == "outside\n"
        assert "inside" in output.text

    def test_the_framework_s_own_warnings_are_not_taken_for_the_student_s_prints(self) -> None:
        with capture_output() as output:
            print("mine")
            sys.stderr.write("WARNING:tensorflow:5 out of the last 5 calls triggered retracing\n")
        assert output.text == "mine\n"

    def test_a_flood_is_cut(self) -> None:
        with capture_output() as output:
            for _ in range(1000):
                print("x" * 1000)
        assert len(output.text) <= 2000


class TestTimeLimit:
    def test_an_earlier_timer_goes_on(self) -> None:
        with pytest.raises(TimeLimitReachedError), time_limit(0.2):
            with pytest.raises(TimeLimitReachedError), time_limit(0.05):
                time.sleep(30)
            time.sleep(30)

    def test_outside_the_main_thread_there_is_none(self) -> None:
        ended = []

        def work() -> None:
            with time_limit(0.01):
                time.sleep(0.05)
            ended.append(True)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        assert ended


class TestValues:
    def test_plain_values_keep_their_types(self) -> None:
        value = to_transferable(
            {"a": [1, 2.5, None, True, "x"], "b": (np.float32(0.5), np.int64(3))}
        )
        assert value == {"a": [1, 2.5, None, True, "x"], "b": (0.5, 3)}
        assert [type(v) for v in value["b"]] == [float, int]

    def test_frames_and_series_cross_as_arrays(self) -> None:
        import pandas

        frame = pandas.DataFrame({"a": [1, 2], "b": [3, 4]})
        assert to_transferable(frame).tolist() == [[1, 3], [2, 4]]
        assert to_transferable(frame["a"]).tolist() == [1, 2]

    def test_masked_arrays_and_matrices_lose_their_class(self) -> None:
        assert type(to_transferable(np.ma.masked_array([1, 2], [True, False]))) is np.ndarray
        assert type(to_transferable(np.array([[1.0]]).view(np.recarray))) is np.ndarray

    def test_numbers_of_other_kinds_and_other_containers_cross(self) -> None:
        for number in (Fraction(1, 2), Decimal("0.5"), np.float16(0.5)):
            assert to_transferable(number) == 0.5
        assert to_transferable(np.where(np.bool_(True), "good fit", "none")) == "good fit"
        assert to_transferable(deque([1, 2])) == [1, 2]
        for values in (
            array("d", [1, 2]),
            memoryview(np.array([1.0, 2.0])),
            np.array([1.0, 2.0], dtype=">f8"),
            np.array([1, 2.0], dtype=object),
            np.array([Fraction(1), Decimal(2)]),
        ):
            crossed = to_transferable(values)
            assert crossed.dtype == np.float64 and crossed.dtype.isnative
            assert crossed.tolist() == [1, 2]
        with pytest.raises(UnsupportedValueError, match="Python objects"):
            to_transferable(np.array([1, "a"], dtype=object))

    def test_what_gives_no_values_is_told_how_it_does(self) -> None:
        async def later() -> int:
            return 1

        with pytest.raises(UnsupportedValueError, match="async def"):
            to_transferable(later())
        with pytest.raises(UnsupportedValueError, match=r"`\.toarray\(\)` makes an array"):
            to_transferable(scipy.sparse.csr_matrix(np.eye(2)))

    def test_nesting_is_bounded(self) -> None:
        endless: list[Any] = []
        endless.append(endless)
        with pytest.raises(UnsupportedValueError, match="nested"):
            to_transferable(endless)

    def test_a_tensor_crosses_as_an_array_and_a_history_as_a_dict(self) -> None:
        import keras

        assert to_transferable(keras.ops.ones((2, 2))).tolist() == [[1, 1], [1, 1]]
        history = keras.callbacks.History()
        history.history = {"loss": [1.0, np.float32(0.5)]}
        assert to_transferable(history) == {"loss": [1.0, 0.5]}
        half = to_transferable(keras.ops.full((2,), 0.5, dtype="bfloat16"))
        assert half.dtype == np.float32 and half.tolist() == [0.5, 0.5]
        with pytest.raises(UnsupportedValueError, match=r"^is a symbolic"):
            to_transferable(keras.Input((3,)))

    def test_a_part_that_can_t_cross_is_said_to_be_a_part(self) -> None:
        import keras

        for value, code, said in (
            (
                {"out": keras.Input((3,))},
                "symbolic-tensor",
                "^is a dict whose item 'out' is a symb",
            ),
            ([keras.layers.Flatten()], "layer-not-a-model", "^is a list whose item 0 is a layer"),
            ((1, {2}), "not-an-array", "^is a tuple whose item 1 is a set"),
            ([{}.values()], "cannot-cross", "^is a list whose item 0 is a dict_values; .*`list"),
        ):
            with pytest.raises(UnsupportedValueError, match=said) as caught:
                to_transferable(value)
            assert caught.value.code == code


class TestExpect:
    def test_array_accepts_lists_and_wildcards(self) -> None:
        assert expect.array([[1, 2]], shape=(None, 2), what="x").shape == (1, 2)
        assert expect.array(np.ones(2, "int16"), dtype=np.int16, what="x").size

    @pytest.mark.parametrize(
        ("call", "code"),
        [
            (lambda: expect.array(np.ones(2), what="x", shape=(3,), code="mine"), "mine"),
            (lambda: expect.array("abc", what="x"), "not-an-array"),
            (lambda: expect.array(np.ones(2), what="x", dtype=np.int64), "wrong-dtype"),
            (lambda: expect.number(None, "n"), "returns-none"),
            (lambda: expect.number("3", "n"), "wrong-type"),
            (lambda: expect.number(float("nan"), "n"), "not-finite"),
            (lambda: expect.number(10**400, "n"), "not-finite"),
            (lambda: expect.close(1.0, 2.0, "v", "mine"), "mine"),
            (lambda: expect.close([1.0, np.nan], [1.0, 2.0], "v", "mine"), "mine"),
            (lambda: expect.close([1.0], [1.0, 2.0], "v", "mine"), "wrong-shape"),
            (lambda: expect.tuple_of(np.ones(4), 4, "t"), "number-of-results"),
            (lambda: expect.tuple_of((1, 2), 3, "t"), "number-of-results"),
            (lambda: expect.tuple_of(None, 3, "t"), "returns-none"),
        ],
    )
    def test_what_is_wrong_has_a_code(self, call: Any, code: str) -> None:
        with pytest.raises(CheckFailedError) as found:
            call()
        assert found.value.code == code

    def test_close_accepts_small_differences_and_equal_nans(self) -> None:
        expect.close([1.000001, np.nan], [1.0, np.nan], "v", "mine")
        assert expect.number(np.array([2]), "n") == 2.0

    def test_same_compares_bytes_not_opinions(self) -> None:
        assert same({"a": [np.nan, np.ones(2)]}, {"a": [np.nan, np.ones(2)]})
        assert not same(np.ones(2), np.ones(2, "float32"))
        assert not same(1, True)
        assert not same((1,), [1])


class TestRunning:
    def test_the_same_seed_gives_the_same_inputs(self, checks: dict[str, Check]) -> None:
        seen: list[np.ndarray] = []

        def double(x: np.ndarray) -> np.ndarray:
            seen.append(x.copy())
            return 2 * x

        for seed in (0, 0, 1, "secret"):
            run_check(checks["99.double"], {"double": double}, seed)
        firsts = seen[::3]
        assert np.array_equal(firsts[0], firsts[1])
        assert not np.array_equal(firsts[0], firsts[2])
        assert not np.array_equal(firsts[2], firsts[3])

    @pytest.mark.parametrize(
        ("share", "score"), [(1, 2.0), (0.5, 1.0), (7, 2.0), (-3, 0.0), (0, 0.0)]
    )
    def test_part_of_the_points(self, checks: dict[str, Check], share: float, score: float) -> None:
        result = run(checks, "half", half=share)
        assert result.score == score
        assert (result.code == "") == (score == 2.0)

    def test_our_own_mistake_is_said_to_be_ours(self, checks: dict[str, Check]) -> None:
        result = run(checks, "broken", half=1)
        assert (result.code, result.score) == ("check-broken", 0.0)

    def test_must_raise(self, checks: dict[str, Check]) -> None:
        class MineError(ValueError):
            pass

        def refuse(error: type[BaseException]) -> Callable[[Any], None]:
            def function(x: Any) -> None:
                raise error("no")

            return function

        assert run(checks, "refuses", refuse=refuse(ValueError)).passed
        assert run(checks, "refuses", refuse=refuse(MineError)).passed
        assert run(checks, "refuses", refuse=refuse(TypeError)).code == "accepts-anything"
        assert run(checks, "refuses", refuse=refuse(NotImplementedError)).code == "not-implemented"

    def test_a_model_is_wanted(self, checks: dict[str, Check]) -> None:
        assert run(checks, "model", model=good).code == "not-a-model"
        assert run(checks, "model", model=3).code == "not-a-model"

    def test_a_network_passes_to_a_function_and_comes_back(self) -> None:
        import keras

        from autograder.checks import Network, small_cnn

        def compiled(model: Any) -> Any:
            model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
            return model

        network = small_cnn()
        back = Function("compiled", call_here(compiled))(network)
        assert isinstance(back, Network)
        assert back.compiled is not None and back.compiled["metrics"] == ["accuracy"]
        assert back.input_shape == (None, 28, 28, 1) and back.output_shape == (None, 10)
        x = np.random.default_rng(0).random((4, 28, 28, 1)).astype("float32")
        np.testing.assert_allclose(back.predict(x), network.predict(x), atol=1e-6)
        assert set(back.evaluate(x, np.arange(4))) == {"loss", "accuracy"}
        assert back.count_parameters() == network.count_parameters() > 0
        with pytest.raises(CheckFailedError) as found:
            back.predict(np.zeros((2, 784), "float32"))
        assert found.value.code == "wrong-shape"
        with pytest.raises(CheckFailedError) as found:
            network.evaluate(x, np.arange(4))
        assert found.value.code == "not-compiled"
        del keras

    def test_a_generator_is_a_private_copy_too(self) -> None:
        rng = np.random.default_rng(0)
        function = Function("draw", call_here(lambda r: r.random(3)))
        assert np.array_equal(function(rng), function(rng))


class TestPanel:
    def result(self, **changes: Any) -> CheckResult:
        base = {"id": "99.double", "points": 4.0, "score": 0.0, "code": "raises"}
        return CheckResult(**{**base, **changes})

    def test_everything_from_outside_is_escaped(self, checks: dict[str, Check]) -> None:
        attack = "<script>alert('x')</script>`<img src=x onerror=y>`"
        html = as_html(
            checks["99.double"], self.result(observed=attack, example=attack, printed=attack)
        )
        assert "<script" not in html and "<img" not in html
        assert "&lt;script&gt;" in html

    def test_the_verdict_is_in_words(self, checks: dict[str, Check]) -> None:
        check = checks["99.double"]
        for result, word in (
            (self.result(score=4.0, code=""), "Passed"),
            (self.result(), "Not passed yet"),
            (self.result(score=1.5, code="part-of-the-points"), "Partly passed"),
        ):
            assert word in as_html(check, result) and as_text(check, result).startswith(word)
            assert f"{result.score:g} of 4 points" in as_text(check, result)

    def test_a_failure_says_why_and_what_to_try(self, checks: dict[str, Check]) -> None:
        entry = catalogue().codes["raises"]
        for shown in (
            as_html(checks["99.double"], self.result(example="double(1)")),
            as_text(checks["99.double"], self.result(example="double(1)")),
        ):
            assert "double(1)" in shown
            assert "Why it matters" in shown and "Try this" in shown
        html = as_html(checks["99.double"], self.result())
        assert html.count("<details") == 3
        assert all(hint.split("`")[0].split("'")[0][:30] in html for hint in entry.hints)

    def test_a_code_that_the_catalogue_lacks_still_shows(self, checks: dict[str, Check]) -> None:
        result = self.result(code="unheard-of", observed="Something.")
        assert "Something." in as_text(checks["99.double"], result)
        assert "Something." in as_html(checks["99.double"], result)


class TestNotebook:
    """``check`` as the student's cell calls it."""

    def test_unknown_ids_and_wrong_calls_are_explained(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        from autograder import check, hint

        assert check("99.nothing", 1) == 0.0
        assert check("nonsense") == 0.0
        assert check(3) == 0.0  # type: ignore[arg-type]
        assert capsys.readouterr().out.count("Not checked") == 3
        hint("no-such-thing")
        assert "no hints under" in capsys.readouterr().out
        hint("raises", 2)
        assert "Hint 2 of 3" in capsys.readouterr().out

    def test_plain_names_are_deferred_and_nothing_else(self) -> None:
        import ast

        def changed(source: str) -> bool:
            tree = DeferNames().visit(ast.parse(source))
            return ast.dump(tree) != ast.dump(ast.parse(source))

        assert changed('check("02.rescale", rescale)')
        for source in (
            'check("02.rescale", 3)',
            "check(rescale)",
            'check("rescale", rescale)',
            'x = check("02.rescale", rescale)',
            'other("02.rescale", rescale)',
            'print("02.rescale", rescale)',
        ):
            assert not changed(source)

    def test_in_ipython_an_undefined_name_becomes_a_panel(self, tmp_path: Path) -> None:
        """Also: the score is the cell's result, and nothing is on standard error."""
        script = tmp_path / "cell.py"
        script.write_text(
            "from IPython.testing.globalipapp import start_ipython\n"
            "ip = start_ipython()\n"
            "import types, autograder\n"
            "from autograder.checks import CheckRegistry, checks_of, set_registry\n"
            f"module = types.ModuleType('m'); exec({LESSON!r}, module.__dict__)\n"
            "set_registry(CheckRegistry({'99': checks_of(module, '99')}))\n"
            "from IPython.utils.capture import capture_output\n"
            "ip.run_cell('from autograder import check')\n"
            "for cell in ('check(\"99.double\", double)',\n"
            "             'def double(x):\\n    return 2 * x\\ncheck(\"99.double\", double)'):\n"
            "    with capture_output() as got:\n"
            "        result = ip.run_cell(cell)\n"
            "    texts = [o.data['text/plain'].splitlines()[0] for o in got.outputs]\n"
            "    htmls = ['text/html' in o.data for o in got.outputs]\n"
            "    print(repr((result.success, result.result, texts, htmls, got.stderr)))\n"
        )
        done = subprocess.run(
            [sys.executable, str(script)],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "IPYTHONDIR": str(tmp_path), "HOME": str(tmp_path)},
            check=False,
        )
        lines = [line for line in done.stdout.splitlines() if line.startswith("(")]
        assert len(lines) == 2, done.stderr
        first, second = (eval(line) for line in lines)
        assert first[:2] == (True, 0.0) and second[:2] == (True, 4.0)
        assert first[2][0].startswith("Not passed yet") and second[2][0].startswith("Passed")
        assert first[3][0] and second[3][0]
        assert first[4] == second[4] == ""


class TestRegistry:
    """Invariants of every lesson's checks and of the catalogue."""

    @pytest.fixture(params=registry.lesson_numbers())
    def lesson(self, request: pytest.FixtureRequest) -> str:
        return request.param

    def test_every_check_is_complete(self, lesson: str) -> None:
        checks = registry.of_lesson(lesson)
        assert checks
        for check in checks.values():
            assert check.points > 0 and check.objects
            assert check.statement.endswith((".", "?")) and len(check.statement) > 15
            assert registry.find(check.id) is check
            for code in check.codes:
                assert catalogue().get(code), f"{check.id} names {code}"

    def test_every_code_of_the_lesson_is_used(self, lesson: str) -> None:
        used = {c for check in registry.of_lesson(lesson).values() for c in check.codes}
        of_lesson = set(tomllib.loads((DIRECTORY / f"{lesson}.toml").read_text())) - {"exercise"}
        assert of_lesson <= used, f"no check names {sorted(of_lesson - used)}"

    def test_exercises_with_hints_exist(self, lesson: str) -> None:
        for exercise in catalogue().exercises:
            if exercise.startswith(lesson):
                assert len(catalogue().exercises[exercise]) == 3

    def test_points(self) -> None:
        automatic = {
            "01": 10,
            "02": 12,
            "03": 12,
            "04": 18,
            "05": 13,
            "06": 14,
            "07": 11,
            "08": 10,
        }
        for lesson in registry.lesson_numbers():
            points = sum(c.points for c in registry.of_lesson(lesson).values())
            assert points == automatic[lesson], lesson

    def test_finding_a_check_that_is_not_there(self) -> None:
        with pytest.raises(CourseError, match="no check"):
            registry.find("01.nothing")

    def test_the_general_codes_are_all_there(self) -> None:
        general = set(tomllib.loads((DIRECTORY / "general.toml").read_text()))
        assert general >= {
            *("raises", "not-implemented", "not-defined", "returns-none", "too-slow"),
            *("changes-its-input", "cannot-cross", "too-large", "not-an-array", "wrong-shape"),
            *(
                "wrong-dtype",
                "wrong-type",
                "number-of-results",
                "not-a-function",
                "not-a-model",
                "not-finite",
                "keeps-state",
                "not-compiled",
            ),
            *("part-of-the-points", "check-broken"),
        }


class TestCatalogue:
    HINTS = 'question = "1"\nnudge = "2"\nnearly = "3"\n'
    ENTRY = '[code]\ntitle = "T"\nwhy = "W"\nexperiment = "E"\n' + HINTS
    EXERCISE = '[exercise."01.x"]\n' + HINTS

    def read(self, directory: Path, text: str) -> Any:
        (directory / "01.toml").write_text(text)
        return catalogue(directory)

    def test_a_complete_entry(self, tmp_path: Path) -> None:
        found = self.read(tmp_path, self.ENTRY + self.EXERCISE)
        assert found.codes["code"].hints == ("1", "2", "3")
        assert found.exercises == {"01.x": ("1", "2", "3")}

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ('why = "W"\n', "", "why"),
            ('nudge = "2"\n', "", r"\[code\] has no nudge"),
            ('title = "T"', 'title = "T"\nextra = 1', "extra"),
            ("[code]", "[code", "not valid TOML"),
        ],
    )
    def test_what_is_wrong_is_named(self, tmp_path: Path, old: str, new: str, said: str) -> None:
        with pytest.raises(CourseError, match=said):
            self.read(tmp_path, self.ENTRY.replace(old, new))

    def test_an_exercise_without_a_hint(self, tmp_path: Path) -> None:
        with pytest.raises(CourseError, match=r"01\.x.* has no nearly"):
            self.read(tmp_path, self.EXERCISE.replace('nearly = "3"\n', ""))

    def test_a_code_in_two_files(self, tmp_path: Path) -> None:
        (tmp_path / "02.toml").write_text(self.ENTRY)
        with pytest.raises(CourseError, match="already"):
            self.read(tmp_path, self.ENTRY)


def test_checks_of_light_lessons_never_import_tensorflow() -> None:
    code = (
        "import sys\n"
        "from autograder.checks import registry as r\n"
        "for lesson in ('01', '02', '03'): r.of_lesson(lesson)\n"
        "import autograder.checks.panel, autograder.networks, fmnist_lab\n"
        "print([m for m in ('tensorflow', 'keras', 'pandas') if m in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
