"""What a notebook computed: the last run of each cell, and what is said of it."""

from __future__ import annotations

import atexit
import json
from types import SimpleNamespace

import IPython
import pytest
from IPython.core.interactiveshell import InteractiveShell

from autograder import check
from autograder.checks import notebook
from autograder.checks.run import CheckResult
from fmnist_lab import computing, limits, progress_file

MINUTES = 60.0


@pytest.fixture
def clock(monkeypatch):
    """CPU time that passes when a test says so."""
    now = SimpleNamespace(seconds=8.0)
    monkeypatch.setattr(computing, "time", SimpleNamespace(process_time=lambda: now.seconds))
    return now


@pytest.fixture
def shell(monkeypatch, clock):
    """A kernel's shell, whose first cell is the one that begins to measure."""
    made = InteractiveShell()
    atexit.unregister(made.atexit_operations)
    made.kernel = None
    made.user_ns.update(clock=clock, watch=computing.watch)
    monkeypatch.setattr(computing, "_times", None)
    monkeypatch.setattr(IPython, "get_ipython", lambda: made)
    return made


def test_each_cell_counts_once_and_checks_do_not_count(shell, clock):
    assert computing.total() is None
    shell.run_cell("watch(); watch()", cell_id="setup")
    for seconds in (700, 500):
        shell.run_cell(f"clock.seconds += {seconds}", cell_id="model")
    shell.run_cell("clock.seconds += 3")  # by a front end that names no cells
    shell.run_cell("check(clock.__setattr__('seconds', 9e9))", cell_id="check")
    clock.seconds = 8.0 + 1203 + 50
    assert computing.cells() == {
        "setup": 8,
        "model": 500,
        computing.digest("clock.seconds += 3"): 3,
    }
    before = computing.total()
    shell.run_cell("clock.seconds += 1; inside = __import__('fmnist_lab').computing.total()")
    assert shell.user_ns["inside"] == 8 + 500 + 3 + 1
    assert before is not None
    named = [("model", "changed since"), ("none", "clock.seconds += 3\n"), ("never run", "x")]
    assert computing.of_cells(computing.cells(), named) == 503
    assert computing.of_cells({"model": "many"}, named) == 0


def test_an_error_ends_a_cell_too_and_many_cells_are_bounded(shell, clock, monkeypatch):
    monkeypatch.setattr(computing, "MAX_CELLS", 2)
    shell.run_cell("watch()", cell_id="setup")
    shell.showtraceback = lambda *args, **kwargs: None
    shell.run_cell("clock.seconds += 5; 1 / 0", cell_id="broken")
    shell.run_cell("clock.seconds += 7", cell_id="next")
    assert computing.cells() == {"broken": 5, "next": 7}


def test_nothing_is_measured_in_the_box_or_outside_a_kernel(shell, monkeypatch):
    monkeypatch.setenv("FMNIST_IN_BOX", "1")
    computing.watch()
    assert computing.cells() == {}
    monkeypatch.delenv("FMNIST_IN_BOX")
    monkeypatch.setattr(IPython, "get_ipython", lambda: None)
    computing.watch()
    assert computing.total() is None


def test_the_sentence_has_the_figure_and_says_doubt_as_doubt():
    assert computing.sentence(3.4 * MINUTES, gpu=False) == (
        "The last runs of all cells took about 3.4 CPU-minutes together; grading allows 15."
    )
    assert "may take longer" in computing.sentence(13 * MINUTES, gpu=False)
    over = computing.sentence(24 * MINUTES, gpu=False)
    assert "about 24 CPU-minutes together; grading allows 15, and then interrupts" in over
    assert "fewer epochs" in over and "An estimate" in over
    assert "can't be told" in computing.sentence(3 * MINUTES, gpu=True)


def test_a_training_that_does_not_fit_is_told_and_others_are_not():
    assert computing.forecast(5 * MINUTES, 9 * MINUTES, 10) == ""
    alone = computing.forecast(10, 24 * MINUTES, 25)
    assert alone.startswith("All 25 epochs will take about 24 CPU-minutes; grading allows 15 ")
    together = computing.forecast(8 * MINUTES, 10 * MINUTES, 25)
    assert "10 CPU-minutes, and the other cells took 8; grading" in together


@pytest.mark.parametrize(
    ("check_id", "seconds", "said"),
    [
        ("06.target", 200.0, "about 3.3 CPU-minutes"),
        ("06.target", 1500.0, "fewer epochs"),
        ("06.dropout", 200.0, ""),
        ("08.build_model", 1500.0, "fewer epochs"),
        ("06.target", None, ""),
    ],
)
def test_a_checks_panel_says_what_the_notebook_computed(
    monkeypatch, tmp_path, check_id, seconds, said
):
    monkeypatch.setenv("FMNIST_PROGRESS", str(tmp_path / "progress.json"))
    monkeypatch.setattr(computing, "total", lambda: seconds)
    monkeypatch.setattr(computing, "cells", lambda: {"model": 190.0})
    monkeypatch.setattr(notebook, "_run", lambda c, objects: CheckResult(c.id, 8, 8, "", "Seen."))
    shown = []
    monkeypatch.setattr(notebook.panel, "show_score", lambda text, *_: shown.append(text))
    check(check_id, None)
    assert said in shown[0] and ("CPU-minutes" in shown[0]) == bool(said)
    if seconds:
        kept = json.loads((tmp_path / "progress.json").read_text())["computing"]
        assert kept[check_id[:2]]["cells"] == {"model": 190.0}


def test_a_long_training_says_what_it_took(clock):
    training = computing.TrainingTime()
    assert training.taken() == ""
    for epoch in (1, 2, 3):
        clock.seconds += 60 if epoch > 1 else 90
        said = training.after_epoch(epoch, 25)
        assert ("about 25.5 CPU-minutes" in said) == (epoch > 1), said
    assert training.taken() == ", 3.5 of 15 CPU-minutes"


def test_times_are_kept_beside_earlier_ones(monkeypatch, tmp_path):
    monkeypatch.setenv("FMNIST_PROGRESS", str(tmp_path / "progress.json"))
    progress_file.record_computing("06", {}, gpu=False)
    assert progress_file.computing_of("06") == ({}, False)
    progress_file.record_computing("06", {"a": 1.0, "b": 2.0}, gpu=False)
    progress_file.record_computing("06", {"b": 3.0}, gpu=True)
    assert progress_file.computing_of("06") == ({"a": 1.0, "b": 3.0}, True)
    (tmp_path / "progress.json").write_text('{"computing": {"06": {"cells": [], "gpu": 7}}}')
    assert progress_file.computing_of("06") == ({}, False)


def test_the_table_is_readable():
    lines = limits.as_markdown().splitlines()
    assert all(line.count("|") == 4 for line in lines)
    assert limits.minutes(900) == "15" and limits.minutes(872) == "14.5"
