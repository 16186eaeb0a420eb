"""The files of a submission: a walk that follows nothing, and which of them are taken."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple
from unicodedata import category, normalize

from autograder.course import Lesson
from autograder.screening import policy
from autograder.screening.codes import Refusal, ScreeningFlag, UnacceptableSubmissionError
from autograder.screening.flags import FlagCollector, printable_name
from fmnist_lab.lessons import LessonTraits

MAX_NAME_CHARACTERS = 1_000
MAX_NAMES = 20 * policy.MAX_FILES  # of files and folders that are looked at
MAX_CANDIDATES = 10  # notebooks under other names that are looked into
HEAD_BYTES = 2**16  # of a file, to see whether it holds a notebook

# Windows, where students make their archives, has flags of its own.
_READ_ONLY = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    _READ_ONLY |= getattr(os, _name, 0)

# Invisible characters of honest names: Persian and emoji are written with joiners, and systems put
# odd spaces into names. The marks that reverse the direction of the text after them are not here.
_FORMAT_CHARACTERS = frozenset("\u200c\u200d\u200e\u200f\u00ad\u2060\ufeff")


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
            archive = name.lower().endswith(".zip")
            done = policy.UNWANTED_ARCHIVE if archive else policy.UNWANTED_WEIGHTS
            return Exclusion(ScreeningFlag.WEIGHTS_FILE, name, done)
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

    Where no file has the lesson's name, ``disguised`` are files that hold a notebook by their
    content and not by their name. ``names`` are those of all files. ``links`` and ``special`` are the
    names of what was left out because of what it is.
    """

    notebooks: dict[str, Path] = field(default_factory=dict)
    disguised: dict[str, Path] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)
    special: set[str] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)


def collect_files(
    directory: Path, flags: FlagCollector, rules: FileRules, wanted: str = ""
) -> SubmissionFiles:
    """Read the files of a submission without following any link.

    ``wanted`` is the name of the lesson's notebook. Raises UnacceptableSubmissionError when
    ``directory`` itself is a link.
    """
    if directory.is_symlink():
        raise UnacceptableSubmissionError(
            Refusal.SYMBOLIC_LINK,
            "The submission is a symbolic link, not a directory; hand in the files themselves.",
        )
    return sort_files(list(walk(directory)), flags, rules, wanted)


def sort_files(
    entries: Sequence[DirectoryEntry], flags: FlagCollector, rules: FileRules, wanted: str = ""
) -> SubmissionFiles:
    """What is taken of the files in a directory, as ``collect_files`` does."""
    submission, overflow = SubmissionFiles(), ""
    from_windows = any("\\" in entry.name for entry in entries)
    is_there = any(entry.name == wanted and entry.kind == "file" for entry in entries)
    for entry in entries:
        name = plain_name(entry.name)
        submission.names.append(name)
        if entry.kind == "too deep":
            overflow = overflow or f"folders more than {policy.MAX_FOLDER_DEPTH} deep"
        elif entry.kind == "too many":
            overflow = overflow or f"more than {MAX_NAMES:,} names"
        elif entry.kind == "link":
            submission.links.add(name)
            flags.add(ScreeningFlag.SYMBOLIC_LINK, name)
        elif entry.kind == "special":
            submission.special.add(name)
            flags.add(ScreeningFlag.SPECIAL_FILE, name)
        elif policy.is_notebook_name(name):
            submission.notebooks[entry.name if name in submission.notebooks else name] = entry.path
        elif wanted and not is_there and _holds_notebook(entry, submission):
            submission.disguised[name] = entry.path
        elif (
            not is_plain_name(name)
            or name in submission.files
            or (from_windows and not all(can_lie_beside(name, other) for other in submission.files))
        ):
            flags.add(ScreeningFlag.ODD_FILE_NAME, entry.name)
        elif rules.ignores(name):
            continue
        elif excluded := rules.exclusion(name, entry.path.lstat().st_size):
            flags.add(*excluded)
        elif rules.is_full():
            limit = f"{policy.MAX_FILES} files or {policy.MAX_FILES_BYTES // 2**20} MiB"
            overflow = overflow or f"more than {limit}"
        else:
            content = _read_allowed(name, entry.path, rules, flags)
            if content is not None:
                submission.files[name] = content
    if overflow:
        submission.files.clear()
        flags.add(ScreeningFlag.TOO_MANY_FILES, overflow)
    return submission


def _holds_notebook(entry: DirectoryEntry, submission: SubmissionFiles) -> bool:
    """Whether the file seems to hold a notebook; no more than MAX_CANDIDATES do."""
    if len(submission.disguised) >= MAX_CANDIDATES:
        return False
    try:
        head = read_head(entry.path, entry.name)
    except UnacceptableSubmissionError:
        return False
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"{") and (b'"cell_type"' in head or b'"nbformat"' in head)


def _read_allowed(name: str, path: Path, rules: FileRules, flags: FlagCollector) -> bytes | None:
    """A file's bytes, or None (with a flag) when its content may not go along."""
    try:
        content = read_regular_file(path, name)
    except UnacceptableSubmissionError as error:
        flags.add(ScreeningFlag.SPECIAL_FILE, name, f"left out. {error}")
        return None
    if excluded := rules.content_exclusion(name, content):
        flags.add(*excluded)
        return None
    rules.count(name, len(content))
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
            if policy.is_ignored(entry.name):
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


def plain_name(name: str) -> str:
    """A file's path as a notebook reads it.

    Archives made on Windows may have been unpacked with backslashes, and those made on macOS have
    accents as characters of their own.
    """
    return normalize("NFC", name.replace("\\", "/"))


def is_plain_name(name: str) -> bool:
    """Whether a path stays inside its directory and can be written in any box."""
    return (
        len(name) <= MAX_NAME_CHARACTERS
        and all(c.isprintable() or c in _FORMAT_CHARACTERS or category(c) == "Zs" for c in name)
        and "\\" not in name
        and all(part not in ("", ".", "..") and part[-1] != ":" for part in name.split("/"))
    )


def read_regular_file(path: Path, name: str, limit: int = policy.MAX_FILE_BYTES) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes; ``name`` is for the message.

    Raises UnacceptableSubmissionError for a link, a special file and a larger file.
    """
    with _opened(path, name) as file:
        size = os.fstat(file.fileno()).st_size
        if size > limit:
            raise UnacceptableSubmissionError(
                Refusal.TOO_LARGE,
                f"{printable_name(name)} has {size / 2**20:.0f} MiB; expected at most "
                f"{limit // 2**20} MiB. Choose Edit, Clear Outputs of All Cells in JupyterLab, save "
                "and hand in again.",
            )
        return file.read(limit)


def read_head(path: Path, name: str) -> bytes:
    """The first HEAD_BYTES of a regular file. Raises UnacceptableSubmissionError."""
    with _opened(path, name) as file:
        return file.read(HEAD_BYTES)


@contextmanager
def _opened(path: Path, name: str) -> Iterator[BinaryIO]:
    """A regular file, opened without following a link. Raises UnacceptableSubmissionError."""
    shown_name = printable_name(name)
    try:
        handle = os.open(path, _READ_ONLY)
    except OSError as error:
        message = f"{shown_name} can't be read: {error.strerror}."
        raise UnacceptableSubmissionError(Refusal.UNREADABLE_NOTEBOOK, message) from None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            message = f"{shown_name} is not a regular file."
            raise UnacceptableSubmissionError(Refusal.SPECIAL_FILE, message)
        yield file


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
