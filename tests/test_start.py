"""autograder start: copies for students, never over what they changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder import cli
from autograder.start import Copied, copy


@pytest.fixture()
def course(tmp_path: Path) -> Path:
    release(tmp_path, "01_one", "first")
    release(tmp_path, "02_two", "first")
    return tmp_path


def release(course: Path, lesson: str, content: str) -> None:
    path = course / "lessons" / lesson / f"{lesson}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)


def what(told: list[Copied]) -> list[str]:
    return [copied.what for copied in told]


def test_the_first_time_everything_is_copied(course: Path) -> None:
    (course / "lessons" / "01_one" / "figure.png").write_bytes(b"png")
    assert what(copy(course)) == ["new", "new"]
    assert (course / "work/02_two/02_two.ipynb").read_text() == "first"
    assert (course / "work/01_one/figure.png").read_bytes() == b"png"
    assert "01_explore" in (course / "work/START.md").read_text()
    assert what(copy(course)) == ["kept", "kept"]


def test_an_untouched_copy_follows_the_release(course: Path) -> None:
    copy(course)
    release(course, "01_one", "second")
    assert what(copy(course)) == ["updated", "kept"]
    assert (course / "work/01_one/01_one.ipynb").read_text() == "second"


def test_a_changed_copy_stays_and_the_new_release_is_put_beside(course: Path) -> None:
    copy(course)
    own = course / "work/01_one/01_one.ipynb"
    beside = course / "work/01_one/01_one.new.ipynb"
    own.write_text("my answers")
    assert what(copy(course)) == ["kept", "kept"]  # nothing new was released
    assert not beside.exists()
    release(course, "01_one", "second")
    assert what(copy(course)) == ["offered", "kept"]
    assert (own.read_text(), beside.read_text()) == ("my answers", "second")
    beside.unlink()
    assert what(copy(course)) == ["kept", "kept"]  # offered once, thrown away
    assert not beside.exists()
    release(course, "01_one", "third")
    assert what(copy(course)) == ["offered", "kept"]
    assert (own.read_text(), beside.read_text()) == ("my answers", "third")


def test_changes_survive_a_lost_or_damaged_record(course: Path) -> None:
    copy(course)
    own = course / "work/01_one/01_one.ipynb"
    own.write_text("my answers")
    for damage in (None, "{", "[]", '{"01_one": 3}'):
        record = course / "work/.lessons.json"
        record.unlink() if damage is None else record.write_text(damage)
        copy(course)
        assert own.read_text() == "my answers"


def test_a_deleted_copy_comes_back(course: Path) -> None:
    copy(course)
    (course / "work/01_one/01_one.ipynb").unlink()
    assert what(copy(course)) == ["new", "kept"]


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
