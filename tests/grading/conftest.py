"""A small class to grade, machines to grade it on, and a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.checks import set_registry
from support import small_checks
from support.grading_course import Cluster, Course
from support.postgres import Server


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


@pytest.fixture()
def postgres() -> Iterator[Server]:
    """A running server; its database is empty."""
    server = Server()
    yield server
    server.close()
