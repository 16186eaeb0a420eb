"""The benchmark of lesson 08's leaderboard, with a network that is not trained."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from autograder.course import find_lessons
from fmnist_lab import recorded
from fmnist_lab.recorded import _leaderboard

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import leaderboard  # noqa: E402


def test_rows_are_measured_once_and_take_their_place(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "argv", ["leaderboard.py", "--rows", "plain", "--out", str(tmp_path)])
    monkeypatch.setattr(leaderboard, "plain", lambda seed, arrays: recorded.network("baseline"))
    monkeypatch.setattr(
        recorded, "write_leaderboard", lambda rows: _leaderboard.write_leaderboard(rows, tmp_path)
    )
    leaderboard.main()
    rows = {row["name"]: row for row in recorded.leaderboard(tmp_path)}
    assert list(rows) == ["plain", "fast", "best"]
    assert rows["plain"]["accuracies"] == [0.8832] * 3
    assert rows["fast"] == {r["name"]: r for r in recorded.leaderboard()}["fast"]
    assert json.loads((tmp_path / "plain-2.json").read_text())["measured"]["parameters"] > 10_000

    monkeypatch.setattr(leaderboard, "plain", lambda *_: pytest.fail("trained again"))
    leaderboard.main()


def test_a_row_with_another_cost_is_refused(tmp_path):
    rows = recorded.leaderboard()
    with pytest.raises(ValueError, match="expected"):
        _leaderboard.write_leaderboard([{**rows[0], "seconds": 1}], tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_lesson_names_the_recorded_figures():
    fast = {row["name"]: row for row in recorded.leaderboard()}["fast"]
    mean = sum(fast["accuracies"]) / len(fast["accuracies"])
    (lesson,) = find_lessons(BENCHMARKS.parent, ["08"])
    text = "".join(cell.source for cell in lesson.notebook.cells)
    assert set(re.findall(r"(9\d\.\d\d) %", text)) == {f"{100 * mean:.2f}", "93.01"}
    assert "92.47" in text
