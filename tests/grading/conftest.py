"""A small class to grade, and machines to grade it on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import small_checks
from support.grading_course import Cluster, Course

from autograder.checks import set_registry


@pytest.fixture()
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Course]:
    course = Course(tmp_path)
    monkeypatch.setenv("SMALL_CHECKS", str(course.checks))
    before = set_registry(None)
    small_checks.install()
    monkeypatch.chdir(course.course)
    yield course
    set_registry(before)


@pytest.fixture()
def cluster(made: Course, tmp_path: Path) -> Iterator[Cluster]:
    place = tmp_path / "machines"
    place.mkdir()
    running = Cluster(made, place)
    yield running
    running.close()
