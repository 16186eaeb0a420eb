"""The ready-made functions: right ones, which the checks recognise and give no points for."""

from __future__ import annotations

import types

import numpy as np
import pytest

from autograder.checks import find, run_check
from autograder.checks.function import READY_MADE
from autograder.checks.panel import as_html, as_text
from autograder.checks.registry import lesson_numbers, of_lesson
from fmnist_lab import ready_made

ALL = [check for number in lesson_numbers() for check in of_lesson(number).values()]
CHECKS = sorted(
    check.id
    for check in ALL
    if set(check.objects) <= set(ready_made.__all__) and check.kinds == ("Function",)
)


def _as_ones_own(function):
    function = function.__wrapped__
    own = types.FunctionType(
        function.__code__, function.__globals__, function.__name__, function.__defaults__
    )
    own.__module__ = "__main__"
    return own


def test_every_exercise_that_is_a_function_has_one():
    functions = {
        name
        for check in ALL
        for name, kind in zip(check.objects, check.kinds, strict=True)
        if kind == "Function" and check.id[:2] != "08"
    }
    assert functions == set(ready_made.__all__)


@pytest.mark.parametrize("check_id", CHECKS)
def test_it_is_right_and_earns_nothing(check_id):
    (name,) = find(check_id).objects
    function = getattr(ready_made, name)
    refused = run_check(check_id, {name: function})
    assert (refused.score, refused.code) == (0, "ready-made")
    passed = run_check(check_id, {name: _as_ones_own(function)}, seed=3)
    assert passed.passed, passed.observed


def test_a_function_that_hands_its_exercise_on_earns_nothing():
    def softmax(logits):
        return ready_made.softmax(logits)

    result = run_check("05.softmax", {"softmax": softmax})
    assert (result.score, result.code) == (0, "ready-made")
    assert "comes from the ready-made function" in result.observed


def test_an_own_function_may_use_those_of_other_exercises():
    def preprocess(table):
        if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
            raise ValueError("not a table of images")
        return ready_made.rescale(ready_made.to_images(table[:, 1:])), table[:, 0]

    assert run_check("02.preprocess", {"preprocess": preprocess}).passed


def test_the_panel_of_an_unwritten_exercise_names_it():
    def softmax(logits):
        raise NotImplementedError("The exercise softmax is not written yet.")

    line = f"from {READY_MADE} import softmax"
    for objects in ({"softmax": softmax}, {}):
        result = run_check("05.softmax", objects)
        assert line in as_text(find("05.softmax"), result)
        assert line in as_html(find("05.softmax"), result)
    wrong = run_check("05.softmax", {"softmax": np.exp})
    assert READY_MADE not in as_text(find("05.softmax"), wrong)


def test_no_panel_offers_one_where_there_is_none():
    result = run_check("08.build_model", {})
    assert READY_MADE not in as_text(find("08.build_model"), result)
