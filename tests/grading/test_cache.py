"""What is stored of runs and verdicts, and under which keys."""

from __future__ import annotations

import os
import time

import pytest

from autograder import cli
from autograder.grading import cache_keys
from autograder.grading.cache import RUNS, VerdictCache
from autograder.judge import Flag, Isolation, Verdict
from autograder.sandbox import Limits
from support import small_checks
from support.grading_course import (
    CHECKS,
    Course,
)
from support.nbgrader_class import NAME


def test_a_process_answers_for_the_code_that_it_has_imported(made: Course) -> None:
    imported = cache_keys.judge_digest(made.lesson)
    made.checks.write_text(CHECKS.replace("else 0.5", "else 0.25"))
    assert cache_keys.judge_digest(made.lesson) == imported
    small_checks.install()  # as a worker that is started again
    assert cache_keys.judge_digest(made.lesson) != imported


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


def test_what_an_older_version_stored_is_not_found(
    made: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run_key() -> str:
        return cache_keys.run_key(made.lesson, "0" * 64, "1" * 64, True, Limits())

    store = VerdictCache(made.course)
    with monkeypatch.context() as older:
        older.setattr(cache_keys, "FORMAT", 1)
        store.put(NAME, RUNS, run_key(), b"a recording of another layout")
        assert store.has(NAME, RUNS, run_key())
    assert cache_keys.FORMAT > 1
    assert not store.has(NAME, RUNS, run_key())


def test_a_run_depends_on_the_packages_that_submissions_may_import() -> None:
    """Once a missing one is installed, the submissions that wanted it run again."""
    assert {"numpy", "pandas", "seaborn", "tensorboard"} <= cache_keys.environment().keys()
