"""What is kept of each run and each verdict, by name, in ``.autograder/cache``.

A file appears whole or not at all; one that can't be read is as good as none.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.nbgrader_plugin.errors import explain_os_errors

CACHE = Path(".autograder") / "cache"
VERDICTS, RUNS = "verdicts", "runs"


@dataclass(frozen=True)
class CacheEntry:
    """One kept file: ``used`` is when it was last read or written, in seconds since 1970."""

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
        """What is kept under this name, or None."""
        path = self._path(lesson, kind, key)
        try:
            packed = path.read_bytes()
        except OSError:
            return None
        try:
            content = zlib.decompress(packed)
        except zlib.error:
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):  # in use: the last to be pruned
            os.utime(path)
        return content

    def has(self, lesson: str, kind: str, key: str) -> bool:
        """Whether something is kept under this name."""
        return self._path(lesson, kind, key).is_file()

    def put(self, lesson: str, kind: str, key: str, content: bytes) -> None:
        """Keep it. Raises CourseError where it can't be written."""
        path = self._path(lesson, kind, key)
        beside = path.with_name(f".{path.name[:16]}.{os.getpid()}.{secrets.token_hex(4)}")
        with explain_os_errors(path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                beside.write_bytes(zlib.compress(content, 1))
                beside.replace(path)
            except BaseException:
                with contextlib.suppress(OSError):
                    beside.unlink()
                raise

    def entries(self) -> Iterator[CacheEntry]:
        """Everything that is kept, and what killed processes left half written."""
        for path in sorted(self.root.glob("*/*/*/*")):
            lesson, kind = path.relative_to(self.root).parts[:2]
            with contextlib.suppress(OSError):
                status = path.stat()
                yield CacheEntry(path, lesson, kind, status.st_size, status.st_mtime)

    def prune(
        self, *, days: float | None = None, megabytes: float | None = None, lesson: str = ""
    ) -> list[CacheEntry]:
        """Forget what wasn't used for ``days``, then the longest unused above ``megabytes``.

        Gives what was deleted. With ``lesson`` only its files are looked at.
        """
        found = [kept for kept in self.entries() if lesson in ("", kept.lesson)]
        found.sort(key=lambda kept: kept.used)
        room = sum(kept.size for kept in found)
        gone = []
        for kept in found:
            old = days is not None and time.time() - kept.used > days * 86400
            much = megabytes is not None and room > megabytes * 1e6
            if old or much:
                with explain_os_errors(kept.path, ""):
                    kept.path.unlink(missing_ok=True)
                room -= kept.size
                gone.append(kept)
        return gone

    def _path(self, lesson: str, kind: str, key: str) -> Path:
        return self.root / lesson / kind / key[:2] / key


def command(
    course: Path, lesson: str = "", *, days: float | None = None, megabytes: float | None = None
) -> int:
    """``autograder cache``: prune if asked to, then show what is there; the exit status."""
    from rich.console import Console
    from rich.table import Table

    store = VerdictCache(course)
    if lesson:
        from autograder.course import find_lessons

        lesson = find_lessons(course, [lesson])[0].name
    if days is not None or megabytes is not None:
        gone = store.prune(days=days, megabytes=megabytes, lesson=lesson)
        freed = sum(kept.size for kept in gone) / 1e6
        print(f"Deleted {len(gone)} files, {freed:.1f} MB.")
    counts: dict[tuple[str, str], list[float]] = {}
    for kept in store.entries():
        if lesson in ("", kept.lesson):
            count = counts.setdefault((kept.lesson, kept.kind), [0, 0, kept.used])
            count[0] += 1
            count[1] += kept.size
            count[2] = min(count[2], kept.used)
    if not counts:
        print(f"Nothing is stored in {store.root}.")
        return 0
    shown = Table("lesson", "what", "number", "MB", "longest unused")
    for (name, kind), (number, size, used) in sorted(counts.items()):
        age = (time.time() - used) / 86400
        shown.add_row(name, kind, f"{number:.0f}", f"{size / 1e6:.1f}", f"{age:.0f} days")
    Console().print(shown)
    print(store.root)
    return 0
