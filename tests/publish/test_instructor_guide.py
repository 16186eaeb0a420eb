"""The guides are followed: each file and command of theirs, as it is written there."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import textwrap
import venv
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.publish.bundle import bundle
from fmnist_lab.lessons import LESSONS
from support.course import ROOT

GUIDE = (ROOT / "docs/instructor-guide.md").read_text(encoding="utf-8")
STEP = re.compile(
    r"^(?P<how>Before the line `(?P<line>[^`]+)` in|At the end of|In the new file"
    r"|As the last row of the table in) `(?P<path>[^`]+)`:"
    r"\n\n```\w+\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def run(course: Path, command: str) -> subprocess.CompletedProcess[str]:
    """A command of the guide, with the packages of the copied course."""
    name, *arguments = shlex.split(command)
    assert name == "autograder"
    return subprocess.run(
        [sys.executable, "-m", "autograder.cli", *arguments],
        cwd=course,
        env={**os.environ, "PYTHONPATH": str(course)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture()
def course(tmp_path: Path) -> Path:
    """A copy of what the guide changes and of what that needs."""
    left_out = shutil.ignore_patterns("__pycache__", ".ruff_cache", "*.ipynb_checkpoints")
    for name in ("autograder", "fmnist_lab", "solutions/02_preprocess", "lessons/02_preprocess"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=left_out)
    corpus = "tests/submissions/02_preprocess"
    for kind in ("accepted", "rejected"):
        (tmp_path / corpus / kind).mkdir(parents=True)
    for name in ("nbgrader_config.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def section(title: str) -> str:
    """The text of one section of the guide."""
    (text,) = re.findall(rf"^## {title}\n(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    return text


def follow(guide: str, course: Path, steps: int) -> list[str]:
    """Do the steps of a section on the copy of the course; its commands, to be run."""
    found = list(STEP.finditer(guide))
    assert len(found) == guide.count("```python") + guide.count("```toml") == steps
    for step in found:
        path = course / step["path"]
        if step["how"] == "In the new file":
            assert not path.exists()
            path.parent.mkdir(exist_ok=True)
            path.write_text(step["text"])
        elif step["how"] == "At the end of":
            path.write_text(path.read_text() + step["text"])
        else:
            line, text = step["line"], step["text"]
            if line is None:  # a row: ")" ends the only table of its file
                line, text = ")", textwrap.indent(text.rstrip(), " " * 4) + ",\n"
            source = path.read_text()
            assert source.count(f"\n{line}\n") == 1
            path.write_text(source.replace(f"\n{line}\n", f"\n{text}{line}\n"))
    (commands,) = re.findall(r"```sh\n(.*?)```", guide, re.DOTALL)
    return commands.splitlines()


@pytest.mark.slow
def test_an_exercise_and_a_check_are_added_as_the_guide_says(course: Path) -> None:
    release, verify, attempts = follow(section("Add an exercise and a check"), course, 8)
    table = course / "fmnist_lab/lessons.py"
    about = 'title="Preprocess",\n        automatic_points=12,'
    assert about in table.read_text()
    table.write_text(table.read_text().replace(about, about.replace("12", "14")))

    done = run(course, release)
    assert done.returncode == 0, done.stderr
    assert "released" in done.stdout
    made = nbformat.read(course / "lessons/02_preprocess/02_preprocess.ipynb", as_version=4)
    (exercise,) = [c for c in made.cells if "def negative" in c.source]
    assert "NotImplementedError" in exercise.source and "1 - images" not in exercise.source
    assert 'check("02.negative", negative)' in [cell.source for cell in made.cells]
    done = run(course, verify)
    assert done.returncode == 0, done.stdout + done.stderr
    said = done.stdout + done.stderr
    assert re.search(r"\b1\b.*\b2\b", said), said  # one right submission, two wrong ones
    done = run(course, attempts)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Did you mean" in done.stdout and done.stdout.count("\nrightly: ") == 1

    # It could fail: the check without its cell is refused, a wrong verdict is named.
    (course / "tests/submissions/02_preprocess/accepted/negative_wrong.py").write_text(
        "# expect: accepted\n# Not right.\n\n# %% negative\ndef negative(images):\n    return images\n"
    )
    assert run(course, verify).returncode == 1
    source = course / "solutions/02_preprocess/02_preprocess.py"
    source.write_text(source.read_text().replace('"points": 2', '"points": 3'))
    done = run(course, release)
    assert done.returncode == 2 and "check-02-negative" in done.stderr


WHAT_IT_IS = """\
from pathlib import Path
from autograder.corpus.selection import is_light
from autograder.course import find_lessons
from autograder.judge.course_mount import profile
import fmnist_lab
(lesson,) = find_lessons(Path.cwd(), ["09"])
print(is_light(lesson), profile(lesson))
print(repr(fmnist_lab.progress()))
"""


@pytest.mark.slow
def test_a_lesson_is_added_as_the_guide_says(course: Path) -> None:
    """Four files and rows make lesson 09: released, graded without TensorFlow, in the progress."""
    release, verify = follow(section("Add a lesson"), course, 4)
    done = run(course, release)
    assert done.returncode == 0, done.stderr
    assert "09_flip: released" in done.stdout
    made = nbformat.read(course / "lessons/09_flip/09_flip.ipynb", as_version=4)
    (exercise,) = [c for c in made.cells if "def flip" in c.source]
    assert "NotImplementedError" in exercise.source and "::-1" not in exercise.source
    done = run(course, f"{verify} --json {course / 'verified.json'}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "09_flip" in (course / "verified.json").read_text()
    scores = {"08.build_model": {"score": 7, "points": 10}, "09.flip": {"score": 5, "points": 5}}
    (course / "progress.json").write_text(json.dumps({"version": 1, "checks": scores}))
    paths = {"PYTHONPATH": str(course), "FMNIST_PROGRESS": str(course / "progress.json")}
    done = subprocess.run(
        [sys.executable, "-c", WHAT_IT_IS],
        cwd=course,
        env={**os.environ, **paths},
        capture_output=True,
        text=True,
        check=True,
    )
    light, *rows, summary = done.stdout.splitlines()
    assert light == "True BoxContents(keras=False, data=('train',))"
    assert [row.split()[0] for row in rows] == [*(le.name for le in LESSONS), "09_flip"]
    assert rows[-1].split()[1:] == ["5", "of", "5", "done"]
    # 08 stays a bonus, as 09 is: neither counts among the points of the course.
    points = sum(le.automatic_points for le in LESSONS if not le.bonus)
    assert summary.startswith(f"0 of {points:g} points from checks"), summary


@pytest.mark.slow
def test_the_first_cell_for_hosted_notebooks(tmp_path: Path) -> None:
    """In a virtual environment of its own, that only borrows this one's other packages."""
    text = (ROOT / "docs/student-guide.md").read_text(encoding="utf-8")
    (cell,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    home = tmp_path / "venv"
    venv.create(home, with_pip=False, symlinks=True)
    site = next((home / "lib").glob("python*/site-packages"))
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    options = {"PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_IGNORE_INSTALLED": "1"}
    options["PIP_NO_DEPS"] = "1"
    bundle(ROOT, tmp_path / "fmnist-course-students.bundle.zip")
    where = "import autograder, fmnist_lab; print(autograder.__file__, fmnist_lab.__file__)"
    again = 'from autograder import check\ncheck("01.class_counts", lambda y: [0] * 10)'
    sources = [cell, where, again, cell]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources])
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}})
    client.create_kernel_manager()
    assert client.km is not None
    client.km.kernel_spec.argv = [  # the kernel of the new environment
        str(home / "bin/python"),
        *("-m", "ipykernel_launcher", "-f", "{connection_file}"),
    ]
    client.execute(env={**os.environ, **options})
    printed = "".join(o.get("text", "") for o in notebook.cells[1].outputs)
    assert printed.count(str(site)) == 2, printed
    assert "Not passed yet" in str(notebook.cells[2].outputs)
