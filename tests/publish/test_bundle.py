"""The students' zip: what is in it, what never is, and that it works where it is unpacked."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from autograder.course import find_lessons
from autograder.publish.bundle import TOP_DIRECTORY, bundle
from autograder.student.start import STUDENT_PAGES
from fmnist_lab.errors import CourseError, MachineError
from support.course import ROOT

LESSONS = find_lessons(ROOT)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle(ROOT, tmp_path_factory.mktemp("bundle") / "students.zip")


def test_it_is_the_same_every_time(archive: Path, tmp_path: Path) -> None:
    again = bundle(ROOT, tmp_path / "again.zip")
    assert (
        hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(archive.read_bytes()).digest()
    )


def test_what_is_in_it(archive: Path) -> None:
    names = {name.removeprefix(f"{TOP_DIRECTORY}/") for name in zipfile.ZipFile(archive).namelist()}
    assert {
        *("README.md", "LICENSE", "pyproject.toml", "fmnist_lab/__init__.py"),
        *("autograder/__init__.py", "autograder/cli/__init__.py", "autograder/student/start.py"),
        *("autograder/checks/misconceptions/general.toml", "autograder/networks/rebuild.py"),
        *(f"lessons/{le.name}/{le.name}.ipynb" for le in LESSONS if le.released.exists()),
    } <= names
    assert {name.split("/")[0] for name in names} <= {
        *("README.md", "LICENSE", "pyproject.toml", "constraints.txt"),
        *("lessons", "fmnist_lab", "autograder", "docs"),
    }
    pages = {name.removeprefix("docs/") for name in names if name.startswith("docs/")}
    assert pages == set(STUDENT_PAGES)
    packages = {name.split("/")[1] for name in names if name.startswith("autograder/")}
    assert packages == {
        *("__init__.py", "cli", "student", "checks", "networks", "course", "screening")
    }
    commands = {name for name in names if name.startswith("autograder/cli/")}
    modules = ("__init__", "__main__", "arguments", "student")
    assert commands == {f"autograder/cli/{module}.py" for module in modules}
    assert not [n for n in names if "__pycache__" in n or ".ipynb_checkpoints" in n]
    assert not [n for n in names if n.startswith("lessons/") and n.endswith(".py")]


def test_no_solution_is_in_it(archive: Path) -> None:
    """Its notebooks are the released ones, which test_release looks through."""
    opened = zipfile.ZipFile(archive)
    for name in opened.namelist():
        content = opened.read(name)
        if not name.startswith(f"{TOP_DIRECTORY}/autograder/course/"):  # it knows nbgrader's marker
            assert b"BEGIN SOLUTION" not in content, name
        if name.endswith(".ipynb"):
            assert content == (ROOT / name.removeprefix(f"{TOP_DIRECTORY}/")).read_bytes()


def test_it_installs_and_checks_an_answer(archive: Path, tmp_path: Path) -> None:
    """In a virtual environment of its own, that only borrows this one's other packages."""
    zipfile.ZipFile(archive).extractall(tmp_path)
    home = tmp_path / "venv"
    venv.create(home, with_pip=False, symlinks=True)
    site = next((home / "lib").glob("python*/site-packages"))
    # Paths of a .pth file come after the environment's own, so the installed course wins.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    python = home / "bin" / "python"
    options = ["--quiet", "--disable-pip-version-check", "--no-index", "--ignore-installed"]
    options += ["--no-deps", "--no-build-isolation"]
    subprocess.run([python, "-m", "pip", "install", *options, tmp_path / TOP_DIRECTORY], check=True)
    code = (
        "import numpy as np, autograder, fmnist_lab\n"
        "from autograder import check\n"
        "print(autograder.__file__)\n"
        "print(fmnist_lab.__file__)\n"
        "def class_counts(y):\n"
        "    return np.bincount(y, minlength=10)\n"
        "print('score', check('01.class_counts', class_counts))\n"
        "print('score', check('01.class_counts', lambda y: 0 * y))\n"
    )
    place = tmp_path / TOP_DIRECTORY
    done = subprocess.run(
        [python, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert all(str(site) in line for line in lines[:2])
    assert "score 3.0" in lines and "score 0.0" in lines
    assert (site / "autograder/student/jupyter/labconfig/page_config.json").is_file()
    assert (site / "autograder/student/jupyter/nbgrader_config.py").is_file()
    start = [home / "bin" / "autograder", "start", "--no-open"]
    done = subprocess.run(start, capture_output=True, text=True, cwd=place, check=True)
    assert (place / "work" / "01_explore" / "01_explore.ipynb").is_file()
    usage = subprocess.run(
        [home / "bin" / "autograder", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert "start" in usage and "release" not in usage and "verify" not in usage
    assert sys.prefix not in done.stderr


def test_what_can_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MachineError, match="can't be written"):
        bundle(ROOT, tmp_path / "file" / "students.zip")
    with pytest.raises(CourseError, match="is a directory"):
        bundle(ROOT, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    with pytest.raises(CourseError, match="autograder release"):
        empty = tmp_path / "empty"
        empty.mkdir()
        (empty / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
        bundle(empty)
