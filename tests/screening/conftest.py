"""A lesson, and the directory that a student hands in for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import Lesson
from support.handed_in import NAME


@pytest.fixture()
def lesson(course: Path) -> Lesson:
    return Lesson(course, NAME)


@pytest.fixture()
def place(tmp_path: Path) -> Path:
    directory = tmp_path / "submitted" / "ada" / NAME
    directory.mkdir(parents=True)
    return directory
