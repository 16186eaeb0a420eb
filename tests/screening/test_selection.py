"""Which notebook is judged, whatever its name and its folder."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat

from autograder.course import Lesson
from autograder.screening import screen_submission
from support.handed_in import FILE, ORDER, codes, handed_in, names


def test_a_renamed_notebook_is_found(lesson: Lesson, place: Path) -> None:
    inner = place / "my folder"
    inner.mkdir()
    (inner / "small (1).ipynb").write_text(json.dumps(handed_in(lesson)))
    (inner / "notes.txt").write_text("beside it")
    other = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    (place / "scratch.ipynb").write_text(nbformat.writes(other))
    checkpoints = place / ".ipynb_checkpoints"
    checkpoints.mkdir()
    (checkpoints / FILE).write_text(json.dumps(handed_in(lesson)))
    screened = screen_submission(place, lesson)
    assert codes(screened) == ["renamed-notebook", "extra-notebook"]
    assert names(screened.notebook) == ORDER
    assert screened.files["notes.txt"] == b"beside it"


def test_a_folder_does_not_take_the_place_of_a_renamed_notebook(
    lesson: Lesson, place: Path
) -> None:
    (place / "copy.ipynb").write_text(json.dumps(handed_in(lesson)))
    (place / FILE).mkdir()
    (place / FILE / "notes.txt").write_text("in the way")
    (place / "notes.txt").write_text("beside it")
    screened = screen_submission(place, lesson)
    assert (screened.outcome, screened.files) == ("", {"notes.txt": b"beside it"})


def test_extra_missing_and_doubtful_notebooks(lesson: Lesson, place: Path) -> None:
    assert screen_submission(place, lesson).outcome == "missing-notebook"
    text = json.dumps(handed_in(lesson))
    (place / "a.ipynb").write_text(text)
    (place / "b.ipynb").write_text(text)
    screened = screen_submission(place, lesson)
    assert screened.outcome == "ambiguous-notebook"
    assert "a.ipynb, b.ipynb" in screened.message
    (place / FILE).write_text(text)
    screened = screen_submission(place, lesson)
    assert (screened.outcome, codes(screened)) == ("", ["extra-notebook"])
    assert screen_submission(place.parent / "nobody", lesson).outcome == "missing-notebook"


def test_another_lessons_notebook_is_not_taken(lesson: Lesson, place: Path) -> None:
    other = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell('check("03.split", f)')])
    (place / "03_split.ipynb").write_text(nbformat.writes(other))
    screened = screen_submission(place, lesson)
    assert screened.outcome == "missing-notebook"
    assert "03_split.ipynb" in screened.message


def test_a_folder_does_not_hide_the_course_s_own_names(lesson: Lesson, place: Path) -> None:
    inside = place / "work"
    (inside / "autograder").mkdir(parents=True)
    (inside / "renamed.ipynb").write_text(json.dumps(handed_in(lesson)))
    (inside / "autograder" / "__init__.py").write_text("check = lambda *a: 4.0")
    (inside / "data.csv").write_text("1")
    screened = screen_submission(place, lesson)
    assert screened.outcome == ""
    assert codes(screened) == ["renamed-notebook", "course-file"]
    assert screened.files == {"data.csv": b"1"}
