"""Which student a downloaded submission is from: a collector for ``nbgrader zip_collect``.

Canvas names a download ``lovelaceada_LATE_1234_98765_02_preprocess.zip`` (its user's number
before its file's), Moodle puts it into a folder ``Ada Lovelace_4321_assignsubmission_file_``
(the number is another in each assignment) or, without folders, before the file's own name.
A folder named by the student's id is understood too.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins.zipcollect import FileNameCollectorPlugin

from autograder.screening.policy import JUNK_NAMES

_CANVAS = re.compile(r"(?P<name>[^_]+)(?:_LATE)?_(?P<number>\d+)_\d+_(?P<rest>.+)")
_MOODLE = re.compile(r"(?P<name>.+?)_\d+_assignsubmission_file_?(?P<rest>.*)")
# A second upload or download: 02_preprocess-1.ipynb, 02_preprocess (1).ipynb
_AGAIN = re.compile(r"(-\d+| \(\d+\))(?=(\.\w+)?$)")


class LmsCollector(FileNameCollectorPlugin):
    """Tells students apart by the names that Canvas and Moodle give, with the gradebook's help."""

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """The student's id and the file's path in the submission; None for what is neither."""
        lesson = str(self.parent.coursedir.assignment_id)
        parts = list(Path(submitted_file).parts)
        start = max(
            (i for i, part in enumerate(parts) if part == self.parent.extracted_directory),
            default=-1,
        )
        parts = parts[start + 1 :]
        unpacked = Path(submitted_file).with_suffix("").is_dir()  # an archive, and what was in it
        if not JUNK_NAMES.isdisjoint(parts) or not parts or unpacked:
            return None
        for number, part in enumerate(parts):
            last = number == len(parts) - 1
            if found := _MOODLE.fullmatch(part):
                student = self._by_name(found["name"]) or _slug(found["name"])
            elif found := _CANVAS.fullmatch(part):
                student = (
                    self._students[0].get(found["number"])
                    or self._by_name(found["name"])
                    or f"{_slug(found['name'])}-{found['number']}"
                )
            else:
                continue
            inside = [found["rest"]] if last else parts[number + 1 :]
            return {"student_id": student, "file_id": _inside(inside, lesson)}
        folders = [part for part in parts[:-1] if _AGAIN.sub("", part) != lesson]
        if folders and parts[-1].endswith(".ipynb"):
            return {"student_id": folders[-1], "file_id": _AGAIN.sub("", parts[-1])}
        return None

    def _by_name(self, name: str) -> str:
        """The id of the one student of this name, or ""."""
        ids = self._students[1].get(_letters(name), set())
        return next(iter(ids)) if len(ids) == 1 else ""

    @cached_property
    def _students(self) -> tuple[dict[str, str], dict[str, set[str]]]:
        """Ids by the LMS's number, and by name in either order."""
        numbers: dict[str, str] = {}
        names: dict[str, set[str]] = {}
        with Gradebook(self.parent.coursedir.db_url) as gradebook:
            for student in gradebook.students:
                if student.lms_user_id:
                    numbers[str(student.lms_user_id)] = student.id
                first, last = student.first_name or "", student.last_name or ""
                for name in {_letters(first + last), _letters(last + first), _letters(student.id)}:
                    if name:
                        names.setdefault(name, set()).add(student.id)
        return numbers, names


def _inside(parts: list[str], lesson: str) -> str:
    """The path in the submission, without the folders that unpacking and zipping have made."""
    while len(parts) > 1 and _AGAIN.sub("", parts[0]) == lesson:
        parts = parts[1:]
    name = _AGAIN.sub("", parts[-1]) if parts[-1].endswith(".ipynb") else parts[-1]
    return "/".join([*parts[:-1], name])


def _letters(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _slug(name: str) -> str:
    return ".".join(re.findall(r"\w+", name.casefold()))
