"""The course directory and its lessons."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.course.source import read_source
from fmnist_lab.errors import CourseError, MachineError
from fmnist_lab.installed import installed_course
from fmnist_lab.lessons import LessonTraits, traits_of

if TYPE_CHECKING:
    from autograder.checks import Check

LESSON_NAME = re.compile(r"\d\d_[a-z0-9_]+")


@dataclass(frozen=True)
class Lesson:
    """One lesson: ``name`` is "02_preprocess", ``course`` the directory of the whole course."""

    course: Path
    name: str

    @property
    def number(self) -> str:
        """The two digits."""
        return self.name[:2]

    @property
    def traits(self) -> LessonTraits:
        """What is special about it: its row of ``fmnist_lab/lessons.py``."""
        return traits_of(self.number)

    @property
    def source(self) -> Path:
        """The instructor's script, the one source of the lesson."""
        return self.course / "solutions" / self.name / f"{self.name}.py"

    @property
    def solution(self) -> Path:
        """The instructor's notebook, built beside the source."""
        return self.source.with_suffix(".ipynb")

    @property
    def released(self) -> Path:
        """The directory that students get."""
        return self.course / "lessons" / self.name

    @cached_property
    def notebook(self) -> Any:
        """The source as a notebook (nbformat 4.5), with cell ids that stay the same."""
        return read_source(self.source, self.name)

    @property
    def checks(self) -> dict[str, Check]:
        """The lesson's checks by id, in the order of the notebook."""
        from autograder.checks import registry

        return registry.of_lesson(self.number)


def find_course(start: Path | None = None, *, installed_too: bool = False) -> Path:
    """The course directory at or above ``start`` (the current directory).

    Where there is none, the files that a wheel has installed, if ``installed_too``: they are for
    reading only. Raises CourseError when there is neither.
    """
    start = (start or Path.cwd()).resolve()
    for directory in (start, *start.parents):
        if (directory / "nbgrader_config.py").is_file() and (directory / "solutions").is_dir():
            _refuse_variables(directory)
            return directory
    installed = installed_course()
    if installed and installed_too:
        return installed
    raise CourseError(
        f"{start} is not inside the course directory: neither it nor a directory above has "
        "solutions/ and nbgrader_config.py. Change to "
        + (
            "the course, or make one: `autograder quickstart DIRECTORY`."
            if installed
            else "your clone of the course."
        )
    )


def _refuse_variables(course: Path) -> None:
    """Raise CourseError for a path such as /srv/$HOME/course, where nbgrader misses its settings.

    traitlets replaces variables in the path of nbgrader_config.py. Then nbgrader finds no settings
    and would run submissions without a box.
    """
    if os.path.expandvars(course) != str(course):
        names = [v for v in re.findall(r"\$\{?(\w+)", str(course)) if v in os.environ]
        raise CourseError(
            f"nbgrader can't work in {course}: it would read ${names[0]} as the environment's "
            "variable of this name. Rename the directory."
        )


def nbgrader_settings(course: Path) -> Any:
    """The settings in nbgrader_config.py, as a traitlets Config.

    Raises CourseError when the file is missing or ends in an error.
    """
    from traitlets.config import PyFileConfigLoader

    try:
        # In a relative path traitlets would replace $HOME, which may be a directory's name.
        return PyFileConfigLoader(str(course / "nbgrader_config.py")).load_config()
    except CourseError:
        raise
    except SystemExit as error:  # the file itself says why
        raise CourseError(str(error).removeprefix("error: ")) from None
    except Exception as error:
        raise CourseError(
            f"{course / 'nbgrader_config.py'} can't be read: {type(error).__name__}: {error}."
        ) from None


def find_lessons(course: Path, wanted: Iterable[str] = ()) -> list[Lesson]:
    """The lessons asked for ("02" or "02_preprocess"), or all; in order, none twice.

    Raises CourseError for a lesson that does not exist.
    """
    if (course / "solutions").is_dir() and not os.access(course / "solutions", os.R_OK | os.X_OK):
        raise MachineError(f"{course / 'solutions'} can't be read. Make it readable.")
    names = sorted(
        path.parent.name
        for path in (course / "solutions").glob("*/*.py")
        if LESSON_NAME.fullmatch(path.parent.name) and path.stem == path.parent.name
    )
    chosen = []
    for text in wanted:
        matching = [n for n in names if n == text.rstrip("/") or n[:2] == text]
        if not matching:
            raise CourseError(
                f"There is no lesson {text!r} in {course / 'solutions'}; "
                f"there are {', '.join(names) or 'none'}."
            )
        chosen += matching
    return [Lesson(course, name) for name in sorted(set(chosen or names))]
