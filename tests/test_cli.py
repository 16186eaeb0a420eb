"""The command `autograder`, where it is not another test's."""

from __future__ import annotations

import subprocess
import sys

import pytest
from course_fixture import ROOT

from autograder import cli


def test_checks_of_a_lesson(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["checks", "02_preprocess"]) == 0
    shown = capsys.readouterr().out
    assert "02.rescale" in shown and "03." not in shown


def test_checks_of_no_lesson(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["checks", "2"]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("error: There are no checks of lesson 2; there are those of 01,")
    assert not said.out


@pytest.mark.parametrize(("missing", "status"), [("jupytext", 2), ("json", 1)])
def test_a_package_for_grading_is_missing(missing: str, status: int) -> None:
    """Only what the extra brings is a user's mistake; for anything else the traceback is needed."""
    code = (
        "import sys; from autograder import cli; "
        f"sys.modules[{missing!r}] = None; sys.modules.pop('autograder.course', None); "
        "sys.exit(cli.main(['release', '--check']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == status
    if status == 2:
        assert done.stderr.startswith("error: this command needs jupytext")
        assert "'.[grade]'" in done.stderr and len(done.stderr.splitlines()) == 1
    else:
        assert "Traceback" in done.stderr
