"""Makes a course directory of an instructor's own: ``autograder quickstart``."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from fmnist_lab.errors import CourseError, MachineError
from fmnist_lab.installed import SETTINGS, installed_course

PARTS = (SETTINGS, "constraints.txt", "LICENSE", "docs", "lessons", "solutions")


def quickstart(directory: Path) -> Path:
    """Copy the course's files to ``directory``, new or empty, and return its path.

    Raises CourseError if it holds anything, and MachineError if it can't be written.
    """
    source = installed_course() or Path(__file__).resolve().parents[2]
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise CourseError(
            f"{directory} is there already and holds something; expected a new or empty directory."
        )
    if not (source / "solutions").is_dir():
        raise CourseError(
            "This is the students' zip, without the solutions that a course directory needs: "
            "install the whole course, or clone its repository."
        )
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".course-", dir=directory.parent) as staged:
            made = Path(staged) / "course"
            made.mkdir()
            for name in PARTS:
                _copy(source / name, made / name)
            if directory.exists():
                directory.rmdir()
            made.rename(directory)
    except OSError as error:
        raise MachineError(
            f"{error.filename or directory} can't be written ({error.strerror or error}): make it "
            "writable, or choose another place."
        ) from None
    return directory.resolve()


def _copy(source: Path, target: Path) -> None:
    """Copy a file or a directory, without what `release` builds beside the sources."""
    if source.is_file():
        shutil.copyfile(source, target)
    elif source.is_dir():
        built = ("*.ipynb",) if source.name == "solutions" else ()
        junk = shutil.ignore_patterns(*built, "__pycache__", ".ipynb_checkpoints")
        shutil.copytree(source, target, ignore=junk, copy_function=shutil.copyfile)
