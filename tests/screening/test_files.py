"""The files beside a notebook: hostile ones have a defined outcome, honest ones go along."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest

from autograder.course import Lesson
from autograder.screening import policy, screen_submission
from autograder.screening.files import FileRules, collect_files
from autograder.screening.flags import FlagCollector
from support.handed_in import FILE, codes, handed_in


def test_links_are_never_followed(lesson: Lesson, place: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("gradebook")
    (place / FILE).write_text(json.dumps(handed_in(lesson)))
    (place / "link.txt").symlink_to(secret)
    (place / "up").symlink_to(tmp_path)
    (place / "loop").symlink_to(place)
    (place / "zero").symlink_to("/dev/zero")
    screened = screen_submission(place, lesson)
    assert (screened.outcome, codes(screened)) == ("", ["symbolic-link"])
    assert screened.files == {}

    (place / FILE).rename(tmp_path / "elsewhere.ipynb")
    (place / FILE).symlink_to(tmp_path / "elsewhere.ipynb")
    assert screen_submission(place, lesson).outcome == "symbolic-link"

    linked = tmp_path / "linked"
    linked.symlink_to(place)
    assert screen_submission(linked, lesson).outcome == "symbolic-link"


def test_special_files_don_t_block(lesson: Lesson, place: Path, tmp_path: Path) -> None:
    (place / FILE).write_text(json.dumps(handed_in(lesson)))
    os.mkfifo(place / "pipe")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(place / "socket"))
        screened = screen_submission(place, lesson)
    assert (screened.outcome, codes(screened)) == ("", ["special-file"])
    (place / FILE).unlink()
    os.mkfifo(place / FILE)
    assert screen_submission(place, lesson).outcome == "special-file"
    (place / FILE).unlink()
    (place / FILE).mkdir()
    assert screen_submission(place, lesson).outcome == "missing-notebook"


def test_files_that_don_t_go_along(
    lesson: Lesson, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / FILE).write_text(json.dumps(handed_in(lesson)))
    (place / "..\\..\\gradebook.db").write_text("climbs")
    (place / "new\nline").write_text("odd")
    (place / "autograder").mkdir()
    (place / "autograder" / "__init__.py").write_text("check = lambda *a: 4.0")
    (place / "fmnist_lab.py").write_text("")
    (place / "model.npz").write_bytes(b"PK\3\4\0")
    (place / "timestamp.txt").write_text("2026-01-01")
    (place / "verdict.json").write_text("{}")
    (place / ".verdict.json").mkdir()  # where the judge's own is written before it has its name
    (place / ".verdict.json" / "note.txt").write_text("in the way")
    (place / "large.bin").write_bytes(b"x")
    os.truncate(place / "large.bin", policy.MAX_FILE_BYTES + 1)
    (place / "kept" / "deep").mkdir(parents=True)
    (place / "kept" / "deep" / "data.csv").write_text("1,2")
    screened = screen_submission(place, lesson)
    assert screened.outcome == ""
    assert set(codes(screened)) == {
        "odd-file-name",
        "course-file",
        "weights-file",
        "file-too-large",
    }
    assert screened.files == {"kept/deep/data.csv": b"1,2"}

    monkeypatch.setattr(policy, "MAX_FILES", 3)
    for i in range(5):
        (place / f"{i}.txt").write_text("x")
    screened = screen_submission(place, lesson)
    assert "too-many-files" in codes(screened)
    assert (screened.outcome, screened.files) == ("", {})


def test_where_networks_earn_points_only_text_goes_along(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weights may have any name, and be many small files."""
    monkeypatch.setattr(policy, "MAX_FILES_BYTES", 100_000)
    for name in ("ck1.bin", "ck2.bin", "notes.txt", "figures.png", "model.npz", "model_06.npz"):
        (place / name).write_bytes(b"\x93NUMPY\0" + bytes(40_000))
    (place / "latin.txt").write_bytes(b"\xff\xfe")
    for name in ("a", "b", "z"):
        (place / f"{name}.py").write_text("x" * 20_000)
    flags = FlagCollector()
    found = collect_files(place, flags, FileRules(False, {"figures.png"}))
    assert found.files.keys() == {"a.py", "b.py", "figures.png"}
    (said,) = flags.as_list()
    assert said.code == "weights-file"
    assert said.message.startswith("ck1.bin, ck2.bin, latin.txt, ")
    assert "z.py" in said.message and "model_06" not in said.message

    monkeypatch.setattr(policy, "MAX_FILES_BYTES", 10**6)
    flags = FlagCollector()
    assert "latin.txt" in collect_files(place, flags, FileRules(False)).files  # in other lessons
    assert "model.npz: left out" in flags.as_list()[0].message
    flags = FlagCollector()
    assert {"model.npz", "model_06.npz"} <= collect_files(
        place, flags, FileRules()
    ).files.keys()  # in 07
    assert not flags.as_list()


def test_a_bottomless_directory_ends(lesson: Lesson, place: Path) -> None:
    (place / FILE).write_text(json.dumps(handed_in(lesson)))
    deep = place
    for _ in range(40):
        deep = deep / "d"
        deep.mkdir()
    (deep / "x.txt").write_text("x")
    screened = screen_submission(place, lesson)
    assert (screened.outcome, codes(screened)) == ("", ["too-many-files"])
