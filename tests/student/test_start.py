"""autograder start: copies for students, never over what they changed."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder import cli
from autograder.publish.execute import execute
from autograder.student import start
from autograder.student.start import CopyResult, command, copy_lessons
from fmnist_lab import progress_file
from fmnist_lab.errors import MachineError
from fmnist_lab.lessons import LESSONS
from support.course import ROOT


@pytest.fixture()
def course(tmp_path: Path) -> Path:
    release(tmp_path, "01_one", "first")
    release(tmp_path, "02_two", "first")
    return tmp_path


def release(course: Path, lesson: str, content: str) -> None:
    path = course / "lessons" / lesson / f"{lesson}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)


def what(told: list[CopyResult]) -> list[str]:
    return [result.action for result in told]


def test_the_first_time_everything_is_copied(course: Path) -> None:
    (course / "lessons" / "01_one" / "figure.png").write_bytes(b"png")
    assert what(copy_lessons(course)) == ["new", "new"]
    assert (course / "work/02_two/02_two.ipynb").read_text() == "first"
    assert (course / "work/01_one/figure.png").read_bytes() == b"png"
    assert "01_one" in (course / "work/START.ipynb").read_text()
    assert what(copy_lessons(course)) == ["kept", "kept"]


def test_pages_to_read_lie_beside_the_lessons_and_a_changed_one_stays(course: Path) -> None:
    page, copy = course / "docs/glossary.md", course / "work/glossary.md"
    page.parent.mkdir()
    page.write_text("first")
    copy_lessons(course)
    page.write_text("second")
    copy_lessons(course)
    assert copy.read_text() == "second"
    copy.write_text("my notes")
    page.write_text("third")
    copy_lessons(course)
    assert copy.read_text() == "my notes"


def test_an_untouched_copy_follows_the_release(course: Path) -> None:
    copy_lessons(course)
    release(course, "01_one", "second")
    assert what(copy_lessons(course)) == ["updated", "kept"]
    assert (course / "work/01_one/01_one.ipynb").read_text() == "second"


def test_a_changed_copy_stays_and_the_new_release_is_put_beside(course: Path) -> None:
    copy_lessons(course)
    own = course / "work/01_one/01_one.ipynb"
    beside = course / "work/01_one/01_one.new.ipynb"
    own.write_text("my answers")
    assert what(copy_lessons(course)) == ["kept", "kept"]  # nothing new was released
    assert not beside.exists()
    release(course, "01_one", "second")
    assert what(copy_lessons(course)) == ["offered", "kept"]
    assert (own.read_text(), beside.read_text()) == ("my answers", "second")
    beside.unlink()
    assert what(copy_lessons(course)) == ["kept", "kept"]  # offered once, thrown away
    assert not beside.exists()
    release(course, "01_one", "third")
    assert what(copy_lessons(course)) == ["offered", "kept"]
    assert (own.read_text(), beside.read_text()) == ("my answers", "third")


def test_a_new_release_that_was_worked_in_stays_too(course: Path) -> None:
    copy_lessons(course)
    work = course / "work/01_one"
    (work / "01_one.ipynb").write_text("my answers")
    release(course, "01_one", "second")
    copy_lessons(course)
    (work / "01_one.new.ipynb").write_text("answers to the second")
    release(course, "01_one", "third")
    assert what(copy_lessons(course)) == ["offered", "kept"]
    assert (work / "01_one.new.ipynb").read_text() == "answers to the second"
    assert (work / "01_one.new2.ipynb").read_text() == "third"
    release(course, "01_one", "fourth")
    assert what(copy_lessons(course)) == ["offered", "kept"]
    assert (work / "01_one.new2.ipynb").read_text() == "fourth"
    assert len(list(work.iterdir())) == 3


def test_a_file_named_work_is_a_sentence(course: Path) -> None:
    (course / "work").write_text("a diary")
    with pytest.raises(MachineError, match="work can't be written"):
        copy_lessons(course)
    assert (course / "work").read_text() == "a diary"


def test_changes_survive_a_lost_or_damaged_record(course: Path) -> None:
    copy_lessons(course)
    own = course / "work/01_one/01_one.ipynb"
    own.write_text("my answers")
    for damage in (None, "{", "[]", '{"01_one": 3}'):
        record = course / "work/.lessons.json"
        record.unlink() if damage is None else record.write_text(damage)
        copy_lessons(course)
        assert own.read_text() == "my answers"


def test_a_deleted_copy_comes_back(course: Path) -> None:
    copy_lessons(course)
    (course / "work/01_one/01_one.ipynb").unlink()
    assert what(copy_lessons(course)) == ["new", "kept"]


def cells(course: Path) -> dict[str, Any]:
    page = json.loads((course / "work/START.ipynb").read_text())
    return {cell["id"]: cell for cell in page["cells"]}


def test_a_renamed_copy_is_named_when_a_fresh_one_is_put_beside(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy_lessons(course)
    path = course / "work/02_two/02_two.ipynb"
    path.rename(path.with_name("mine.ipynb"))
    command(course, open_lab=False)
    said = capsys.readouterr().out
    assert "02_two: mine.ipynb is there too. If that is yours, delete the new 02_two.ipynb" in said
    assert "01_one" not in said


def test_the_start_page_says_what_is_ahead_and_how_far_one_is(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "lessons", tmp_path / "lessons")
    copy_lessons(tmp_path)
    nbformat.validate(nbformat.read(tmp_path / "work/START.ipynb", as_version=4))
    text = cells(tmp_path)["start"]["source"]
    for lesson in LESSONS:
        (row,) = [line for line in text.splitlines() if f"[{lesson.name}]" in line]
        assert lesson.title.split()[0] in row and re.search(r"\d+ minutes", row), row
        assert f"| {lesson.automatic_points + lesson.points_by_hand:g}" in row
    assert "0 of 90 points" in str(cells(tmp_path)["progress"]["outputs"])
    earned = {"checks": {"02.rescale": {"score": 4.0, "points": 4.0}}}
    (tmp_path / "work" / progress_file.FILE_NAME).write_text(json.dumps(earned))
    copy_lessons(tmp_path)
    assert "4 of 90 points" in str(cells(tmp_path)["progress"]["outputs"])


def test_the_start_page_keeps_what_a_student_wrote_there(course: Path) -> None:
    copy_lessons(course)
    path = course / "work/START.ipynb"
    page = json.loads(path.read_text())
    page["cells"].append({**page["cells"][0], "id": "mine", "source": ["my ", "notes"]})
    (hand_in,) = [cell for cell in page["cells"] if cell["id"] == "hand-in"]
    hand_in["source"] = 'hand_in("02")'
    page["cells"][0]["source"] = page["cells"][0]["source"].splitlines(keepends=True)
    path.write_text(json.dumps(page))
    release(course, "03_three", "first")
    copy_lessons(course)
    assert cells(course)["mine"]["source"] == ["my ", "notes"]
    assert cells(course)["hand-in"]["source"] == 'hand_in("02")'
    assert "03_three" in cells(course)["start"]["source"]  # and it follows the lessons
    for damage in ("{", "[]", json.dumps({"cells": [{"id": "start", "source": "my own"}]})):
        path.write_text(damage)
        copy_lessons(course)
        assert path.read_text() == damage


def test_the_command_says_where_everything_is(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(course / "lessons")
    assert cli.main(["start", "--no-open"]) == 0
    assert "01_one: new" in capsys.readouterr().out
    (course / "work/01_one/01_one.ipynb").write_text("mine")
    release(course, "01_one", "second")
    assert cli.main(["start", "--no-open"]) == 0
    assert "01_one.new.ipynb" in capsys.readouterr().out


def test_outside_the_course_one_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["start", "--no-open"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: ") and "lessons/" in said and said.count("\n") == 1


@pytest.mark.parametrize("name", ["Kurs: KI", "$HOME"])
def test_jupyterlab_finds_its_settings_in_a_path_that_it_misreads(
    course: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ ":" ends a path in a list of paths, and Jupyter takes $HOME for a variable."""
    place = course / name
    shutil.copytree(course / "lessons", place / "lessons")
    (place / "settings").mkdir()
    started: list[str] = []
    monkeypatch.setattr(
        os, "execve", lambda _, __, variables: started.append(variables["JUPYTER_CONFIG_PATH"])
    )
    monkeypatch.setattr(start, "JUPYTER", place / "settings")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/other")
    monkeypatch.chdir(place)
    start.command(place, open_lab=True)
    assert Path.cwd() == place / "work"
    assert started == ["../settings:/other"]


def test_after_a_restart_a_check_says_what_to_run(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a new kernel `check` is there before any cell has run, and the panel explains the rest."""
    started: list[dict[str, str]] = []
    monkeypatch.setattr(os, "execve", lambda _, __, environment: started.append(environment))
    monkeypatch.delenv("PYTHONSTARTUP", raising=False)
    monkeypatch.chdir(course)
    command(course, open_lab=True)
    monkeypatch.setenv("PYTHONSTARTUP", started[0]["PYTHONSTARTUP"])
    cells = [nbformat.v4.new_code_cell('check("01.class_counts", class_counts)')]
    cells.append(nbformat.v4.new_code_cell("[n for n in dir() if not n.startswith('_')]"))
    ran = execute(nbformat.v4.new_notebook(cells=cells)).notebook.cells
    assert ran[0].outputs[0].data["text/plain"] == "0.0"
    assert "Restart Kernel and Run All Cells" in ran[0].outputs[0].data["text/html"]
    ours = {"check", "hint"}
    names = set(ast.literal_eval(ran[1].outputs[0].data["text/plain"]))
    assert ours <= names <= ours | {"In", "Out", "exit", "get_ipython", "open", "quit"}
