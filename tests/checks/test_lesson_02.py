"""Lesson 02: what a wrong answer is told, over all wrong attempts, and what tells mistakes apart."""

from __future__ import annotations

import linecache
import re
import tomllib
from typing import Any

import pytest

from autograder.checks import run_check
from autograder.checks.capture import capture_output
from autograder.checks.catalogue import DIRECTORY
from autograder.checks.registry import find
from autograder.corpus.attempts import Attempt, definitions, read_attempts
from autograder.course import find_lessons
from support.course import ROOT
from support.examples import assigned, pasted

(LESSON,) = find_lessons(ROOT, ["02"])
ATTEMPTS = [attempt for attempt in read_attempts(LESSON) if not attempt.is_right]

WITHOUT_EXAMPLE = ("changes-its-input", "cannot-cross", "layer-not-a-model", "not-implemented")


@pytest.fixture(scope="module")
def right() -> dict[str, Any]:
    with capture_output():
        return definitions(LESSON)


def with_attempt(attempt: Attempt, right: dict[str, Any]) -> dict[str, Any]:
    names = dict(right)
    lines = attempt.source.splitlines(keepends=True)
    linecache.cache["<attempt>"] = (len(attempt.source), None, lines, "<attempt>")
    with capture_output():
        exec(compile(attempt.source, "<attempt>", "exec"), names)
    return names


@pytest.mark.parametrize("exercise", ["to_images", "rescale", "preprocess"])
def test_the_example_of_each_attempt_shows_the_mistake(
    exercise: str, right: dict[str, Any]
) -> None:
    """Pasted below the wrong function, the example gives something else than below a right one."""
    check = find(f"02.{exercise}")
    own = assigned(next(c.source for c in LESSON.notebook.cells if c.cell_type == "code"))
    for attempt in ATTEMPTS:
        if attempt.exercise != exercise:
            continue
        wrong = with_attempt(attempt, right)
        result = run_check(check, {exercise: wrong[exercise]}, 3)
        if result.code in WITHOUT_EXAMPLE or "sys.exit" in attempt.source:
            continue
        assert result.example, attempt.name
        assert not assigned(result.example) & own, attempt.name
        with capture_output():
            shown = pasted(result.example, dict(wrong))
            expected = pasted(result.example, dict(right))
        assert shown != expected, (attempt.name, result.code, result.example)


def test_experiments_of_this_lesson_run_in_its_notebook(right: dict[str, Any]) -> None:
    entries = tomllib.loads((DIRECTORY / "02.toml").read_text(encoding="utf-8"))
    del entries["exercise"]
    tried = 0
    for code, entry in entries.items():
        names = dict(right)
        for snippet in re.findall(r"`([^`]+)`", entry["experiment"]):
            if (
                snippet.startswith((".", "result"))
                or "..." in snippet
                or not re.search(r"[(\[%]| (=|<) ", snippet)
            ):
                continue
            with capture_output():
                shown = pasted(snippet, names)
            assert "NameError" not in shown and "SyntaxError" not in shown, (code, snippet)
            tried += 1
    assert tried > 50


def observed(name: str, right: dict[str, Any]) -> str:
    """What the panel of an attempt at preprocess says happened."""
    (attempt,) = [a for a in ATTEMPTS if a.exercise == "preprocess" and a.name == name]
    wrong = with_attempt(attempt, right)
    return run_check("02.preprocess", {"preprocess": wrong["preprocess"]}).observed


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("only pixels after the cast", "Either no test can find a bad pixel, or the test comes"),
        ("check after cast", "259 had become 3 before the test"),
        ("only >", "nothing below 0 is refused. On the other side 256 is refused"),
        ("labels > 10", "257 is refused; expected ValueError for 256 too"),
        ("first row alone", "refused in row 0, and accepted in rows 2 and 4"),
        ("last pixel left out", "refused in columns 1 and 400, and accepted in column 784"),
        ("len for columns", "One with 785 rows gets past this line"),
        ("equal columns refused", "One of 784 and one of 786 columns gets past this line"),
        (
            "good table refused, bad one taken",
            "One with bad pixels and bad labels gets past this line",
        ),
        ("error in the message of the labels", "a pixel of 300 (int64) did not end in ValueError"),
    ],
)
def test_a_panel_says_what_a_further_question_showed(
    name: str, said: str, right: dict[str, Any]
) -> None:
    assert said in observed(name, right)
