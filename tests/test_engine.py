"""A class at a time: the same grades as one at a time, whatever happens on the way."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
import small_checks
from course_fixture import ROOT, SOURCE
from nbgrader.api import Gradebook
from test_plugin import NAME, Class

from autograder import cli
from autograder.checks import _registry as registry
from autograder.engine import _book, _crew
from autograder.engine._store import RUNS, VERDICTS, Store
from autograder.engine._told import Stopped
from autograder.judge import Verdict
from fmnist_lab import data

CHECKS = """
import os, signal
from autograder.checks import Function, expect, fail, graded

@graded(points=4, statement="`double` gives twice its input.", codes=("wrong-shape",))
def check_double(double: Function) -> float:
    got = expect.number(double(3), "double(3)")
    if got == 666:
        os.kill(os.getpid(), signal.SIGKILL)  # as a bug in the judge might
    if abs(got - 6) > 1:
        fail("wrong-type", f"double(3) is {got:g}; expected 6.")
    return 1.0 if got == 6 else 0.5

@graded(points=2, statement="`treble` gives three times its input.")
def check_treble(treble: Function) -> None:
    if expect.number(treble(3), "treble(3)") != 9:
        fail("wrong-type", "treble(3) is wrong.")
"""
RIGHT = {
    "double": "def double(x):\n    return 2 * x",
    "treble": "def treble(x):\n    return 3 * x",
    "essay": "Words.",
}
NEARLY = {**RIGHT, "double": "def double(x):\n    return 2 * x + 1"}
WRONG = {**RIGHT, "double": "def double(x):\n    return x"}


class Course(Class):
    """A class whose grading runs in processes of its own."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory / "course")
        self.checks = directory / "small_lesson.py"
        directory.mkdir(exist_ok=True)
        self.checks.write_text(CHECKS)
        (self.course / "solutions" / NAME).mkdir(parents=True)
        (self.course / "solutions" / NAME / f"{NAME}.py").write_text(SOURCE)
        shutil.copy(ROOT / "nbgrader_config.py", self.course)

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "SMALL_CHECKS": str(self.checks),
            "PYTHONPATH": str(ROOT / "tests"),
            "DASK_DISTRIBUTED__WORKER__PRELOAD": json.dumps(["small_checks"]),
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """``autograder grade`` in its own process group."""
        return subprocess.Popen(
            [sys.executable, str(ROOT / "tests" / "small_checks.py"), "grade", "02", *arguments],
            cwd=self.course,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def grade(self, *arguments: str, status: int = 0) -> dict[str, Any]:
        """Grade, and give the summary."""
        process = self.start(*arguments)
        out, err = process.communicate(timeout=200)
        assert process.returncode == status, (out, err)
        self.said = err
        if status:
            return {}
        summary: dict[str, Any] = json.loads(
            (self.course / ".autograder" / f"{NAME}.json").read_text()
        )
        return summary

    def book(self) -> dict[tuple[str, str], tuple[Any, ...]]:
        """All that the gradebook says of the lesson, but for the order in which it was written."""
        found = {}
        with self.gradebook() as gradebook:
            for submission in gradebook.assignment_submissions(NAME):
                for notebook in submission.notebooks:
                    for grade in notebook.grades:
                        found[submission.student_id, grade.name] = (
                            submission.timestamp,
                            grade.auto_score,
                            grade.manual_score,
                            grade.needs_manual_grade,
                            notebook.late_submission_penalty,
                        )
        return found

    def shown(self) -> dict[str, Any]:
        """Every autograded notebook and verdict, but for what differs from run to run."""
        found = {}
        for path in sorted((self.course / "autograded").glob(f"*/{NAME}")):
            notebook = nbformat.read(path / f"{NAME}.ipynb", as_version=4)
            verdict = json.loads((path / "verdict.json").read_text())
            del verdict["resources"]
            found[path.parent.name] = (
                [(c.cell_type, c.source, c.get("outputs")) for c in notebook.cells],
                verdict,
            )
        return found


def fill(made: Course, more: int = 0) -> None:
    made.hand_in("ada", RIGHT)
    made.hand_in("bob", {})
    made.hand_in("cyd", NEARLY)
    made.place("dan")
    made.hand_in("eve", RIGHT, timestamp="2026-03-01 00:00:00 UTC")
    made.hand_in("fay", {**WRONG, "treble": "import os; os._exit(0)"})
    for number in range(more):
        made.hand_in(f"x{number:02d}", {**WRONG, "essay": f"Words {number}."})


def enrol(made: Course) -> None:
    """The assignment with its due date, and a penalty for those who are late."""
    config = made.course / "nbgrader_config.py"
    config.write_text(config.read_text() + "\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    from autograder import release

    release.build([made.lesson], gradebook=True)
    with made.gradebook() as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-02-01")


@pytest.fixture()
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Course]:
    course = Course(tmp_path)
    monkeypatch.setenv("SMALL_CHECKS", str(course.checks))
    monkeypatch.setattr(registry, "_lesson", registry._lesson)  # put back afterwards
    small_checks.install()
    monkeypatch.chdir(course.course)
    yield course


def one_at_a_time(made: Course, place: Path) -> Course:
    """The same class, graded by ``nbgrader autograde``."""
    other = Course(place)
    shutil.copy(made.checks, other.checks)
    for name in ("submitted", ".autograder", "nbgrader_config.py"):
        source, target = made.course / name, other.course / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("cache"))
        else:
            shutil.copy(source, target)
    enrol_again = other.course / "nbgrader_config.py"
    text = enrol_again.read_text().replace("\nc.LateSubmissionPlugin.penalty_method = 'zero'\n", "")
    enrol_again.write_text(text)
    enrol(other)
    run = subprocess.run(
        [sys.executable, "-c", AUTOGRADE, NAME],
        cwd=other.course,
        env=other.environment(),
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert run.returncode == 0, run.stderr
    return other


AUTOGRADE = """
import sys, small_checks
small_checks.install()
from nbgrader.apps import NbGraderApp
sys.argv = ["nbgrader", "autograde", sys.argv[1]]
NbGraderApp.launch_instance()
"""


def digest(directory: Path) -> dict[str, str]:
    return {
        str(path.relative_to(directory)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(directory.rglob("*"))
        if path.is_file() and ".autograder" not in path.parts
    }


def wait_for(what: Callable[[], bool], seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)


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
    assert made.verdict("bob").checks[0]["code"] == "not-implemented"

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
                for kept in Store(made.course).entries()
                if kept.kind == VERDICTS and kept.path.name[0] != "."
            ]
        )

    wait_for(lambda: stored() >= 2)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)
    group = process.pid

    def gone() -> bool:
        return not any(_group(path) == group for path in Path("/proc").glob("[0-9]*"))

    wait_for(gone)  # its workers and their boxes end with it
    kept = stored()
    assert 2 <= kept < 10  # in the middle
    summary = made.grade("--workers", "2")
    assert summary["ran"] + summary["remembered"] == 11
    assert summary["ran"] <= 10 - kept  # ada's and eve's count once
    other = one_at_a_time(made, tmp_path / "other")
    assert made.book() == other.book()
    assert made.shown() == other.shown()


def _group(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[2])
    except (OSError, IndexError):
        return 0


class Cluster:
    """A scheduler and workers as on machines of their own."""

    def __init__(self, made: Course, place: Path) -> None:
        self.made, self.place = made, place
        self.file = place / "scheduler.json"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start(
            "scheduler",
            *("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-jupyter"),
            *("--scheduler-file", str(self.file)),
        )
        wait_for(self.file.is_file)
        self.address = json.loads(self.file.read_text())["address"]

    def _start(
        self, kind: str, *arguments: str, cwd: Path | None = None, **more: str
    ) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", kind, *arguments],
            cwd=cwd or self.place,
            env={**self.made.environment(), **more},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.processes.append(process)
        return process

    def worker(self, name: str, **more: str) -> subprocess.Popen[bytes]:
        """A worker with directories of its own: for its files, and for the data set."""
        own = self.place / name
        (own / "data").mkdir(parents=True)
        if "FMNIST_DATA" not in more:
            data.load_table("train")  # fetched if no test before this one has
            shutil.copy(data.cache_directory() / "train.npy", own / "data")
        return self._start(
            "worker",
            *(self.address, "--no-nanny", "--nthreads", "1", "--no-dashboard"),
            *("--local-directory", str(own), "--name", name),
            cwd=own,
            **{"FMNIST_CACHE": str(own / "data"), "TMPDIR": str(own), **more},
        )

    def close(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture()
def cluster(made: Course, tmp_path: Path) -> Iterator[Cluster]:
    place = tmp_path / "machines"
    place.mkdir()
    running = Cluster(made, place)
    yield running
    running.close()


def test_four_machines_one_of_which_dies(made: Course, cluster: Cluster, tmp_path: Path) -> None:
    fill(made, more=10)
    enrol(made)
    workers = [cluster.worker(f"w{number}") for number in range(4)]
    process = made.start("--scheduler", cluster.address)
    wait_for(lambda: len(list((made.course / "autograded").glob("*/*/verdict.json"))) >= 2)
    workers[0].kill()
    out, err = process.communicate(timeout=200)
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
    out, err = process.communicate(timeout=120)
    assert process.returncode == 2, (out, err)
    errors = [line for line in err.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1 and "Traceback" not in err

    poison = {**RIGHT, "double": "def double(x):\n    return 666"}
    made.hand_in("pip", poison)
    summary = made.grade("--workers", "2")
    assert summary["set_aside"] == 1
    assert summary["points"]["ada"] == 6 and summary["points"]["pip"] == 0
    assert made.verdict("pip").outcome == "worker-lost"
    assert [flag["code"] for flag in made.verdict("pip").flags] == ["worker-lost"]
    assert made.scores("x05") == [0, 2, None]
    assert made.grade()["unchanged"] == 13  # and it isn't tried again


def test_dask_says_nothing_of_its_own_beside_ours() -> None:
    import distributed  # gives its loggers levels and handlers

    assert distributed.Client
    _crew._quieten()
    for name in ("distributed.client", "distributed.core", "tornado.application", "asyncio"):
        assert not logging.getLogger(name).isEnabledFor(logging.ERROR), name


# --- bad input ---------------------------------------------------------------------------


def refused(
    capsys: pytest.CaptureFixture[str], course: Path, *arguments: str, written: bool = False
) -> str:
    """The one sentence; nothing has changed."""
    before = digest(course)
    assert cli.main(["grade", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    lines = [line for line in said.err.splitlines() if line]
    assert len(lines) == 1 and lines[0].startswith("error: ")
    if not written:
        assert digest(course) == before
    return lines[0]


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
    assert "is no gradebook" in refused(capsys, made.course, "02")
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
    assert "read-only" in refused(capsys, made.course, "02")
    config.write_text(text)
    monkeypatch.setattr(_book.sqlalchemy, "create_engine", _impatient(_book.sqlalchemy))
    with sqlite3.connect(path, isolation_level=None) as database:
        database.execute("BEGIN IMMEDIATE")
        assert "locked" in refused(capsys, made.course, "02")
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
    from autograder.engine._grade import _alone

    with _alone(made.course):
        assert "Another `autograder grade`" in refused(capsys, made.course, "02")


def test_schedulers_and_workers(
    made: Course,
    cluster: Cluster,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    from autograder.engine import _crew

    made.hand_in("ada", RIGHT)
    monkeypatch.setattr(_crew, "REACH", 2.0)
    said = refused(capsys, made.course, "02", "--scheduler", "tcp://127.0.0.1:9")
    assert "tcp://127.0.0.1:9" in said
    assert "no scheduler" in refused(capsys, made.course, "02", "--scheduler", "nonsense://?")
    monkeypatch.setattr(_crew, "WAIT", 2.0)
    assert "no workers" in refused(capsys, made.course, "02", "--scheduler", cluster.address)
    monkeypatch.setattr(_crew, "WAIT", 60.0)
    versions = _crew._versions
    monkeypatch.setattr(
        _crew, "_versions", lambda about: {**versions(about), "distributed": str(id(about))}
    )
    assert "Install the same version" in refused(
        capsys, made.course, "02", "--scheduler", cluster.address
    )
    monkeypatch.setattr(_crew, "_versions", versions)
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

    store = Store(made.course)
    store.put(NAME, RUNS, "a" * 64, b"before")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(Stopped, match="disk is full"):
            store.put(NAME, RUNS, "a" * 64, b"after")
    assert store.get(NAME, RUNS, "a" * 64) == b"before"

    # The same while the gradebook's directory is written: what was graded before stays.
    made.hand_in("ada", RIGHT)
    made.grade("--workers", "1")
    made.place("dan")
    monkeypatch.setattr(_book.Book, "_stage_timestamp", full)
    said = refused(capsys, made.course, "02", "--student", "dan", written=True)
    assert "disk is full" in said
    assert made.scores("ada") == [4, 2, None]
    assert not made.autograded("dan").exists()


# --- the cache ---------------------------------------------------------------------------


def test_the_cache_is_shown_and_pruned(made: Course, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store(made.course)
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
    from autograder.engine._worker import from_bytes, to_bytes
    from autograder.judge import Judged

    verdict = Verdict(NAME, "0" * 64, "1" * 64, "sealed", flags=[{"code": "a", "message": "ü"}])
    judged = Judged(verdict, {"cell": [{"output_type": "stream", "name": "stdout", "text": "x"}]})
    assert from_bytes(to_bytes(judged)) == judged
