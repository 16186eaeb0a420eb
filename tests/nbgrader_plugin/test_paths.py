"""Courses, temporary files and students whose names hold any character that a file system allows."""

from __future__ import annotations

import os
import random
import re
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy
from alembic.config import Config
from nbgrader import dbutil, utils
from nbgrader.coursedir import CourseDirectory

from autograder import report
from autograder.checks import set_registry
from autograder.corpus import demo
from autograder.course import Lesson, find_course
from autograder.grading.summary import GradingSummary
from autograder.nbgrader_plugin import course_directory as directories
from autograder.nbgrader_plugin import patches
from autograder.nbgrader_plugin.course_directory import find_submissions
from autograder.nbgrader_plugin.database import check_gradebook, create_engine
from autograder.nbgrader_plugin.errors import GradeNotWrittenError
from autograder.nbgrader_plugin.gradebook import GradebookWriter
from autograder.nbgrader_plugin.paths import matching, sqlite_path, sqlite_url
from autograder.sandbox import ProcessBox
from fmnist_lab.errors import CourseError, MachineError
from fmnist_lab.files import temporary_directory_problem, write_bytes
from support import small_checks
from support.grading_course import NEARLY, RIGHT, Course
from support.nbgrader_class import NAME

PARTS = [
    *"[]()+%#?*{}!^$&;,:@=~|<>'\"\\` .-_aZ09",
    *("%41", "%s", "{x}", "[a-z]", "$(ls)", "(1)", "../.."[:2], "://", "\t")[:7],
    *("é", "e\u0301", "ü", "ß", "学", "שלום", "\u200f", "\u200d", "\u202f", "👩‍🔬", "\ufeff"),
]
NAMES = ["Kurs [WS24] (1)+100%41? #é {x}", "-rf", ".hidden", "*", "x" * 200, "[ab]", "$NONE"]
UGLY = "Ü [WS24] (1)+100%41? #{x} '$(ls)'\" ש"
IDS = ["o'\"ha, ra[1]*?{x}", "-x Ü (1)", "é" * 100]


@pytest.fixture(scope="module", autouse=True)
def _mended() -> None:
    patches.mend_paths()


def names(count: int) -> Iterator[str]:
    """Names of files, the same in each run."""
    rng = random.Random(20_250)
    yield from NAMES
    while count > 0:
        name = "".join(rng.choices(PARTS, k=rng.randint(1, 12)))
        if name.strip(".") and "/" not in name:
            count -= 1
            yield name


def coursedir_in(root: Path, **settings: Any) -> Any:
    return CourseDirectory(root=str(root), assignment_id="02_x", student_id="*", **settings)


def test_whatever_the_names_submissions_are_found(tmp_path: Path) -> None:
    students = [name for name in names(80) if not name.startswith(".")]  # * matches no .hidden
    for number, name in enumerate(names(60)):
        course = tmp_path / str(number) / name / "course"
        some = set(random.Random(number).sample(students, 4)) | {"*", "ada"}
        for student in some:
            (course / "submitted" / student / "02_x").mkdir(parents=True)
            (course / "submitted" / student / "02_x" / "n.ipynb").touch()
        coursedir = coursedir_in(course)
        found, left_out = find_submissions(coursedir, "02_x")
        assert found == {s: course / "submitted" / s / "02_x" for s in some} and not left_out
        for student in some - {"*"}:
            alone = coursedir.format_path("submitted", student, "02_x")
            assert matching(alone) == [alone]
            assert matching(f"{alone}/*.ipynb") == [f"{alone}/n.ipynb"]
        assert utils.is_ignored(str(course / "solution.py"), ["*.py"]) is False
        (course / "solution.py").touch()
        assert utils.is_ignored(str(course / "solution.py"), ["*.py"])


def test_a_part_that_is_no_name_is_a_pattern(tmp_path: Path) -> None:
    for name in ("W", "[WS]", "S", "x"):
        (tmp_path / name).mkdir()
    assert matching(f"{tmp_path}/[WS]") == [f"{tmp_path}/[WS]"]
    assert sorted(matching(f"{tmp_path}/[WSx]")) == [f"{tmp_path}/{n}" for n in ("S", "W", "x")]
    assert len(matching(f"{tmp_path}/./*")) == 4
    assert matching(f"{tmp_path}/./x") == [f"{tmp_path}/./x"]  # nbgrader compares it as text
    assert matching(f"{tmp_path}/missing/*") == []


def test_paths_match_their_regular_expressions(tmp_path: Path) -> None:
    for name in names(60):
        stage = f"{tmp_path}/{name}/stage"
        for coursedir, step in (
            (coursedir_in(tmp_path / name), "submitted"),
            (coursedir_in(tmp_path), stage),  # as an absolute directory in the settings
        ):
            path = coursedir.format_path(step, name, "02_x")
            expression = coursedir.format_path(
                step, "(?P<student_id>.*)", "(?P<assignment_id>.*)", escape=True
            )
            match = re.match(expression, path)
            assert match and match.groupdict() == {"student_id": name, "assignment_id": "02_x"}


def test_the_gradebook_lies_in_its_course(tmp_path: Path) -> None:
    for number, name in enumerate(names(60)):
        course = tmp_path / str(number) / name
        course.mkdir(parents=True)
        coursedir = coursedir_in(course)
        file = course / "gradebook.db"
        assert sqlite_path(coursedir.db_url) == str(file) == sqlite_path(sqlite_url(file))
        assert not check_gradebook(coursedir.db_url, "")
        with create_engine(coursedir.db_url).connect() as connection:
            connection.execute(sqlalchemy.text("CREATE TABLE course (id INTEGER)"))
        assert file.is_file()
        with pytest.raises(CourseError, match="not a gradebook"):  # so it is found
            check_gradebook(coursedir.db_url, "")
        ini = course / "alembic.ini"  # as in a temporary directory
        dbutil.write_alembic_ini(str(ini), coursedir.db_url)
        section = Config(str(ini)).get_section("alembic") or {}
        assert sqlite_path(section["sqlalchemy.url"]) == str(file)
        app = SimpleNamespace(
            coursedir=coursedir,
            collect_directory_structure="{downloaded}/{assignment_id}/{collect_step}",
            downloaded_directory="downloaded",
        )
        assert patches._collect_path(app, "archive") == f"{course}/downloaded/02_x/archive"


def test_a_path_too_long_for_sqlite_is_refused_before_anything_is_judged(tmp_path: Path) -> None:
    parent = tmp_path / ("x" * 200) / ("y" * 200)
    parent.mkdir(parents=True)
    for length, opens in ((504, True), (505, False)):
        name = "z" * (length - len(str(parent)) - len("//gradebook.db"))
        (parent / name).mkdir()
        address = sqlite_url(parent / name / "gradebook.db")
        if opens:
            assert not check_gradebook(address, "")
            create_engine(address).connect().close()
        else:
            with pytest.raises(CourseError, match=r"has 505 bytes; SQLite opens 504 at most"):
                check_gradebook(address, "")


def test_what_may_not_be_read_is_named_and_no_zero(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "submitted" / "ada").mkdir(parents=True)  # it is closed, so nothing shows in it
    for student in ("bob", "cyd", "dan"):
        (tmp_path / "submitted" / student / "02_x").mkdir(parents=True)
    (tmp_path / "submitted/cyd/02_x/02_x.ipynb").touch()
    closed = [
        tmp_path / "submitted" / place for place in ("ada", "bob/02_x", "cyd/02_x/02_x.ipynb")
    ]
    monkeypatch.setattr(directories.os, "access", lambda path, mode: Path(path) not in closed)
    found, left_out = find_submissions(coursedir_in(tmp_path), "02_x")
    assert list(found) == ["dan"]
    assert left_out == {
        path.relative_to(tmp_path / "submitted").parts[0]: f"{path} can't be read. "
        "Make it readable."
        for path in closed
    }


def test_a_path_that_nbgrader_takes_for_a_variable_is_refused(tmp_path: Path) -> None:
    course = tmp_path / "$HOME" / "course"
    (course / "solutions").mkdir(parents=True)
    (course / "nbgrader_config.py").touch()
    with pytest.raises(CourseError, match=r"would read \$HOME as the environment's variable"):
        find_course(course)
    (tmp_path / "$NONE").mkdir()
    (course).rename(tmp_path / "$NONE" / "course")
    assert find_course(tmp_path / "$NONE" / "course" / "solutions").name == "course"


def test_a_temporary_directory_that_is_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert temporary_directory_problem() == ""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "missing"))
    assert temporary_directory_problem().endswith(
        f"missing, which is no directory that can be written; {tempfile.gettempdir()} is used."
    )

    def none() -> str:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    with pytest.raises(MachineError, match="set TMPDIR to one"):
        temporary_directory_problem()


@pytest.mark.parametrize("place", ["/tmp/a:b", f"/tmp/{'ü' * 40}"])
def test_a_box_s_sockets_and_search_path_allow_its_place(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "gettempdir", lambda: place)
    assert ProcessBox(["true"])._place.parent == Path("/tmp")


def test_a_long_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("ü" * 127)
    write_bytes(path, b"content")
    assert path.read_bytes() == b"content"


def test_the_reason_of_a_failed_write_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = object.__new__(GradebookWriter)
    writer.coursedir = SimpleNamespace(autograded_directory="autograded", db_url="sqlite://")
    writer.assignment = "02_x"

    def fail(*_: object) -> None:
        raise ValueError("Could not match\n'a b'")

    monkeypatch.setattr(writer, "_write", fail)
    with pytest.raises(GradeNotWrittenError) as raised:
        writer.write(tmp_path, SimpleNamespace(student="a b"))  # type: ignore[arg-type]
    assert str(raised.value) == (
        "nbgrader failed (ValueError: Could not match 'a b'); "
        "`autograder -v grade 02 --student='a b'` says where."
    )
    summary = GradingSummary("02_x", unwritten={"a b": str(raised.value)})
    monkeypatch.setattr(demo, "make", lambda *_: tmp_path)
    monkeypatch.setattr(demo, "grade", lambda *_: summary)
    monkeypatch.setattr(report, "write", lambda *_: pytest.fail("there is nothing to report"))
    with pytest.raises(MachineError, match=r"The grades of 'a b' could not be written\. nbgrader"):
        demo.command(
            Lesson(tmp_path, "02_x"), out=None, students=8, workers=1, show=False, sandboxed=True
        )


NBGRADER = """
import sys
from support import small_checks
small_checks.install()
from nbgrader.apps import NbGraderApp
for command in ("autograde", "generate_feedback"):
    app = NbGraderApp()
    app.initialize([command, sys.argv[1]])
    app.subapp.start()
    app.subapp.clear_instance()
"""


def test_both_commands_grade_odd_students_in_odd_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The course of the first is reached through a symbolic link."""
    temporary = tmp_path / f"T {UGLY}"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setenv("FMNIST_CACHE", os.environ.get("FMNIST_CACHE", ""))
    one, other = Course(tmp_path / UGLY), Course(tmp_path / f"{UGLY} 2")
    before = set_registry(None)
    try:
        monkeypatch.setenv("SMALL_CHECKS", str(one.checks))
        small_checks.install()
        for course in (one, other):
            for student, answers in zip(IDS, (RIGHT, NEARLY, {}), strict=True):
                course.hand_in(student, answers)
    finally:
        set_registry(before)
    link = tmp_path / "link"
    link.symlink_to(one.course)
    one.course, real = link, one.course
    with socket.socket() as taken:
        try:
            taken.bind(("127.0.0.1", 8787))  # Dask's port; another program may have it anyway
            taken.listen()
        except OSError:
            pass
        summary = one.grade("--workers", "1")
    assert "8787" not in one.said and "arning" not in one.said, one.said
    assert summary["points"] == dict(zip(IDS, (6, 4, 0), strict=True)), summary
    other.run_python(NBGRADER)
    one.course = real
    assert one.book() == other.book() and len(one.book()) == 9
    for student in IDS:
        assert one.verdict(student).points == other.verdict(student).points
        files = {p.name for p in (other.course / "feedback" / student / NAME).iterdir()}
        assert files == {f"{NAME}.html", "timestamp.txt"}
