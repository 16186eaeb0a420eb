"""The command `autograder`, where it is not another test's."""

from __future__ import annotations

import subprocess
import sys

import pytest

from autograder import cli
from support.course import ROOT


def test_checks_of_a_lesson(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["checks", "02_preprocess"]) == 0
    shown = capsys.readouterr().out
    assert "02.rescale" in shown and "03." not in shown


def test_checks_of_no_lesson(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["checks", "2"]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("error: There are no checks of lesson 2; there are checks of 01,")
    assert not said.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["verify", "02", "--only", "hostile/fork_bumb"],
        ["verify", "02", "--only", "hostile/fork_bomb", "--no-sandbox"],
    ],
)
def test_a_text_that_is_in_no_name_verifies_nothing(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert cli.main(arguments) == 2
    said = capsys.readouterr()
    assert "has 'hostile/fork_b" in said.err and "Traceback" not in said.err
    assert ("Without a sandbox" in said.err) == ("--no-sandbox" in arguments)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["grade", "02", "--workers", "x"], "'x' is not a whole number from 1"),
        (["grade", "02", "--workers", "0"], "'0' is not a whole number from 1"),
        (["cache", "--older-than", "x"], "'x' is not a number from 0"),
        (["cache", "--larger-than", "inf"], "'inf' is not a number from 0"),
    ],
)
def test_numbers(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


LOGS = """\
import logging, sys
from autograder import cli
from autograder.student import start
def command(directory, **options):
    for name in ("autograder.judge", "distributed"):
        for level in ("debug", "info", "warning"):
            getattr(logging.getLogger(name), level)(f"{name} {level}")
    return 0
start.command = command
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("arguments", "levels"),
    [
        (["start"], ["warning"]),
        (["-v", "start"], ["info", "warning"]),
        (["start", "--verbose"], ["info", "warning"]),
        (["-v", "start", "-v"], ["debug", "info", "warning"]),
        (["start", "-vv"], ["debug", "info", "warning"]),
    ],
)
def test_verbose_shows_our_log_and_no_more_of_others(
    arguments: list[str], levels: list[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOGS, *arguments], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    ours = [f"autograder.judge {level}" for level in levels]
    lines = done.stderr.splitlines()
    assert [line.rpartition(": ")[2] for line in lines] == [*ours, "distributed warning"]
    assert not done.stdout


@pytest.mark.parametrize(("missing", "status"), [("jupytext", 2), ("json", 1)])
def test_a_package_for_grading_is_missing(missing: str, status: int) -> None:
    """Only what the extra brings is a user's mistake; for anything else the traceback is needed."""
    code = (
        "import sys; from autograder import cli; "
        f"sys.modules[{missing!r}] = None; sys.modules.pop('autograder.course', None); "
        "sys.exit(cli.main(['release', '--check']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=400
    )
    assert done.returncode == status
    if status == 2:
        assert done.stderr.startswith("error: this command needs jupytext")
        assert "'.[grade]'" in done.stderr and len(done.stderr.splitlines()) == 1
    else:
        assert "Traceback" in done.stderr
