"""The course directory, the table of lessons, and a worker's log."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course import Lesson, find_course, find_lessons, nbgrader_metadata
from autograder.course.log import VERBOSITY_VARIABLE
from fmnist_lab.errors import CourseError
from fmnist_lab.lessons import LESSONS, traits_of

ROOT = Path(__file__).resolve().parents[2]


def test_the_table_has_a_row_for_each_lesson_with_its_points() -> None:
    lessons = find_lessons(ROOT)
    assert [lesson.name for lesson in lessons] == [traits.name for traits in LESSONS]
    for lesson in lessons:
        by_hand = [
            nbgrader_metadata(cell)["points"]
            for cell in lesson.notebook.cells
            if nbgrader_metadata(cell).get("grade") and nbgrader_metadata(cell).get("solution")
        ]
        assert lesson.traits.automatic_points == sum(c.points for c in lesson.checks.values())
        assert lesson.traits.points_by_hand == sum(by_hand), lesson.name
        assert lesson.traits.little_computing_check in ("", *lesson.checks)


def test_what_a_lesson_carries_is_what_an_earlier_one_saves() -> None:
    for lesson in LESSONS:
        for name in lesson.carries:
            earlier = traits_of(name.partition("/")[0])
            assert earlier in LESSONS and earlier.number < lesson.number


def test_traits_by_number_and_by_name() -> None:
    assert traits_of("02") is traits_of("02_preprocess") is LESSONS[1]
    unknown = traits_of("42_own")
    assert unknown.name == "42_own" and unknown.uses_keras and not unknown.bonus
    assert unknown.data_in_box == ("train",) and not unknown.carries


def test_lessons_are_found_by_number_and_name_in_order() -> None:
    names = [lesson.name for lesson in find_lessons(ROOT, ["03", "02_preprocess/", "02"])]
    assert names == ["02_preprocess", "03_split"]
    with pytest.raises(CourseError, match=r"no lesson '42' .*; there are 01_explore, 02_"):
        find_lessons(ROOT, ["42"])


def test_the_course_is_found_from_below(tmp_path: Path) -> None:
    assert find_course(ROOT / "solutions" / "02_preprocess") == ROOT
    with pytest.raises(CourseError, match="not inside the course directory"):
        find_course(tmp_path)


def test_a_source_that_is_not_text_is_named(tmp_path: Path) -> None:
    lesson = Lesson(tmp_path, "02_odd")
    lesson.source.parent.mkdir(parents=True)
    lesson.source.write_bytes(b"\xff")
    with pytest.raises(CourseError, match=r"02_odd\.py can't be read"):
        _ = lesson.notebook


@pytest.mark.parametrize(
    ("verbosity", "levels"), [("", ["warning"]), ("1", ["info", "warning"]), ("x", ["warning"])]
)
def test_a_worker_logs_as_the_command_does(verbosity: str, levels: list[str]) -> None:
    code = (
        "import logging; from autograder.course.log import show_log_of_worker; "
        "show_log_of_worker(); log = logging.getLogger('autograder.judge'); "
        "log.debug('debug'); log.info('info'); log.warning('warning')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(ROOT), VERBOSITY_VARIABLE: verbosity},
        capture_output=True,
        text=True,
        check=True,
    )
    assert [line.rpartition(" ")[2] for line in done.stderr.splitlines()] == levels
