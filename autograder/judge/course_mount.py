"""The files mounted in a box: a stub of ``autograder``, the course's packages, the data."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import autograder
import fmnist_lab
from autograder.course import Lesson
from autograder.judge.keras_files import keras_files
from autograder.screening.policy import JUNK_NAMES

COURSE_SEED = 20_250  # of Keras, NumPy and random in every student's box
MOUNT_PREFIX = "autograder-stage-"  # of the directories that are mounted
COURSE_IN_BOX, DATA_IN_BOX = "/course", "/data"


@dataclass(frozen=True)
class BoxContents:
    """How students' boxes differ: whether Keras is imported ahead, and which data they hold."""

    keras: bool = False
    data: tuple[str, ...] = ()


def profile(lesson: Lesson) -> BoxContents:
    """What the boxes of this lesson hold, by the table of lessons."""
    return BoxContents(keras=lesson.traits.uses_keras, data=lesson.traits.data_in_box)


class CourseMount:
    """A private directory that every box sees as ``/course``. It exists as long as the session."""

    def __init__(self) -> None:
        _remove_orphans()
        self.directory = Path(tempfile.mkdtemp(prefix=f"{MOUNT_PREFIX}{os.getpid()}-"))
        source = Path(autograder.__file__).parent
        target = self.directory / "autograder"
        # "lessons" and "misconceptions" are directories of checks.
        ignored = shutil.ignore_patterns(*JUNK_NAMES, "lessons", "misconceptions")
        for package in ("networks", "bridge", "checks"):
            shutil.copytree(source / package, target / package, ignore=ignored)
        shutil.copy(source / "bridge" / "stub_package.py", target / "__init__.py")
        lab = Path(fmnist_lab.__file__).parent
        shutil.copytree(lab, self.directory / "fmnist_lab", ignore=ignored)
        for path in (self.directory, *self.directory.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)

    def read_only(self, data: tuple[str, ...]) -> dict[str, Path]:
        """What is mounted in a box: paths there, and the files or directories here."""
        return {
            COURSE_IN_BOX: self.directory,
            **{f"{DATA_IN_BOX}/{name}": file for name, file in data_files(data).items()},
        }

    def close(self) -> None:
        """Delete the directory."""
        shutil.rmtree(self.directory, ignore_errors=True)


def _remove_orphans() -> None:
    """Delete the directories of sessions that were killed; those of other users stay."""
    for directory in Path(tempfile.gettempdir()).glob(f"{MOUNT_PREFIX}*-*"):
        pid = directory.name.removeprefix(MOUNT_PREFIX).partition("-")[0]
        if pid.isdigit() and not Path("/proc", pid).exists() and Path("/proc/self").exists():
            shutil.rmtree(directory, ignore_errors=True)


def data_files(subsets: tuple[str, ...]) -> dict[str, Path]:
    """The files of the course's cached arrays by name; data that is missing is fetched first."""
    from fmnist_lab import data

    files = {}
    for subset in subsets:
        data.load_published_table(subset)  # boxes never get another edition
        # The JSON file says where the data came from.
        for name in (f"{subset}.npy", f"{subset}.json"):
            file = (data.cache_directory() / name).resolve()
            if file.exists():
                files[name] = file
    return files | keras_files(subsets)
