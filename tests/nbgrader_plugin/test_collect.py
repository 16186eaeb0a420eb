"""Submissions from folders of downloads, as Canvas and Moodle name them, through nbgrader."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.student.hand_in import hand_in
from autograder.student.start import copy_lessons
from support.course import ROOT

LESSON = "02_preprocess"


@pytest.fixture()
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course with two enrolled students; the archive that `hand-in` makes is in it."""
    # nbgrader starts alembic by name
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    shutil.copytree(ROOT / "lessons" / LESSON, tmp_path / "lessons" / LESSON)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as gradebook:
        gradebook.add_assignment(LESSON)
        gradebook.add_student("al123", first_name="Ada", last_name="Lovelace")
        gradebook.add_student("gh456", first_name="Grace", last_name="Hopper", lms_user_id="77")
    copy_lessons(tmp_path)
    (tmp_path / "work" / LESSON / "tools.py").write_text("")
    hand_in(tmp_path, "02")
    return tmp_path


def collect(course: Path) -> set[str]:
    """Run zip_collect; the files that it has put under submitted/."""
    command = [sys.executable, "-m", "nbgrader", "zip_collect", LESSON]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = (course / "submitted").rglob("*")
    return {p.relative_to(course / "submitted").as_posix() for p in found if p.is_file()}


def both(student: str) -> set[str]:
    return {f"{student}/{LESSON}/{name}" for name in (f"{LESSON}.ipynb", "tools.py")}


def test_a_folder_of_canvas_downloads(course: Path) -> None:
    made = course / "work/hand_in" / f"{LESSON}.zip"
    archive = course / "downloaded" / LESSON / "archive"
    archive.mkdir(parents=True)
    shutil.copy(made, archive / f"lovelaceada_1234_98765_{LESSON}.zip")
    shutil.copy(made, archive / f"hoppergracebrewster_LATE_77_98766_{LESSON}-1.zip")
    released = course / "lessons" / LESSON / f"{LESSON}.ipynb"
    shutil.copy(released, archive / f"turingalan_99_98767_{LESSON}-2.ipynb")
    assert collect(course) == (
        both("al123") | both("gh456") | {f"turingalan-99/{LESSON}/{LESSON}.ipynb"}
    )


def test_one_zip_of_all_submissions_from_moodle(course: Path) -> None:
    made = course / "work/hand_in" / f"{LESSON}.zip"
    archive = course / "downloaded" / LESSON / "archive"
    archive.mkdir(parents=True)
    with zipfile.ZipFile(archive / "Course-Preprocess-4711.zip", "w") as everything:
        everything.write(made, f"Ada Lovelace_55_assignsubmission_file_/{LESSON}.zip")
        everything.write(made, f"Grace Hopper_56_assignsubmission_file_{LESSON} (1).zip")
        everything.write(made, f"Zoë de Witt_57_assignsubmission_file_/{LESSON}.zip")
        everything.writestr("Grace Hopper_56_assignsubmission_onlinetext_/onlinetext.html", "x")
    assert collect(course) == both("al123") | both("gh456") | both("zoë.de.witt")


def test_a_folder_for_each_student(course: Path) -> None:
    folder = course / "downloaded" / LESSON / "archive" / "al123" / LESSON
    folder.mkdir(parents=True)
    shutil.copy(course / "lessons" / LESSON / f"{LESSON}.ipynb", folder)
    (folder / "__MACOSX").mkdir()
    (folder / "__MACOSX" / f"{LESSON}.ipynb").write_text("")
    assert collect(course) == {f"al123/{LESSON}/{LESSON}.ipynb"}
