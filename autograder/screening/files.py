"""The files of a submission: a walk that follows nothing, and which of them are taken."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from autograder.course import Lesson
from autograder.screening import policy
from autograder.screening.codes import Refusal, ScreeningFlag, UnacceptableSubmissionError
from autograder.screening.flags import FlagCollector, printable_name
from fmnist_lab.lessons import LessonTraits

MAX_NAME_CHARACTERS = 200
MAX_NAMES = 20 * policy.MAX_FILES  # of files and folders that are looked at


class DirectoryEntry(NamedTuple):
    """One name in a submission's directory; ``name`` is its path from there, with slashes.

    A pipe, a socket or a device is "special". "too deep" is a folder that is not walked, "too many"
    the name at which the walk ends.
    """

    name: str
    path: Path
    kind: Literal["file", "link", "special", "too deep", "too many"]


class Exclusion(NamedTuple):
    """Why a file is left out: the arguments of ``FlagCollector.add``."""

    code: ScreeningFlag
    where: str
    done: str = ""


@dataclass
class FileRules:
    """Which files are taken beside a notebook; it counts what was taken.

    With ``lesson_files``, the names of the files that the lesson itself brings, any other file is
    taken only where it can hold no trained network: it must be text, and all of them together
    must have no more than MAX_TEXT_BYTES.
    """

    takes_weights: bool = True
    lesson_files: Collection[str] | None = None
    files: int = 0
    file_bytes: int = 0
    text_bytes: int = 0

    @classmethod
    def of_lesson(cls, traits: LessonTraits, lesson_files: Collection[str]) -> FileRules:
        """The rules of a lesson with these traits and these files of its own."""
        return cls(bool(traits.carries), lesson_files if traits.earns_by_training else None)

    def ignores(self, name: str) -> bool:
        """Whether the lesson saved the file for a later one: it is left out without a flag."""
        return not self.takes_weights and name in policy.SAVED

    def must_be_text(self, name: str) -> bool:
        """Whether the file is taken only if it is text."""
        return self.lesson_files is not None and name not in self.lesson_files

    def exclusion(self, name: str, size: int) -> Exclusion | None:
        """Why a file of ``size`` bytes is left out, so far as its name and size say."""
        if policy.COURSE_NAMES.match(name):
            return Exclusion(ScreeningFlag.COURSE_FILE, name.split("/")[0])
        if not self.takes_weights and name.lower().endswith(policy.WEIGHT_SUFFIXES):
            return Exclusion(ScreeningFlag.WEIGHTS_FILE, name, policy.UNWANTED_WEIGHTS)
        if self.must_be_text(name) and size > policy.MAX_TEXT_BYTES - self.text_bytes:
            return Exclusion(ScreeningFlag.WEIGHTS_FILE, name, policy.NOT_TEXT)
        if size > policy.MAX_FILE_BYTES:
            return Exclusion(ScreeningFlag.FILE_TOO_LARGE, name)
        return None

    def content_exclusion(self, name: str, content: bytes) -> Exclusion | None:
        """Why a file is left out, so far as its content says."""
        if self.must_be_text(name) and not policy.is_text(content):
            return Exclusion(ScreeningFlag.WEIGHTS_FILE, name, policy.NOT_TEXT)
        return None

    def is_full(self) -> bool:
        """Whether there are too many files for another one."""
        return self.files >= policy.MAX_FILES or self.file_bytes > policy.MAX_FILES_BYTES

    def count(self, name: str, size: int) -> None:
        """Note that a file was taken."""
        self.files += 1
        self.file_bytes += size
        self.text_bytes += size if self.must_be_text(name) else 0


@dataclass
class SubmissionFiles:
    """The files of a submission by name: notebooks, which are not read yet, and the others.

    ``links`` and ``special`` are the names of what was left out because of what it is.
    """

    notebooks: dict[str, Path] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)
    special: set[str] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)


def collect_files(directory: Path, flags: FlagCollector, rules: FileRules) -> SubmissionFiles:
    """Read the files of a submission without following any link.

    Raises UnacceptableSubmissionError when ``directory`` itself is a link.
    """
    if directory.is_symlink():
        raise UnacceptableSubmissionError(
            Refusal.SYMBOLIC_LINK,
            "The submission is a symbolic link, not a directory; hand in the files themselves.",
        )
    submission, overflow = SubmissionFiles(), ""
    for entry in walk(directory):
        name = entry.name
        if entry.kind == "too deep":
            overflow = overflow or f"folders more than {policy.MAX_FOLDER_DEPTH} deep"
        elif entry.kind == "too many":
            overflow = overflow or f"more than {MAX_NAMES:,} names"
        elif not is_plain_name(name):
            flags.add(ScreeningFlag.ODD_FILE_NAME, name)
        elif entry.kind == "link":
            submission.links.add(name)
            flags.add(ScreeningFlag.SYMBOLIC_LINK, name)
        elif entry.kind == "special":
            submission.special.add(name)
            flags.add(ScreeningFlag.SPECIAL_FILE, name)
        elif name.endswith(".ipynb"):
            submission.notebooks[name] = entry.path
        elif rules.ignores(name):
            continue
        elif excluded := rules.exclusion(name, entry.path.lstat().st_size):
            flags.add(*excluded)
        elif rules.is_full():
            limit = f"{policy.MAX_FILES} files or {policy.MAX_FILES_BYTES // 2**20} MiB"
            overflow = overflow or f"more than {limit}"
        else:
            content = _read_allowed(entry, rules, flags)
            if content is not None:
                submission.files[name] = content
    if overflow:
        submission.files.clear()
        flags.add(ScreeningFlag.TOO_MANY_FILES, overflow)
    return submission


def _read_allowed(entry: DirectoryEntry, rules: FileRules, flags: FlagCollector) -> bytes | None:
    """A file's bytes, or None (with a flag) when its content may not go along."""
    try:
        content = read_regular_file(entry.path, entry.name, policy.MAX_FILE_BYTES)
    except UnacceptableSubmissionError as error:
        flags.add(ScreeningFlag.SPECIAL_FILE, entry.name, f"left out. {error}")
        return None
    if excluded := rules.content_exclusion(entry.name, content):
        flags.add(*excluded)
        return None
    rules.count(entry.name, len(content))
    return content


def walk(directory: Path) -> Iterator[DirectoryEntry]:
    """Everything below a directory but folders and ignored names, always in the same order."""
    folders, name_count = [("", directory, 0)], 0
    while folders:
        prefix, folder, depth = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name in policy.IGNORED_NAMES:
                continue
            name_count += 1
            name, path = prefix + entry.name, Path(entry.path)
            if name_count > MAX_NAMES:
                yield DirectoryEntry(name, path, "too many")
                return
            if entry.is_symlink():
                yield DirectoryEntry(name, path, "link")
            elif entry.is_file(follow_symlinks=False):
                yield DirectoryEntry(name, path, "file")
            elif not entry.is_dir(follow_symlinks=False):
                yield DirectoryEntry(name, path, "special")
            elif depth + 1 > policy.MAX_FOLDER_DEPTH:
                yield DirectoryEntry(name, path, "too deep")
            else:
                folders.append((f"{name}/", path, depth + 1))


def is_plain_name(name: str) -> bool:
    """Whether a path stays inside its directory and can be written in any box."""
    return (
        len(name) <= MAX_NAME_CHARACTERS
        and name.isprintable()
        and "\\" not in name
        and all(part not in ("", ".", "..") for part in name.split("/"))
    )


def read_regular_file(path: Path, name: str, limit: int = policy.MAX_NOTEBOOK_BYTES) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes; ``name`` is for the message.

    Raises UnacceptableSubmissionError for a link, a special file and a larger file.
    """
    shown_name = printable_name(name)
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        message = f"{shown_name} can't be read: {error.strerror}."
        raise UnacceptableSubmissionError(Refusal.UNREADABLE_NOTEBOOK, message) from None
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            message = f"{shown_name} is not a regular file."
            raise UnacceptableSubmissionError(Refusal.SPECIAL_FILE, message)
        if status.st_size > limit:
            raise UnacceptableSubmissionError(
                Refusal.TOO_LARGE,
                f"{shown_name} has {status.st_size / 2**20:.0f} MiB; expected at most "
                f"{limit // 2**20} MiB. Clear the outputs, save and hand in again.",
            )
        return file.read(limit)


def lesson_files(lesson: Lesson) -> dict[str, bytes]:
    """What the lesson itself brings beside its notebook, by name."""
    directory = lesson.source.parent
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
        and path.suffix not in (".py", ".ipynb", ".pyc")
        and policy.IGNORED_NAMES.isdisjoint(path.relative_to(directory).parts)
    }


def can_lie_beside(name: str, other: str) -> bool:
    """Whether two files fit in one directory: not the same path, and none inside the other."""
    return not (name == other or name.startswith(f"{other}/") or other.startswith(f"{name}/"))
