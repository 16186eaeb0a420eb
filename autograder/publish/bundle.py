"""The students' zip: lessons, fmnist_lab, the checks, and how to start; no solutions."""

from __future__ import annotations

import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from autograder.screening.policy import is_junk
from autograder.student.start import STUDENT_PAGES
from fmnist_lab.errors import CourseError
from fmnist_lab.files import write_atomically
from fmnist_lab.lessons import number_of_lessons

ZIP_NAME = "fmnist-course-students.bundle.zip"
TOP_DIRECTORY = "fmnist-course"
# The part of autograder that a student's notebook and the commands for students need.
AUTOGRADER = (
    "__init__.py",
    "cli/__init__.py",
    "cli/__main__.py",
    "cli/arguments.py",
    "cli/student.py",
    "student",
    "checks",
    "networks",
    "course/__init__.py",
    "course/lesson.py",
    "course/log.py",
    "course/source.py",
    "screening",
)

README = """\
# A first good convolutional network on Fashion-MNIST

{number} notebooks that you work through yourself. They check your answers and explain what they
find.

You need Python 3.11, 3.12 or 3.13. In this directory:

    python3 -m venv .venv
    .venv/bin/python -m pip install{constraints} .
    .venv/bin/autograder start

On Windows the commands are `py -m venv .venv`, `.venv\\Scripts\\python -m pip install{constraints} .`
and `.venv\\Scripts\\autograder start`.

The last command copies the lessons to `work/` and opens JupyterLab there, on a start page that
says what is ahead and how to hand in. Run it again at any time: it never writes over what you
changed.
"""

PYPROJECT = """\
[build-system]
requires = {requires}
build-backend = "{backend}"

[project]
name = "{name}"
version = "{version}"
description = "Lessons and checks, for students"
requires-python = "{python}"
dependencies = [
{dependencies}
]

[project.optional-dependencies]
# what a notebook may import beside these when it is graded: `autograder packages`
submissions = [
{submissions}
]

[project.scripts]
autograder = "autograder.cli:main"

[tool.setuptools.packages.find]
include = ["fmnist_lab*", "autograder*"]

[tool.setuptools.package-data]
"*" = ["*.npz", "*.npy", "*.json", "*.toml", "*.html", "*.j2", "*.css"]
"""


def bundle(course: Path, out: Path | None = None) -> Path:
    """Write the zip and return its path. The same files give the same bytes.

    Raises CourseError when the course has no released lessons or ``out`` is a directory, and
    MachineError when it can't be written.
    """
    if not (course / "pyproject.toml").is_file():
        raise CourseError(
            f"The zip is made of the repository, and {course} has no pyproject.toml: run this in a "
            "clone. Students can also `pip install fmnist-course` and run `autograder start`."
        )
    out = out or course / ZIP_NAME
    files = dict(sorted(_files(course)))
    if not any(name.endswith(".ipynb") for name in files):
        raise CourseError(f"{course / 'lessons'} has no notebooks: run `autograder release`.")
    if out.is_dir():
        raise CourseError(f"{out} is a directory; --out names the zip, such as {out / ZIP_NAME}.")
    with (
        write_atomically(out) as stream,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name, content in files.items():
            entry = zipfile.ZipInfo(f"{TOP_DIRECTORY}/{name}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out


def _files(course: Path) -> Iterator[tuple[str, bytes]]:
    paths = [course / "lessons", course / "fmnist_lab", course / "LICENSE"]
    paths += [course / "autograder" / name for name in AUTOGRADER]
    paths += [
        course / "docs" / name for name in STUDENT_PAGES if (course / "docs" / name).is_file()
    ]
    constraints = course / "constraints.txt"
    if constraints.is_file():
        paths.append(constraints)
    for path in paths:
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            relative = file.relative_to(course)
            hidden = any(part.startswith(".") for part in relative.parts)
            if file.is_file() and not hidden and not is_junk(file, course):
                yield relative.as_posix(), file.read_bytes()
    constraints_option = " -c constraints.txt" if constraints.is_file() else ""
    readme = README.replace("{number}", number_of_lessons())
    yield "README.md", readme.replace("{constraints}", constraints_option).encode()
    yield "pyproject.toml", _pyproject(course).encode()


def _pyproject(course: Path) -> str:
    content = tomllib.loads((course / "pyproject.toml").read_text(encoding="utf-8"))
    project, build = content["project"], content["build-system"]
    return PYPROJECT.format(
        requires=str(build["requires"]).replace("'", '"'),
        backend=build["build-backend"],
        name=project["name"],
        version=project["version"],
        python=project["requires-python"],
        dependencies=_listed(project["dependencies"]),
        submissions=_listed(project.get("optional-dependencies", {}).get("submissions", [])),
    )


def _listed(requirements: list[str]) -> str:
    return "\n".join(f'    "{requirement}",' for requirement in requirements)
