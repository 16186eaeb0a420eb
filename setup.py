"""Adds the course's files to the wheel, as data: setuptools takes such a list only from here."""

from pathlib import Path

from setuptools import setup

TARGET = Path("share/fmnist-course")  # fmnist_lab/installed.py finds it
PATTERNS = (
    "nbgrader_config.py",
    "constraints.txt",
    "LICENSE",
    "docs/*",
    "lessons/*/*",
    "solutions/*/*.py",
    *(f"tests/submissions/*/{kind}/*.py" for kind in ("accepted", "rejected")),  # for the demo
)


def data_files() -> list[tuple[str, list[str]]]:
    """(directory below the prefix, files of this repository) for setuptools."""
    by_directory: dict[str, list[str]] = {}
    for pattern in PATTERNS:
        for path in sorted(Path().glob(pattern)):
            if path.is_file():
                directory = (TARGET / path.parent).as_posix()
                by_directory.setdefault(directory, []).append(path.as_posix())
    return sorted(by_directory.items())


setup(data_files=data_files())
