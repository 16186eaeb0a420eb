"""A class at a time: the same grades as one at a time, whatever happens on the way."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import nbformat
import pytest
import sqlalchemy
from nbgrader.api import Gradebook
from nbgrader.nbgraderformat.v3 import MetadataValidatorV3

from autograder import cli
from autograder.grading import state
from autograder.grading.cache import RUNS, VERDICTS, VerdictCache
from autograder.grading.progress import GradingProgress
from autograder.nbgrader_plugin.errors import GradingStoppedError
from autograder.nbgrader_plugin.gradebook import GradebookWriter
from autograder.nbgrader_plugin.patches import cached_nbgrader
from support.grading_course import (
    CHECKS,
    RIGHT,
    Course,
    digest,
    enrol,
    fill,
    one_at_a_time,
    process_group,
    refused,
    wait_for,
)
from support.nbgrader_class import NAME


def test_a_class_is_graded_remembered_and_judged_again(made: Course, tmp_path: Path) -> None:
    fill(made)
    enrol(made)
    summary = made.grade("--workers", "2")
    assert (summary["submissions"], summary["refused"], summary["workers"]) == (6, 1, 2)
    assert summary["ran"] + summary["remembered"] == 5  # ada's and eve's are the same work
    assert summary["points"] == {"ada": 6, "bob": 0, "cyd": 4, "dan": 0, "eve": 6, "fay": 0}
    assert {p["student"]: p["outcome"] for p in summary["problems"]} == {
        "dan": "missing-notebook",
        "fay": "kernel-died",
    }
    assert "6 of 6 done, 2 failed, 0 left" in made.said

    other = one_at_a_time(made, tmp_path / "other")
    assert made.book() == other.book()
    assert made.shown() == other.shown()
    assert made.book()["eve", "essay"][4] == 6  # late, and all of it taken away

    before = digest(made.course)
    summary = made.grade()
    assert (summary["remembered"], summary["unchanged"], summary["workers"]) == (5, 6, 0)
    assert digest(made.course) == before

    # Manual points and a verdict that was lost: written again, and nothing else.
    with made.gradebook() as gradebook:
        gradebook.find_grade("essay", NAME, NAME, "ada").manual_score = 2
        gradebook.db.commit()
    shutil.rmtree(made.autograded("ada"))
    summary = made.grade()
    assert (summary["ran"], summary["unchanged"]) == (0, 5)
    assert made.book()["ada", "essay"][2] == 2

    # Another message and another threshold: the calls are the same, nothing is run.
    made.checks.write_text(
        CHECKS.replace("expected 6.", "expected twice three.").replace("else 0.5", "else 0.25")
    )
    summary = made.grade()
    assert (summary["ran"], summary["judged_again"], summary["remembered"]) == (1, 3, 1)  # fay died
    assert summary["points"]["cyd"] == 3
    assert made.scores("cyd") == [1, 2, None]
    assert made.verdict("bob").checks[0].code == "not-implemented"

    # Another call: only running it again tells.
    made.checks.write_text(CHECKS.replace("treble(3)", "treble(5)").replace("!= 9", "!= 15"))
    summary = made.grade("--workers", "2")
    assert summary["ran"] + summary["remembered"] == 5 and summary["judged_again"] == 0
    assert summary["points"]["ada"] == 6


def test_a_killed_coordinator_loses_nothing(made: Course, tmp_path: Path) -> None:
    fill(made, more=6)
    enrol(made)
    process = made.start("--workers", "2")

    def stored() -> int:
        return len(
            [
                kept
                for kept in VerdictCache(made.course).entries()
                if kept.kind == VERDICTS and kept.path.name[0] != "."
            ]
        )

    wait_for(lambda: stored() >= 2)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=90)
    group = process.pid

    def gone() -> bool:
        return not any(process_group(path) == group for path in Path("/proc").glob("[0-9]*"))

    wait_for(gone)  # its workers and their boxes end with it
    kept = stored()
    assert 2 <= kept < 10  # in the middle
    summary = made.grade("--workers", "2")
    assert summary["ran"] + summary["remembered"] == 11
    assert summary["ran"] <= 10 - kept  # ada's and eve's count once
    other = one_at_a_time(made, tmp_path / "other")
    assert made.book() == other.book()
    assert made.shown() == other.shown()


def test_penalties_follow_the_due_date_and_the_settings(
    made: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.hand_in("ada", RIGHT)
    made.hand_in("eve", RIGHT, timestamp="2026-03-01 00:00:00 UTC")
    enrol(made)
    config = made.course / "nbgrader_config.py"

    def penalties() -> list[Any]:
        found = made.book()
        return [found[student, "essay"][4] for student in ("ada", "eve")]

    def due(date: str) -> None:
        with made.gradebook() as gradebook:
            gradebook.update_or_create_assignment(NAME, duedate=date)

    def again() -> Any:
        assert cli.main(["grade", "02"]) == 0
        return json.loads((made.course / ".autograder" / f"{NAME}.json").read_text())["unchanged"]

    made.grade("--workers", "1")
    assert penalties() == [None, 6]
    strict = config.read_text()
    config.write_text(strict.replace("= 'zero'", "= 'none'"))
    assert again() == 0
    assert penalties() == [None, None]
    config.write_text(strict)
    assert again() == 0
    assert penalties() == [None, 6]
    assert again() == 2

    # Formgrader changes it while the grades are written: the next run writes the first again.
    due("2026-01-01")
    write = GradebookWriter.write

    def write_and_change(self: Any, *about: Any) -> None:
        write(self, *about)
        due("2027-01-01")

    with monkeypatch.context() as patch:
        patch.setattr(GradebookWriter, "write", write_and_change)
        again()
    assert penalties() == [6, None]
    again()
    assert penalties() == [None, None]


def test_outputs_and_flags_stay_with_their_own_submission(made: Course) -> None:
    made.checks.write_text(
        CHECKS.replace(
            "if got == 666:",
            "if got == 777:\n        raise BaseException('a bug')\n    if got == 666:",
        )
    )

    def with_own_cell(cell_id: str) -> Callable[[Any], None]:
        def change(notebook: Any) -> None:
            notebook.cells.insert(4, nbformat.v4.new_code_cell("print('mine')", id=cell_id))

        return change

    made.hand_in("ada", RIGHT, with_own_cell("one"))
    made.hand_in("bob", RIGHT, with_own_cell("two"))
    bad = {**RIGHT, "double": "def double(x):\n    return 777"}
    (made.hand_in("cyd", bad) / "link").symlink_to("nowhere")
    made.hand_in("dan", bad)
    made.grade("--workers", "1")
    assert "0 of 4 done, 0 failed, 4 left; now ada" in made.said
    for student in ("ada", "bob"):
        cells = made.notebook(student).cells
        outputs = [output for cell in cells for output in cell.get("outputs", [])]
        assert [o.text for o in outputs if o.output_type == "stream"] == ["mine\n"]
    for student, flags in (("cyd", ["symbolic-link"]), ("dan", [])):
        verdict = made.verdict(student)
        assert verdict.outcome == "judge-failed"
        assert [flag.code for flag in verdict.flags] == flags


def test_metadata_is_validated_as_nbgrader_does() -> None:
    good = {
        **{"schema_version": 3, "grade_id": "a", "grade": True, "locked": True},
        **{"solution": False, "task": False, "points": 1, "cell_type": "code"},
    }

    def problem(**wrong: object) -> str:
        cell = nbformat.from_dict({"cell_type": "code", "metadata": {"nbgrader": good | wrong}})
        try:
            MetadataValidatorV3().validate_cell(cell)
        except jsonschema.ValidationError as error:
            return str(error)
        return ""

    wrongs: list[dict[str, object]] = [{}, {"points": "many"}, {"grade": 1, "points": -1}]
    before = [problem(**wrong) for wrong in wrongs]
    assert [bool(text) for text in before] == [False, True, True]
    with cached_nbgrader():
        assert [problem(**wrong) for wrong in wrongs] == before


def test_progress_says_what_is_judged_and_how_long_the_rest_takes() -> None:
    progress = GradingProgress(NAME, 10)
    for _ in range(2):
        progress.tell(failed=False, ran=False)
    assert "8 left, about " in progress.line()  # nothing has to run: what is written counts
    progress.running = lambda: ["ada"]
    assert progress.line() == "2 of 10 done, 0 failed, 8 left; now ada"


# --- bad input ---------------------------------------------------------------------------


def test_no_lesson_no_submissions_no_such_student(
    made: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "no lesson '17'" in refused(capsys, made.course, "17")
    assert "no submissions" in refused(capsys, made.course, "02")
    made.hand_in("ada", RIGHT)
    assert "zoe: no submission" in refused(capsys, made.course, "02", "--student", "zoe")
    assert "'../ada'" in refused(capsys, made.course, "02", "--student", "../ada")


ODD_IDS = (
    "ada b",
    "o'hara",
    'q"q',
    "back\\slash",
    "a*",
    "*",
    "a[1]?{x},;",
    "-x",
    "x" * 200,
    "\x1b[1m",
)


def test_student_ids(made: Course, capsys: pytest.CaptureFixture[str]) -> None:
    for student in (*ODD_IDS, "new\nline", "not UTF-8: \udcff"):
        made.place(student)
    assert cli.main(["grade", "02", "--json", "summary.json"]) == 1
    said = capsys.readouterr()
    assert said.err.splitlines()[-1].startswith(
        "error: Left out: 'new\\nline', 'not UTF-8: \\udcff'"
    )
    assert "has a line break. Rename" in said.err
    assert "\x1b" not in said.out
    assert json.loads(Path("summary.json").read_text())["points"].keys() == set(ODD_IDS)
    for student in ODD_IDS:
        assert made.verdict(student).outcome == "missing-notebook"
    named = [f"--student={student}" for student in ODD_IDS]
    assert cli.main(["grade", "02", *named]) == 0
    capsys.readouterr()
    assert "has a line break" in refused(capsys, made.course, "02", "--student", "new\nline")


def test_gradebooks(
    made: Course, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made.hand_in("ada", RIGHT)
    path = made.course / "gradebook.db"
    with Gradebook(f"sqlite:///{path}", "biology"):
        pass
    assert "course 'biology'" in refused(capsys, made.course, "02")
    path.write_text("no database at all, but long enough to be taken for the header of one" * 20)
    assert "is not a gradebook" in refused(capsys, made.course, "02")
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE recipes (name TEXT)")
    database.close()
    assert "recipes" in refused(capsys, made.course, "02")
    path.unlink()
    enrol(made)
    config = made.course / "nbgrader_config.py"
    text = config.read_text()
    config.write_text(
        f"{text}\nc.CourseDirectory.db_url = 'sqlite:///file:{path}?mode=ro&uri=true'\n"
    )
    assert "read-only" in refused(capsys, made.course, "02", status=1)
    config.write_text(text)
    monkeypatch.setattr(sqlalchemy, "create_engine", _impatient(sqlalchemy))
    with sqlite3.connect(path, isolation_level=None) as database:
        database.execute("BEGIN IMMEDIATE")
        assert "locked" in refused(capsys, made.course, "02", status=1)
    database.close()


def _impatient(module: Any) -> Any:
    make = module.create_engine

    def create(url: str, **more: Any) -> Any:
        return make(url, connect_args={"timeout": 0.1}, **more)

    return create


def test_a_second_coordinator_waits_for_nothing(
    made: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    made.hand_in("ada", RIGHT)
    with state.exclusive_lock(made.course):
        assert "Another `autograder grade`" in refused(capsys, made.course, "02")


def test_a_full_disk_is_one_sentence(
    made: Course, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    store = VerdictCache(made.course)
    store.put(NAME, RUNS, "a" * 64, b"before")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(GradingStoppedError, match="disk is full"):
            store.put(NAME, RUNS, "a" * 64, b"after")
    assert store.get(NAME, RUNS, "a" * 64) == b"before"

    # The same while the gradebook's directory is written: what was graded before stays.
    made.hand_in("ada", RIGHT)
    made.grade("--workers", "1")
    made.place("dan")
    monkeypatch.setattr(GradebookWriter, "_stage_timestamp", full)
    said = refused(capsys, made.course, "02", "--student", "dan", written=True, status=1)
    assert "disk is full" in said
    assert made.scores("ada") == [4, 2, None]
    assert not made.autograded("dan").exists()


def test_a_submission_that_can_t_be_written_stops_no_other(
    made: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    for student in ("abe", "ada", "bob"):
        made.place(student)
    blocked = made.course / "autograded" / "ada"
    blocked.parent.mkdir()
    blocked.write_text("in the way")
    assert cli.main(["grade", "02"]) == 1
    said = capsys.readouterr()
    assert f"{NAME}: 3 submissions" in said.out
    last = said.err.splitlines()[-1]
    assert last.startswith("error: The grades of ada could not be written; all others are.")
    assert str(blocked) in last
    assert made.verdict("abe").outcome == made.verdict("bob").outcome == "missing-notebook"
    blocked.unlink()
    assert cli.main(["grade", "02"]) == 0
    assert made.verdict("ada").outcome == "missing-notebook"


def test_a_machine_that_can_t_judge_writes_nothing(
    made: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        made.place(f"a{number}")  # refused, which takes no machine
    made.hand_in("bob", RIGHT)
    before = digest(made.course)
    (tmp_path / "no-directory").touch()
    monkeypatch.setenv("FMNIST_CACHE", str(tmp_path / "no-directory" / "cache"))
    made.grade("--workers", "1", status=2)
    assert digest(made.course) == before
    assert "no-directory" in made.said and "The worker" not in made.said
