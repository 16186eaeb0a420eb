"""The texts of the prediction questions, and that the lessons hold their ids and no answers."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import fmnist_lab
from fmnist_lab.errors import CourseError
from fmnist_lab.questions import catalogue, questions

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(ROOT.glob("solutions/*/*.py"))
FIELD = re.compile(r"\{(\w+)[^}]*\}")


def _calls(source: Path) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("fmnist_lab.predict", "fmnist_lab.reveal")
    ]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_lesson_asks_each_of_its_questions_and_then_reveals_it(source):
    number = source.stem[:2]
    order = [
        ast.unparse(call.func).rpartition(".")[2] + ast.unparse(call.args[0])
        for call in _calls(source)
    ]
    asked = [call.removeprefix("predict") for call in order if call.startswith("predict")]
    assert sorted(asked) == sorted(repr(name) for name in questions() if name.startswith(number))
    for name in asked:
        assert order.count(f"reveal{name}") == 1
        assert order.index(f"predict{name}") < order.index(f"reveal{name}")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_lesson_holds_no_answer_and_gives_the_numbers_that_the_reason_names(source):
    for call in _calls(source):
        (question_id,) = (argument.value for argument in call.args)
        question = questions()[question_id]
        given = {keyword.arg for keyword in call.keywords}
        fields = set(FIELD.findall(question.reason))
        expected = fields if "reveal" in ast.unparse(call.func) else set()
        assert given - {"answer"} == expected
        # An answer that is given is computed from the student's own work.
        for keyword in call.keywords:
            assert not isinstance(keyword.value, ast.Constant)


def test_every_question_has_one_answer_among_different_options():
    for question in questions().values():
        assert len(set(question.options)) == len(question.options) >= 2
        assert question.question and question.reason


def test_an_unknown_id_names_the_nearest():
    with pytest.raises(CourseError, match=r'no question "01-blurr"[.] Ids look like "01-blur"[.]'):
        fmnist_lab.predict("01-blurr")


def test_a_missing_number_is_named():
    with pytest.raises(CourseError, match=r'reveal\("03-seeds"\) needs the value difference='):
        fmnist_lab.reveal("03-seeds")


def test_an_answer_that_depends_on_the_students_work_can_be_given(capsys):
    fmnist_lab.reveal("04-where", answer="Conv2D", parameters=7, total=9, why="it is so.")
    assert capsys.readouterr().out.startswith("Answer: Conv2D.")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a", "01.toml is not valid TOML"),
        ('[a]\nquestion = "?"', r"\[a\] must have question, options, answer and reason"),
        (
            '[a]\nquestion = "?"\noptions = ["x", "y"]\nanswer = "z"\nreason = ""',
            "the answer is not one of the options",
        ),
    ],
)
def test_a_mistake_in_the_texts_is_named(tmp_path, text, message):
    (tmp_path / "01.toml").write_text(text)
    with pytest.raises(CourseError, match=message):
        catalogue.questions(tmp_path)
