"""Which student a downloaded submission is from: a collector for ``nbgrader zip_collect``.

Canvas names a download ``lovelaceada_LATE_1234_98765_02_preprocess.zip`` (its user's number
before its file's), Moodle puts it into a folder ``Ada Lovelace_4321_assignsubmission_file_``
(the number is another in each assignment) or, without folders, before the file's own name.
A folder named by the student's id is understood too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins.zipcollect import FileNameCollectorPlugin

from autograder.screening.policy import JUNK_NAMES

_CANVAS = re.compile(r"(?P<name>[^_]+)(?:_LATE)?_(?P<number>\d+)_\d+_(?P<rest>.+)")
_MOODLE = re.compile(r"(?P<name>.+?)_\d+_assignsubmission_file_?(?P<rest>.*)")
# A second upload or download: 02_preprocess-1.ipynb, 02_preprocess (1).ipynb
_COPY_NUMBER = re.compile(r"(-\d+| \(\d+\))(?=(\.\w+)?$)")


class LmsCollector(FileNameCollectorPlugin):
    """Tells students apart by the names that Canvas and Moodle give, with the gradebook's help."""

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """The student's id and the file's path in the submission; None for what is neither."""
        lesson = str(self.parent.coursedir.assignment_id)
        parts = _parts_below(submitted_file, self.parent.extracted_directory)
        # nbgrader unpacks an archive into a folder of the same name, and lists both.
        is_unpacked_archive = Path(submitted_file).with_suffix("").is_dir()
        if not parts or not JUNK_NAMES.isdisjoint(parts) or is_unpacked_archive:
            return None
        ids_by_number, _ = self._students
        for number, part in enumerate(parts):
            if match := _MOODLE.fullmatch(part):
                student = self._id_of_name(match["name"]) or _slug(match["name"])
            elif match := _CANVAS.fullmatch(part):
                student = (
                    ids_by_number.get(match["number"])
                    or self._id_of_name(match["name"])
                    or f"{_slug(match['name'])}-{match['number']}"
                )
            else:
                continue
            is_file = number == len(parts) - 1
            path = [match["rest"]] if is_file else parts[number + 1 :]
            return {"student_id": student, "file_id": _path_in_submission(path, lesson)}
        folders = [part for part in parts[:-1] if _COPY_NUMBER.sub("", part) != lesson]
        if folders and ".ipynb" in parts[-1].lower():
            return {"student_id": folders[-1], "file_id": _COPY_NUMBER.sub("", parts[-1])}
        return None

    def _id_of_name(self, name: str) -> str:
        """The id of the one student of this name, or "" when there is none or several."""
        ids = self._students[1].get(_letters(name), set())
        return next(iter(ids)) if len(ids) == 1 else ""

    @cached_property
    def _students(self) -> tuple[dict[str, str], dict[str, set[str]]]:
        """The ids in the gradebook: by the LMS's number, and by a name's letters in both orders."""
        ids_by_number: dict[str, str] = {}
        ids_by_name: defaultdict[str, set[str]] = defaultdict(set)
        with Gradebook(self.parent.coursedir.db_url) as gradebook:
            for student in gradebook.students:
                if student.lms_user_id:
                    ids_by_number[str(student.lms_user_id)] = student.id
                first, last = student.first_name or "", student.last_name or ""
                for name in {_letters(first + last), _letters(last + first), _letters(student.id)}:
                    if name:
                        ids_by_name[name].add(student.id)
        return ids_by_number, ids_by_name


def _parts_below(path: str, directory: str) -> list[str]:
    """The parts of a path after the last one called ``directory``, or all of them."""
    parts = list(Path(path).parts)
    while directory in parts:
        parts = parts[parts.index(directory) + 1 :]
    return parts


def _path_in_submission(parts: list[str], lesson: str) -> str:
    """The path without the folders and the numbers that zipping and uploading have added."""
    while len(parts) > 1 and _COPY_NUMBER.sub("", parts[0]) == lesson:
        parts = parts[1:]
    name = _COPY_NUMBER.sub("", parts[-1]) if parts[-1].endswith(".ipynb") else parts[-1]
    return "/".join([*parts[:-1], name])


def _letters(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _slug(name: str) -> str:
    return ".".join(re.findall(r"\w+", name.casefold()))
