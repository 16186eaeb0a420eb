"""Progress and prediction questions."""

from __future__ import annotations

import dataclasses
import json

import pytest

import fmnist_lab
from fmnist_lab import progress_file, questions
from fmnist_lab.lessons import LESSONS


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    """A student's `work/`, with the kernel in the directory of lesson 02."""
    monkeypatch.delenv("FMNIST_PROGRESS", raising=False)
    lesson = tmp_path / "work" / "02_preprocess"
    lesson.mkdir(parents=True)
    monkeypatch.chdir(lesson)
    return lesson.parent


def test_the_file_lies_beside_the_lessons_and_is_shared_by_them(work, monkeypatch):
    progress_file.record("02.rescale", 4, 4)
    assert progress_file.path() == work / ".fmnist-progress.json"
    (work / "03_split").mkdir()
    monkeypatch.chdir(work / "03_split")
    progress_file.record("03.split_sizes", 1, 2)
    kept = json.loads((work / ".fmnist-progress.json").read_text())["checks"]
    assert {check: entry["score"] for check, entry in kept.items()} == {
        "02.rescale": 4,
        "03.split_sizes": 1,
    }
    assert [file.name for file in work.iterdir() if file.is_file()] == [".fmnist-progress.json"]


def test_the_table_says_what_is_earned_and_what_comes_next(work):
    for check, points in (("split_columns", 4), ("class_counts", 3), ("mean_image", 3)):
        progress_file.record(f"01.{check}", points, points)
    progress_file.record("02.rescale", 0, 4)
    progress_file.record("08.build_model", 10, 10)
    shown = fmnist_lab.progress()
    assert {row.lesson.name[:2]: row.state for row in shown.rows} == {
        "01": "done",
        "02": "next: continue here",
        "03": "to do",
        "04": "to do",
        "05": "to do",
        "06": "to do",
        "07": "to do",
        "08": "done",
    }
    assert "10 of 90 points from checks; 10 more are graded by hand. Next: 02_preprocess." in (
        repr(shown)
    )
    assert "<th scope='row' style='text-align:left'>01_explore</th>" in shown._repr_html_()
    progress_file.record("02.rescale", 4, 4)
    assert fmnist_lab.progress().earned == 14  # the last result counts, not the first


def test_checks_alone_do_not_finish_a_lesson_with_an_answer_in_words(work):
    progress_file.record("01.split_columns", 10, 10)
    progress_file.record("07.test_figures", 11, 11)
    first, *_, seventh, _ = repr(fmnist_lab.progress()).splitlines()[:8]
    assert first.endswith("done") and seventh.endswith(progress_file.CHECKS_DONE)


def test_points_of_all_lessons_make_a_hundred():
    assert sum(le.automatic_points + le.points_by_hand for le in LESSONS if not le.bonus) == 100


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"checks": 3}', '{"checks": {"02.x": 1, "02.y": {"score": "a"}}}']
)
def test_a_damaged_file_counts_as_empty(work, content):
    (work / ".fmnist-progress.json").write_text(content)
    assert fmnist_lab.progress().earned == 0
    progress_file.record("02.rescale", 4, 4)
    assert fmnist_lab.progress().earned == 4


def test_a_place_that_cannot_be_written_fails_no_check(monkeypatch, tmp_path):
    monkeypatch.setenv("FMNIST_PROGRESS", str(tmp_path / "nowhere" / "progress.json"))
    progress_file.record("02.rescale", 4, 4)
    assert fmnist_lab.progress().earned == 0
    assert not progress_file.record_prediction("02-shape", "a")


def test_a_prediction_is_kept_and_shown_beside_the_answer(capsys):
    fmnist_lab.predict("06-scale")
    assert capsys.readouterr().out == (
        "Predict: Dropout with rate 0.2 on a thousand ones gives about\n"
        "  ( ) 800 zeros and 200 ones\n"
        "  ( ) 200 zeros and 800 ones\n"
        "  ( ) 200 zeros and 800 times 1.25\n"
    )
    fmnist_lab.reveal("06-scale")
    assert "You committed to no prediction" in capsys.readouterr().out

    question = questions.find_question("06-scale")
    box = questions.question_panel(question)
    box.commit.click()
    assert "Choose an answer first" in box.message.value
    assert progress_file.prediction("06-scale") is None
    box.choice.value = "200 zeros and 800 ones"
    assert progress_file.prediction("06-scale") is None  # chosen is not yet committed
    box.commit.click()
    assert progress_file.prediction("06-scale") == "200 zeros and 800 ones"
    fmnist_lab.reveal("06-scale")
    assert capsys.readouterr().out.startswith(
        "You predicted 200 zeros and 800 ones. The answer is 200 zeros and 800 times 1.25. "
    )
    assert questions.compare("a", "a") == "You predicted a, and so it is."
    # Opened again, the question remembers; with other options it starts anew.
    assert questions.question_panel(question).choice.value == "200 zeros and 800 ones"
    other = dataclasses.replace(question, options=("x", "y"))
    assert questions.question_panel(other).choice.value is None


def test_an_answer_that_was_waited_for_is_shown_once_it_is_committed_to():
    shown = []
    question = questions.find_question("06-scale")
    box = questions.question_panel(question, shown.append)
    box.commit.click()
    assert shown == []
    box.choice.value = question.answer
    box.commit.click()
    assert shown == [question.answer] and box.commit.disabled


def test_a_prediction_that_cannot_be_written_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("FMNIST_PROGRESS", str(tmp_path / "nowhere" / "progress.json"))
    box = questions.question_panel(questions.Question("q", "?", ("<a>", "b"), "b", ""))
    box.choice.value = "<a>"
    box.commit.click()
    assert "You predict &lt;a&gt;. It could not be stored here" in box.message.value
