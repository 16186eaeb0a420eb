"""A gradebook in PostgreSQL: the grades that SQLite has, whatever happens on the way."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy
from nbgrader.api import Gradebook

from autograder import cli
from autograder.grading.cache import VERDICTS, VerdictCache
from autograder.nbgrader_plugin import database
from autograder.nbgrader_plugin import errors as errors_module
from support.grading_course import (
    AUTOGRADE,
    NEARLY,
    RIGHT,
    Course,
    enrol,
    fill,
    one_at_a_time,
    refused,
    wait_for,
)
from support.nbgrader_class import NAME
from support.postgres import PASSWORD, Server


class ServedCourse(Course):
    """A class whose gradebook a server keeps."""

    server: Server

    @contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        with Gradebook(self.server.url(), "fmnist") as gradebook:
            yield gradebook


def serve(made: Course, db_url: str) -> None:
    config = made.course / "nbgrader_config.py"
    kept = [line for line in config.read_text().splitlines() if ".db_url" not in line]
    config.write_text("\n".join([*kept, f"c.CourseDirectory.db_url = {db_url!r}", ""]))


@pytest.fixture()
def served(made: Course, postgres: Server) -> ServedCourse:
    made.__class__ = ServedCourse
    assert isinstance(made, ServedCourse)
    made.server = postgres
    serve(made, postgres.url())
    return made


def reference(served: ServedCourse, place: Path) -> Course:
    """The class as ``nbgrader autograde`` grades it, in SQLite."""
    config = served.course / "nbgrader_config.py"
    before = config.read_text()
    config.write_text("".join(li for li in before.splitlines(True) if ".db_url" not in li))
    other = one_at_a_time(served, place)
    config.write_text(before)
    return other


def verdicts(made: Course) -> int:
    return len([kept for kept in VerdictCache(made.course).entries() if kept.kind == VERDICTS])


def test_the_same_grades_after_a_kill_and_after_the_server_was_gone(
    served: ServedCourse, tmp_path: Path
) -> None:
    fill(served, more=8)
    enrol(served)
    process = served.start("--workers", "2")
    wait_for(lambda: verdicts(served) >= 2)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=90)
    kept = verdicts(served)
    assert 2 <= kept < 12

    process = served.start("--workers", "2")
    wait_for(lambda: verdicts(served) > kept)
    served.server.stop()
    out, err = process.communicate(timeout=300)
    assert process.returncode == 1, (out, err)
    errors = [line for line in err.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1 and "Traceback" not in err
    assert "can't be reached" in errors[0] and PASSWORD not in err
    kept = verdicts(served)
    assert kept < 12

    served.server.start()
    summary = served.grade("--workers", "2")
    assert (summary["submissions"], summary["set_aside"]) == (14, 0)
    assert summary["ran"] <= 12 - kept
    other = reference(served, tmp_path / "other")
    assert served.book() == other.book()
    assert served.shown() == other.shown()
    assert served.grade()["unchanged"] == 14
    assert cli.main(["report", "02"]) == 0
    report = served.course / "runs" / f"class-{NAME}"
    assert len((report / "grades.csv").read_text().splitlines()) == 15


def test_a_new_database_is_filled_by_both_commands(served: ServedCourse) -> None:
    served.hand_in("ada", RIGHT)
    assert served.grade("--workers", "1")["points"] == {"ada": 6}
    assert served.scores("ada") == [4, 2, None]
    served.hand_in("cyd", NEARLY)
    served.run_python(AUTOGRADE)
    assert served.scores("ada") == [4, 2, None]
    assert served.scores("cyd") == [2, 2, None]
    assert not (served.course / "gradebook.db").exists()


def test_what_a_server_refuses_is_one_sentence(
    served: ServedCourse, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = served.server
    served.hand_in("ada", RIGHT)

    def said(db_url: str = "", status: int = 2) -> str:
        serve(served, db_url or server.url())
        line = refused(capsys, served.course, "02", status=status)
        assert PASSWORD not in line and "p%40ss" not in line
        assert cli.main(["report", "02"]) == status
        assert capsys.readouterr().err.count("error: ") == 1
        return line

    line = said(server.url(password="wrong"))
    assert "password authentication failed" in line and "course:***@" in line
    assert '"nowhere" does not exist' in said(server.url(database="nowhere"))
    assert "is not an address" in said("postgresql//course:p%40ss@/gradebook")
    assert "missing here" in said(server.url().replace("+psycopg:", "+psycopg2:"))

    server.query("CREATE ROLE guest LOGIN PASSWORD 'p@ss:word'")
    guest = server.url().replace("course:", "guest:")
    assert "permission denied for schema public" in said(guest, 1)
    server.query("CREATE TABLE recipes (name text)")
    assert "recipes" in said()
    server.query("DROP TABLE recipes")
    with Gradebook(server.url(), "biology"):
        pass
    assert "course 'biology'" in said()
    server.query("UPDATE course SET id = 'fmnist'")
    server.query("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest")
    assert "permission denied for table grade" in said(guest, 1)
    server.query("ALTER ROLE course SET default_transaction_read_only = on")
    assert "read-only" in said(status=1)
    server.query("SET transaction_read_only = off; ALTER ROLE course RESET ALL")

    monkeypatch.setattr(database, "SERVER_PATIENCE_SECONDS", 1)
    with served.gradebook() as gradebook:
        gradebook.db.execute(sqlalchemy.text("LOCK TABLE grade IN EXCLUSIVE MODE"))
        assert "locked by another program" in said(status=1)
    server.stop()
    assert "can't be reached" in said(status=1)


def test_an_id_that_a_server_has_no_room_for(
    served: ServedCourse, capsys: pytest.CaptureFixture[str]
) -> None:
    served.hand_in("a" * 129, RIGHT)
    assert "129 characters" in refused(capsys, served.course, "02")
    shutil.rmtree(served.course / "submitted")
    served.hand_in(os.fsdecode(b"ad\xff"), RIGHT)
    assert "Rename" in refused(capsys, served.course, "02")


def test_a_full_disk_of_the_server() -> None:
    error = RuntimeError("could not extend file: No space left on device")
    found = errors_module.gradebook_error(
        error, "postgresql+psycopg://course:secret@host/gradebook"
    )
    said = str(found)
    assert found.exit_status == 1
    assert "disk is full" in said and "secret" not in said
