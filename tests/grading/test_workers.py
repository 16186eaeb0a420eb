"""Workers here and on other machines: who may judge, and what a death or a broken connection costs."""

from __future__ import annotations

import json
import logging
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from autograder import screening
from autograder.grading import clusters, coordinator
from autograder.grading import worker as worker_module
from autograder.grading import workers as workers_module
from autograder.grading.coordinator import grade
from autograder.grading.summary import GradingOptions
from autograder.judge import machine_errors
from autograder.nbgrader_plugin.errors import GradingStoppedError
from autograder.sandbox import proof
from fmnist_lab.errors import MachineError
from support.grading_course import (
    CHECKS,
    RIGHT,
    Cluster,
    Course,
    enrol,
    fill,
    one_at_a_time,
    refused,
    wait_for,
)
from support.nbgrader_class import NAME


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
    with closing(clusters.connect_to_pool(made.lesson, True, cluster.address)) as pool:
        pool.client.close()
        task = worker_module.JudgingTask(NAME, "", {}, b"", True)
        with pytest.raises(GradingStoppedError, match="no longer answers"):
            pool.submit(
                workers_module._Worker("tcp://127.0.0.1:9"), workers_module.Job("key", "ada", task)
            )


def test_a_worker_that_joins_late_and_differs_gets_nothing(
    made: Course, cluster: Cluster, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cluster.worker("w0")
    with closing(clusters.connect_to_pool(made.lesson, True, cluster.address)) as pool:
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
        with closing(clusters.connect_to_pool(made.lesson, True, running.address)) as pool:
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
    task = worker_module.JudgingTask(NAME, notebook, screened.files, b"s" * 32, True)
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


def test_dask_says_nothing_of_its_own_beside_ours() -> None:
    import distributed  # gives its loggers levels and handlers

    assert distributed.Client
    clusters.silence_dask()
    for name in ("distributed.client", "distributed.core", "tornado.application", "asyncio"):
        assert not logging.getLogger(name).isEnabledFor(logging.ERROR), name


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
    (tmp_path / "no-directory").touch()
    cluster.worker("empty", FMNIST_CACHE=str(tmp_path / "no-directory" / "cache"))
    said = refused(capsys, made.course, "02", "--scheduler", cluster.address)
    assert "can't judge" in said and "no-directory" in said


def test_workers_start_before_nbgrader_works_in_another_directory(
    made: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process starts in the directory of its parent, and nbgrader's is deleted soon."""
    seen: list[str] = []

    def start_slowly(*arguments: Any) -> Any:
        for _ in range(60):
            seen.append(str(Path.cwd()))
            time.sleep(0.05)
        raise MachineError("no worker in this test")

    monkeypatch.setattr(clusters, "start_local_pool", start_slowly)
    made.hand_in("ada", RIGHT)
    with pytest.raises(MachineError, match="no worker in this test"):
        grade(made.lesson, GradingOptions(workers=1))
    assert len(seen) == 60 and not [place for place in seen if "release-" in place]
