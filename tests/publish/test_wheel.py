"""The published form: built as releasing.md says, installed without the repository, used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.course import ROOT


@dataclass(frozen=True)
class Installed:
    """A virtual environment with the wheel alone; the packages it needs are borrowed from ours."""

    dist: Path
    home: Path

    def run(self, *words: str | Path, where: Path) -> subprocess.CompletedProcess[str]:
        """Run one of the environment's commands."""
        # As a user's own packages (~/.local) they can be seen in a box, too.
        borrowed = Path(sysconfig.get_path("purelib")).parents[2]
        assert borrowed == Path(sys.prefix)
        environment = os.environ | {
            "PYTHONUSERBASE": str(borrowed),
            "PATH": f"{os.environ['PATH']}{os.pathsep}{borrowed / 'bin'}",
        }
        return subprocess.run(
            [self.home / "bin" / words[0], *words[1:]],
            cwd=where,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """sdist from a copy of the repository's files, wheel from the sdist."""
    source, dist = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("dist")
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout
    for name in names.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    build = [sys.executable, "-m", "build", "--outdir", dist, source]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    home = tmp_path_factory.mktemp("environment") / "venv"
    venv.create(home, with_pip=False, symlinks=True, system_site_packages=True)
    (wheel,) = dist.glob("*.whl")
    install = [sys.executable, "-m", "pip", "--python", home / "bin" / "python", "install"]
    install += ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True)
    return Installed(dist, home)


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    cited = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {project['version']}\n" in cited
    assert f"\n## {project['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_what_is_in_them(installed: Installed) -> None:
    (wheel,), (sdist,) = installed.dist.glob("*.whl"), installed.dist.glob("*.tar.gz")
    names = zipfile.ZipFile(wheel).namelist()
    share = [name.partition("share/fmnist-course/")[2] for name in names]
    for lesson in sorted((ROOT / "solutions").glob("0*")):
        assert f"lessons/{lesson.name}/{lesson.name}.ipynb" in share
        assert f"solutions/{lesson.name}/{lesson.name}.py" in share
    assert {"nbgrader_config.py", "docs/student-guide.md"} <= set(share)
    assert any(name.startswith("autograder/checks/misconceptions/") for name in names)
    assert not any("hostile" in name or name.startswith("tests") for name in names)
    with tarfile.open(sdist) as archive:
        kept = {name.partition("/")[2] for name in archive.getnames()}
    assert {"tests/publish/test_wheel.py", "benchmarks/seeds.py", ".ci/run", "Makefile"} <= kept


def test_a_student_starts_in_an_empty_folder(installed: Installed, tmp_path: Path) -> None:
    done = installed.run("autograder", "start", "--no-open", where=tmp_path)
    assert done.returncode == 0, done.stderr
    notebook = tmp_path / "work" / "02_preprocess" / "02_preprocess.ipynb"
    assert notebook.is_file() and (tmp_path / "work" / "glossary.md").is_file()
    notebook.write_text(notebook.read_text().replace("YOUR CODE HERE", "MY CODE"))
    again = installed.run("autograder", "start", "--no-open", where=notebook.parent)
    assert again.returncode == 0 and str(tmp_path / "work") in again.stdout, again.stderr
    assert "MY CODE" in notebook.read_text() and not (notebook.parent / "work").exists()
    handed_in = installed.run("autograder", "hand-in", "02", where=tmp_path)
    assert (tmp_path / "work" / "hand_in" / "02_preprocess.zip").is_file(), handed_in.stderr


def test_an_instructor_makes_a_course_and_grades(installed: Installed, tmp_path: Path) -> None:
    lost = installed.run("autograder", "grade", "02", where=tmp_path)
    assert lost.returncode == 2 and "autograder quickstart DIRECTORY" in lost.stderr
    course = tmp_path / "course"
    made = installed.run("autograder", "quickstart", course, where=tmp_path)
    assert made.returncode == 0 and str(course) in made.stdout, made.stderr
    assert not list(course.rglob("__pycache__"))
    again = installed.run("autograder", "quickstart", course, where=tmp_path)
    assert again.returncode == 2 and "expected a new or empty directory" in again.stderr
    handed_in = course / "submitted" / "ada" / "02_preprocess"
    handed_in.mkdir(parents=True)
    released = json.loads((course / "lessons/02_preprocess/02_preprocess.ipynb").read_text())
    # What a box must not see: the checks, the reference, the solutions.
    looked = (
        "import importlib.util, os, pathlib\n"
        "for name in ('autograder.checks.lessons.lesson_02', 'fmnist_ref.models'):\n"
        "    try:\n"
        "        assert importlib.util.find_spec(name) is None, name\n"
        "    except ModuleNotFoundError:\n"
        "        pass\n"
        f"for place in {[str(installed.home / 'share/fmnist-course'), str(course)]}:\n"
        "    assert not os.path.isdir(place) or not os.listdir(place), place\n"
        "def to_images(x):\n"
        "    return x.reshape(-1, 28, 28, 1)\n"
    )
    for cell in released["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "to_images":
            cell["source"] = looked
    (handed_in / "02_preprocess.ipynb").write_text(json.dumps(released))
    summary = course / "summary.json"
    graded = installed.run("autograder", "grade", "02", "--json", summary, where=course)
    assert graded.returncode == 0, graded.stderr
    assert "highest 3" in graded.stdout  # to_images was reached: nothing was visible
