"""The benchmark of seeds: on the rehearsal, whose scores mean nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import seeds  # noqa: E402


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["seeds.py", "--recipe", "rehearsal", *arguments])
    return seeds.main()


def test_a_finished_seed_is_not_run_again(monkeypatch, tmp_path, capsys):
    arguments = ["--epochs", "1", "--seeds", "3", "--validation", "--out", str(tmp_path)]
    assert run(monkeypatch, *arguments) == 1  # no network is at 92 % after one epoch of 6,000
    assert "missed by seeds 3" in capsys.readouterr().out
    out = tmp_path / "rehearsal-1-epochs-validation"
    found = json.loads((out / "seeds.json").read_text())
    assert found["recipe"] == "rehearsal, 1 epochs" and found["missed"] == [3]
    (scores,) = found["rows"]
    assert 0.3 < scores["validation_accuracy"] < 0.92
    assert "test_accuracy" not in scores  # the test images stay closed
    kept = json.loads((out / "seed-3.json").read_text())
    assert kept["plan"]["training"]["epochs"] == 1

    monkeypatch.setattr(seeds.training, "train", lambda *_: pytest.fail("trained again"))
    assert run(monkeypatch, *arguments) == 1


@pytest.mark.parametrize("epochs", ["0", "-1", "two"])
def test_a_number_of_epochs_that_is_none(monkeypatch, capsys, epochs):
    with pytest.raises(SystemExit) as ended:
        run(monkeypatch, f"--epochs={epochs}")
    assert ended.value.code == 2
    assert f"invalid positive value: '{epochs}'" in capsys.readouterr().err
