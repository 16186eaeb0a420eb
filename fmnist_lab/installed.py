"""The course's files (lessons, solutions, guides) where the package is installed without a clone."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

DISTRIBUTION = "fmnist-course"
DIRECTORY = "share/fmnist-course"  # below the prefix of the environment; setup.py fills it
SETTINGS = "nbgrader_config.py"  # one of the files there


def installed_course() -> Path | None:
    """The directory that a wheel has installed the course's files into.

    None where the package is imported from a clone or from a student's zip: the course is there.
    """
    if (Path(__file__).resolve().parents[1] / "lessons").is_dir():
        return None
    try:
        files = metadata.files(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return None
    for file in files:
        if file.as_posix().endswith(f"{DIRECTORY}/{SETTINGS}"):
            settings = Path(str(file.locate())).resolve()
            return settings.parent if settings.is_file() else None
    return None
