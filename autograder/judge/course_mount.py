"""What is in a box: the front door, the packages that a notebook may use, the lesson's data."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import autograder
import fmnist_lab
from autograder.course import Lesson
from autograder.screening.policy import JUNK_NAMES

COURSE_SEED = 20_250  # of Keras, NumPy and random in every student's box
PREFIX = "autograder-stage-"
PLACE, DATA = "/course", "/data"


@dataclass(frozen=True)
class Profile:
    """What students' boxes differ in: whether Keras is imported ahead, and which data they see."""

    keras: bool = False
    data: tuple[str, ...] = ()


def profile(lesson: Lesson) -> Profile:
    """What the boxes of this lesson hold, by the table of lessons."""
    return Profile(keras=lesson.traits.uses_keras, data=lesson.traits.data_in_box)


class CourseMount:
    """A private directory with what every box sees as ``/course``, kept as long as the session."""

    def __init__(self) -> None:
        _remove_orphans()
        self.directory = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        own = Path(autograder.__file__).parent
        target = self.directory / "autograder"
        for package in ("networks", "bridge"):
            shutil.copytree(own / package, target / package, ignore=_JUNK)
        shutil.copytree(
            own / "checks",
            target / "checks",
            ignore=shutil.ignore_patterns(*JUNK_NAMES, "lessons", "misconceptions"),
        )
        shutil.copy(own / "bridge" / "stub_package.py", target / "__init__.py")
        lab = Path(fmnist_lab.__file__).parent
        shutil.copytree(lab, self.directory / "fmnist_lab", ignore=_JUNK)
        for path in (self.directory, *self.directory.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)

    def read_only(self, data: tuple[str, ...]) -> dict[str, Path]:
        """What to bind: paths in the box, and the files they are."""
        return {
            PLACE: self.directory,
            **{f"{DATA}/{name}": file for name, file in data_files(data).items()},
        }

    def close(self) -> None:
        """Delete it."""
        shutil.rmtree(self.directory, ignore_errors=True)


def _remove_orphans() -> None:
    """Delete the stages of sessions that were killed; another user's can't be and stay."""
    for directory in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        pid = directory.name.removeprefix(PREFIX).partition("-")[0]
        if pid.isdigit() and not Path("/proc", pid).exists() and Path("/proc/self").exists():
            shutil.rmtree(directory, ignore_errors=True)


_JUNK = shutil.ignore_patterns(*JUNK_NAMES)


def data_files(subsets: tuple[str, ...]) -> dict[str, Path]:
    """The course's cached arrays by name; fetched first if need be."""
    from fmnist_lab import data

    found = {}
    for subset in subsets:
        data.load_table(subset)
        for name in (f"{subset}.npy", f"{subset}.json"):  # the second only tells the source
            file = (data.cache_directory() / name).resolve()
            if file.exists():
                found[name] = file
    return found
