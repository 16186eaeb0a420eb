"""The verdict cache: stored runs and verdicts by their keys, in ``.autograder/cache``.

A file appears whole or not at all; one that can't be read counts as absent.
"""

from __future__ import annotations

import contextlib
import os
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.nbgrader_plugin.errors import explain_os_errors
from fmnist_lab.files import write_bytes

CACHE = Path(".autograder") / "cache"
VERDICTS, RUNS = "verdicts", "runs"


@dataclass(frozen=True)
class CacheEntry:
    """One stored file: ``used`` is when it was last read or written, in seconds since 1970."""

    path: Path
    lesson: str
    kind: str
    size: int
    used: float


class VerdictCache:
    """The cache of one course directory."""

    def __init__(self, course: Path) -> None:
        self.root = course / CACHE

    def get(self, lesson: str, kind: str, key: str) -> bytes | None:
        """What is stored under this key, or None."""
        path = self._path(lesson, kind, key)
        try:
            content = zlib.decompress(path.read_bytes())
        except OSError:
            return None
        except zlib.error:
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):  # pruning deletes by the time of the last use
            os.utime(path)
        return content

    def has(self, lesson: str, kind: str, key: str) -> bool:
        """Whether something is stored under this key."""
        return self._path(lesson, kind, key).is_file()

    def put(self, lesson: str, kind: str, key: str, content: bytes) -> None:
        """Store it. Raises GradingStoppedError where it can't be written."""
        path = self._path(lesson, kind, key)
        with explain_os_errors(path.parent):
            write_bytes(path, zlib.compress(content, 1))

    def entries(self, lesson: str = "") -> Iterator[CacheEntry]:
        """Everything stored (of one lesson), and what killed processes left half written."""
        for path in sorted(self.root.glob(f"{lesson or '*'}/*/*/*")):
            name, kind = path.relative_to(self.root).parts[:2]
            with contextlib.suppress(OSError):
                status = path.stat()
                yield CacheEntry(path, name, kind, status.st_size, status.st_mtime)

    def prune(
        self, *, days: float | None = None, megabytes: float | None = None, lesson: str = ""
    ) -> list[CacheEntry]:
        """Delete what wasn't used for ``days``, then the longest unused above ``megabytes``.

        Gives what was deleted. With ``lesson`` only its files are looked at.
        """
        entries = sorted(self.entries(lesson), key=lambda entry: entry.used)
        total = sum(entry.size for entry in entries)
        deleted = []
        for entry in entries:
            too_old = days is not None and time.time() - entry.used > days * 86400
            too_much = megabytes is not None and total > megabytes * 1e6
            if too_old or too_much:
                with explain_os_errors(entry.path, ""):
                    entry.path.unlink(missing_ok=True)
                total -= entry.size
                deleted.append(entry)
        return deleted

    def _path(self, lesson: str, kind: str, key: str) -> Path:
        return self.root / lesson / kind / key[:2] / key


def command(
    course: Path, lesson: str = "", *, days: float | None = None, megabytes: float | None = None
) -> int:
    """``autograder cache``: prune if asked to, show what is stored, return the exit status."""
    from rich.console import Console
    from rich.table import Table

    from autograder.course import find_lessons

    cache = VerdictCache(course)
    if lesson:
        lesson = find_lessons(course, [lesson])[0].name
    if days is not None or megabytes is not None:
        deleted = cache.prune(days=days, megabytes=megabytes, lesson=lesson)
        freed = sum(entry.size for entry in deleted) / 1e6
        print(f"Deleted {len(deleted)} files, {freed:.1f} MB.")
    groups: defaultdict[tuple[str, str], list[CacheEntry]] = defaultdict(list)
    for entry in cache.entries(lesson):
        groups[entry.lesson, entry.kind].append(entry)
    if not groups:
        print(f"Nothing is stored in {cache.root}.")
        return 0
    table = Table("lesson", "what", "number", "MB", "longest unused")
    for (name, kind), entries in sorted(groups.items()):
        megabytes_stored = sum(entry.size for entry in entries) / 1e6
        age = (time.time() - min(entry.used for entry in entries)) / 86400
        table.add_row(name, kind, f"{len(entries)}", f"{megabytes_stored:.1f}", f"{age:.0f} days")
    Console().print(table)
    print(cache.root)
    return 0
