"""The Makefile where the machine lacks something."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from support.course import ROOT

# As Debian's python3 without python3-venv: it leaves a .venv with a Python and no pip.
NO_ENSUREPIP = """#!/bin/sh
mkdir -p .venv/bin && touch .venv/bin/python
echo "ensurepip is not available: apt install python3-venv" >&2
exit 1
"""


def make(place: Path, python: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(ROOT / "Makefile", place)
    for name in ("pyproject.toml", "constraints.txt"):
        (place / name).touch()
    return subprocess.run(
        ["make", "run", f"PYTHON={python}"], cwd=place, capture_output=True, text=True, timeout=200
    )


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_failed_venv_is_told_each_time(tmp_path: Path, time: str) -> None:
    python = tmp_path / "python"
    python.write_text(NO_ENSUREPIP)
    python.chmod(0o755)
    if time == "second":
        make(tmp_path, str(python))
    done = make(tmp_path, str(python))
    assert done.returncode == 2
    assert "apt install python3-venv" in done.stderr


def test_without_a_python_it_says_which(tmp_path: Path) -> None:
    done = make(tmp_path, "")
    assert done.returncode == 2
    assert "error: no Python 3.11, 3.12 or 3.13 found on PATH" in done.stderr
