"""A class at a time: the same grades as one at a time, whatever happens on the way."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import sqlite3
import tempfile
import time
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import nbformat
import pytest
import small_checks
import sqlalchemy
from course_fixture import SOURCE
from nbgrader.api import Gradebook
from nbgrader.nbgraderformat.v3 import MetadataValidatorV3
from support.grading_course import (
    CHECKS,
    RIGHT,
    Cluster,
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

from autograder import cli, screening
from autograder.checks import CheckRegistry, checks_of, set_registry
from autograder.course import Lesson
from autograder.grading import GradingOptions, cache_keys, clusters, coordinator, grade, state
from autograder.grading import recording as recording_module
from autograder.grading import worker as worker_module
from autograder.grading import workers as workers_module
from autograder.grading.cache import RUNS, VERDICTS, VerdictCache
from autograder.grading.progress import GradingProgress
from autograder.grading.recording import judge_again, judge_and_record
from autograder.judge import Flag, Isolation, JudgeSession, Verdict, machine_errors, submission_hash
from autograder.nbgrader_plugin.errors import GradingStoppedError
from autograder.nbgrader_plugin.gradebook import GradebookWriter
from autograder.nbgrader_plugin.patches import cached_nbgrader
from autograder.sandbox import Limits, proof
from fmnist_lab import recorded
from fmnist_lab.errors import MachineError


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


def test_four_machines_one_of_which_dies(made: Course, cluster: Cluster, tmp_path: Path) -> None:
    fill(made, more=10)
    enrol(made)
    workers = [cluster.worker(f"w{number}") for number in range(4)]
    process = made.start("--scheduler", cluster.address)
    wait_for(lambda: len(list((made.course / "autograded").glob("*/*/verdict.json"))) >= 2)
    workers[0].kill()
    out, err = process.communicate(timeout=600)
    assert process.returncode == 0, (out, err)
    summary = json.loads((made.course / ".autograder" / f"{NAME}.json").read_text())
    assert summary["submissions"] == 16 and summary["set_aside"] == 0
    other = one_at_a_time(made, tmp_path / "other")
    assert made.book() == other.book()
    assert made.shown() == other.shown()


def test_a_scheduler_that_goes_away_and_a_submission_that_kills_workers(
    made: Course, cluster: Cluster
) -> None:
    fill(made, more=6)
    cluster.worker("w0")
    process = made.start("--scheduler", cluster.address)
    wait_for(lambda: len(list((made.course / "autograded").glob("*/*/verdict.json"))) >= 2)
    cluster.scheduler.kill()
    out, err = process.communicate(timeout=400)
    assert process.returncode == 1, (out, err)
    errors = [line for line in err.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1 and "Traceback" not in err

    poison = {**RIGHT, "double": "def double(x):\n    return 666"}
    made.hand_in("pip", poison)
    summary = made.grade("--workers", "2")
    assert summary["set_aside"] == 1
    assert summary["points"]["ada"] == 6 and summary["points"]["pip"] == 0
    assert made.verdict("pip").outcome == "worker-lost"
    assert [flag.code for flag in made.verdict("pip").flags] == ["worker-lost"]
    assert made.scores("x05") == [0, 2, None]
    assert made.grade()["unchanged"] == 13  # and it isn't tried again


@pytest.mark.timeout(900)
def test_a_connection_that_breaks_and_returns_costs_nothing(
    made: Course, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        made.hand_in(f"x{number}", {**RIGHT, "essay": f"Words {number}."})
    cluster.worker("w0")
    take_result = coordinator._Coordinator._take_result
    broken: list[str] = []

    def take_and_break(self: Any, job: Any, outcome: Any) -> None:
        take_result(self, job, outcome)
        if not broken:  # the others are with the worker, or on their way
            broken.append(job.name)
            client = self.pool.result().client
            client.loop.add_callback(client.scheduler_comm.comm.abort)

    monkeypatch.setattr(coordinator._Coordinator, "_take_result", take_and_break)
    summary = grade(made.lesson, GradingOptions(scheduler=cluster.address))
    assert broken and (summary.ran, summary.set_aside) == (4, 0)
    assert summary.points == {f"x{number}": 6 for number in range(4)}


def test_a_client_that_gave_up_is_one_sentence(made: Course, cluster: Cluster) -> None:
    with clusters.connect_to_pool(made.lesson, True, cluster.address) as pool:
        pool.client.close()
        task = worker_module.Task(NAME, "", {}, b"", True, Limits())
        with pytest.raises(GradingStoppedError, match="no longer answers"):
            pool.submit(
                workers_module._Worker("tcp://127.0.0.1:9"), workers_module.Job("key", "ada", task)
            )


def test_a_worker_that_joins_late_and_differs_gets_nothing(
    made: Course, cluster: Cluster, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cluster.worker("w0")
    with clusters.connect_to_pool(made.lesson, True, cluster.address) as pool:
        pool.wait_for_workers()
        other = tmp_path / "other_lesson.py"
        other.write_text(CHECKS.replace("points=4", "points=5"))
        cluster.worker("other", SMALL_CHECKS=str(other))

        def refused() -> bool:
            pool.refresh()
            return bool(pool.refused)

        wait_for(refused)
        pool.refresh()
        assert len(pool.workers) == 1
    said = caplog.text
    assert said.count("gets nothing: it has another version of the course") == 1
    assert "restart the worker" in said


def test_the_one_that_waits_is_not_blamed_for_the_one_that_kills(
    made: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the scheduler allows no failures, it gives up all that a dead worker had."""
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")
    made.hand_in("pip", {**RIGHT, "double": "def double(x):\n    return 666"})
    for number in range(3):
        made.hand_in(f"x{number}", {**RIGHT, "essay": f"Words {number}."})
    place = tmp_path / "machines"
    place.mkdir()
    running = Cluster(made, place)
    try:
        for number in range(3):  # of which pip takes two
            running.worker(f"w{number}")
        with clusters.connect_to_pool(made.lesson, True, running.address) as pool:
            wait_for(lambda: len(pool.client.nthreads()) == 3)
        monkeypatch.setattr(
            workers_module, "REFRESH_SECONDS", 3600.0
        )  # of each death the scheduler's word comes first
        summary = grade(made.lesson, GradingOptions(scheduler=running.address))
    finally:
        running.close()
    assert summary.set_aside == 1
    assert summary.points == {"pip": 0, "x0": 6, "x1": 6, "x2": 6}


def test_a_machine_that_fails_is_nobodys_zero(
    made: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.hand_in("ada", RIGHT)
    screened = screening.screen_submission(made.place("ada"), made.lesson)
    notebook = json.dumps(screened.notebook)
    task = worker_module.Task(NAME, notebook, screened.files, b"s" * 32, True, Limits())
    worker_module.close_session()
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    result = worker_module.judge_task(task)
    assert isinstance(result, worker_module.MachineFailed)
    assert result.message.startswith("/nowhere/") and "No such file" in result.message
    proof.require_sandbox.cache_clear()  # the next worker to be asked on this machine
    assert worker_module.worker_info(NAME, True)["problem"].startswith("/nowhere/")
    with pytest.raises(MachineError, match="memory"), machine_errors():
        raise MemoryError
    with pytest.raises(FileExistsError), machine_errors():  # one with clashing names stops no class
        (tmp_path / "twice").mkdir()
        (tmp_path / "twice").mkdir()


def test_a_process_answers_for_the_code_that_it_has_imported(made: Course) -> None:
    imported = cache_keys.judge_digest(made.lesson)
    made.checks.write_text(CHECKS.replace("else 0.5", "else 0.25"))
    assert cache_keys.judge_digest(made.lesson) == imported
    small_checks.install()  # as a worker that is started again
    assert cache_keys.judge_digest(made.lesson) != imported


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


ON_TEST_IMAGES = """
from autograder.checks import Function, expect, fail, graded
from autograder.checks.evaluation import evaluation_arrays

@graded(points=4, statement="`double` gives twice its input.")
def check_double(double: Function) -> None:
    asked = int(evaluation_arrays()[1][:1000].sum())
    if expect.number(double(asked), "double(...)") != 2 * asked:
        fail("wrong-type", "double(...) is wrong.")
"""


@pytest.fixture()
def checks_on_test_images() -> Iterator[None]:
    module = types.ModuleType("small")
    exec(ON_TEST_IMAGES, module.__dict__)
    before = set_registry(CheckRegistry({"08": checks_of(module, "08")}))
    yield
    set_registry(before)


@pytest.mark.usefixtures("checks_on_test_images")
def test_lesson_08_is_judged_again_on_the_images_that_it_was_judged_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = Lesson(tmp_path, "08_small")
    lesson.source.parent.mkdir(parents=True)
    lesson.source.write_text(SOURCE.replace("check-02", "check-08").replace('"02.', '"08.'))
    secret = b"s" * 32
    with JudgeSession(tmp_path, secret=secret) as session:
        judged, recording = judge_and_record(session, lesson, lesson.notebook, {})
    assert judged.verdict.points == 4 and recording is not None
    submission = submission_hash(lesson.notebook, {})
    assert judge_again(recording, lesson, submission, secret) == judged
    # Where the images can't be had only a worker can tell.
    monkeypatch.setenv("FMNIST_DATA", str(tmp_path / "nothing.csv"))
    recorded.test_arrays.cache_clear()
    assert judge_again(recording, lesson, submission, secret) is None


def test_of_one_that_says_too_much_no_recording_is_kept(
    made: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    with JudgeSession(made.course, secret=b"s" * 32) as session:
        judged, recording = judge_and_record(session, made.lesson, made.lesson.notebook, {})
        assert recording is not None
        monkeypatch.setattr(recording_module, "MAX_RECORDED_BYTES", 10)
        again, recording = judge_and_record(session, made.lesson, made.lesson.notebook, {})
    assert recording is None and again.verdict.checks == judged.verdict.checks


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


def test_dask_says_nothing_of_its_own_beside_ours() -> None:
    import distributed  # gives its loggers levels and handlers

    assert distributed.Client
    clusters.silence_dask()
    for name in ("distributed.client", "distributed.core", "tornado.application", "asyncio"):
        assert not logging.getLogger(name).isEnabledFor(logging.ERROR), name


# --- bad input ---------------------------------------------------------------------------


def test_no_lesson_no_submissions_no_such_student(
    made: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "no lesson '17'" in refused(capsys, made.course, "17")
    assert "no submissions" in refused(capsys, made.course, "02")
    made.hand_in("ada", RIGHT)
    assert "zoe: no submission" in refused(capsys, made.course, "02", "--student", "zoe")
    assert "'../ada'" in refused(capsys, made.course, "02", "--student", "../ada")


@pytest.mark.parametrize("student", ["ada b", "o'hara", 'q"q', "back\\slash", "new\nline", "a*"])
def test_student_ids(made: Course, capsys: pytest.CaptureFixture[str], student: str) -> None:
    made.hand_in("ada", RIGHT)
    made.hand_in(student, RIGHT)
    said = refused(capsys, made.course, "02")
    assert repr(student) in said and "Rename" in said


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


def test_schedulers_and_workers(
    made: Course,
    cluster: Cluster,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    made.hand_in("ada", RIGHT)
    monkeypatch.setattr(clusters, "SCHEDULER_TIMEOUT_SECONDS", 2.0)
    both = ("--workers", "2", "--scheduler", cluster.address)
    assert "expected one of the two" in refused(capsys, made.course, "02", *both)
    said = refused(capsys, made.course, "02", "--scheduler", "tcp://127.0.0.1:9")
    assert "tcp://127.0.0.1:9" in said
    assert "no scheduler" in refused(capsys, made.course, "02", "--scheduler", "nonsense://?")
    monkeypatch.setattr(workers_module, "NO_WORKERS_TIMEOUT_SECONDS", 2.0)
    assert "no workers" in refused(capsys, made.course, "02", "--scheduler", cluster.address)
    monkeypatch.setattr(workers_module, "NO_WORKERS_TIMEOUT_SECONDS", 60.0)
    versions = clusters._compared_versions
    monkeypatch.setattr(
        clusters,
        "_compared_versions",
        lambda about: {**versions(about), "distributed": str(id(about))},
    )
    assert "Install the same version" in refused(
        capsys, made.course, "02", "--scheduler", cluster.address
    )
    monkeypatch.setattr(clusters, "_compared_versions", versions)
    other = tmp_path / "other_lesson.py"
    other.write_text(CHECKS.replace("points=4", "points=5"))
    worker = cluster.worker("other", SMALL_CHECKS=str(other))
    said = refused(capsys, made.course, "02", "--scheduler", cluster.address)
    assert "another version of the course" in said
    worker.kill()
    worker.wait()
    cluster.worker("empty", FMNIST_DATA=str(tmp_path / "nothing.csv"))
    said = refused(capsys, made.course, "02", "--scheduler", cluster.address)
    assert "can't judge" in said and "nothing.csv" in said


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
    monkeypatch.setenv("FMNIST_DATA", str(tmp_path / "nothing.csv"))
    made.grade("--workers", "1", status=2)
    assert digest(made.course) == before
    assert "nothing.csv" in made.said and "The worker" not in made.said


# --- the cache ---------------------------------------------------------------------------


def test_the_cache_is_shown_and_pruned(made: Course, capsys: pytest.CaptureFixture[str]) -> None:
    store = VerdictCache(made.course)
    for number in range(4):
        store.put(NAME, RUNS, f"{number}" * 64, os.urandom(1000))
        path = store._path(NAME, RUNS, f"{number}" * 64)
        os.utime(path, (time.time() - 86400 * (10 - number),) * 2)
    store._path(NAME, RUNS, "3" * 64).write_bytes(b"torn")
    assert store.get(NAME, RUNS, "3" * 64) is None
    assert not store.has(NAME, RUNS, "3" * 64)
    assert cli.main(["cache"]) == 0
    assert "runs" in capsys.readouterr().out
    assert cli.main(["cache", "02", "--older-than", "9.5"]) == 0
    assert not store.has(NAME, RUNS, "0" * 64) and store.has(NAME, RUNS, "1" * 64)
    assert cli.main(["cache", "--larger-than", "0.0015"]) == 0
    assert not store.has(NAME, RUNS, "1" * 64) and store.has(NAME, RUNS, "2" * 64)
    assert cli.main(["cache", "--older-than", "0"]) == 0
    assert "Nothing is stored" in capsys.readouterr().out


def test_a_verdict_survives_its_journey(made: Course) -> None:
    from autograder.grading.worker import from_bytes, to_bytes
    from autograder.judge import GradingResult

    verdict = Verdict(NAME, "0" * 64, "1" * 64, Isolation.SANDBOX, flags=[Flag("a", "ü")])
    judged = GradingResult(
        verdict, {"cell": [{"output_type": "stream", "name": "stdout", "text": "x"}]}
    )
    assert from_bytes(to_bytes(judged)) == judged
