"""A watch over what no submission may touch: a course of its own, traps, the machine.

A worker of ``autograder verify`` has one. Hostile submissions use the names and places that are
set here; whatever gets out of a box shows.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import selectors
import shutil
import socket
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

CANARY = "AUTOGRADER_CANARY"  # an environment variable of the grader
SOCKET = "\0fmnist-course-canary"  # an abstract Unix socket of the machine
PORTS = range(47800, 47900)  # one of these is listening on the loopback address
MARK = "hostile-"  # what files and processes of hostile submissions are called
SHARED = ("/tmp", "/var/tmp", "/dev/shm")


class SideEffectMonitor:
    """``course`` is a course directory to judge in, ``scratch`` where temporary files go."""

    def __init__(self) -> None:
        self._tempdir, self._variables = tempfile.tempdir, dict(os.environ)
        self.scratch = Path(tempfile.mkdtemp(prefix="verify-"))
        self.temporary = self.scratch / "t"
        self.temporary.mkdir()
        tempfile.tempdir = str(self.temporary)
        os.environ["TMPDIR"] = str(self.temporary)
        os.environ[CANARY] = "SECRET"
        self.course = self.scratch / "course"
        _make_course(self.course)
        self._traps = list(_traps())
        self._digest = _digest(self.course)
        self._mounts = Path("/proc/self/mountinfo").read_bytes()
        self._children = set(_children())
        self._before = set(_marked())

    def left(self) -> list[str]:
        """What a submission has changed or left, in words; looked at while a session runs."""
        found = [f"{what} is there" for what in _marked() if what not in self._before]
        with selectors.DefaultSelector() as ready:
            for trap in self._traps:
                ready.register(trap, selectors.EVENT_READ)
            for key, _ in ready.select(0):
                trap = next(t for t in self._traps if t is key.fileobj)
                trap.accept()[0].close()
                found.append("something connected to a socket of the machine")
        now = _digest(self.course)
        if now != self._digest:
            changed = sorted(
                path for path in now | self._digest if now.get(path) != self._digest.get(path)
            )
            found.append(f"changed in the course directory: {', '.join(changed)}")
            self._digest = now
        return found

    def left_at_the_end(self) -> list[str]:
        """The same, and files, mounts and processes: all sessions must be closed."""
        found = self.left()
        found += [f"the temporary file {path.name}" for path in self.temporary.iterdir()]
        if Path("/proc/self/mountinfo").read_bytes() != self._mounts:
            found.append("the mounts have changed")
        found += [f"the process {p}" for p in _children() if p not in self._children]
        return found

    def close(self) -> None:
        """Put the environment back and delete everything."""
        tempfile.tempdir = self._tempdir
        for name in ("TMPDIR", CANARY):
            if name in self._variables:
                os.environ[name] = self._variables[name]
            else:
                os.environ.pop(name, None)
        for trap in self._traps:
            trap.close()
        shutil.rmtree(self.scratch, ignore_errors=True)


def _make_course(course: Path) -> None:
    """What a grader has lying around: solutions, a gradebook, others' submissions."""
    for name in ("01_explore", "02_preprocess", "06_regularize"):
        for place in (f"solutions/{name}", f"submitted/ann/{name}", f"autograded/ann/{name}"):
            directory = course / place
            directory.mkdir(parents=True)
            (directory / f"{name}.ipynb").write_text('{"cells": [], "canary": true}')
    (course / "nbgrader_config.py").write_text("c = get_config()\n")
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as database, database:
        database.execute("CREATE TABLE grade (student TEXT, auto_score REAL, manual_score REAL)")
        database.execute("INSERT INTO grade VALUES ('ann', 3.0, NULL)")


def _traps() -> Iterator[socket.socket]:
    """Sockets that nothing should ever connect to; another run may hold them already."""
    unix = socket.socket(socket.AF_UNIX)
    with contextlib.suppress(OSError):
        unix.bind(SOCKET)
        unix.listen()
        yield unix
    for port in PORTS:
        with contextlib.suppress(OSError):
            yield socket.create_server(("127.0.0.1", port))
            return


def _digest(directory: Path) -> dict[str, str]:
    """A sum for each file, by its path."""
    return {
        path.relative_to(directory).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def _marked() -> Iterator[str]:
    """Files in the machine's shared places with the hostile files' mark."""
    for place in (*SHARED, tempfile.gettempdir()):
        with contextlib.suppress(OSError):
            yield from map(str, Path(place).glob(f"{MARK}*"))


def marked_processes() -> set[str]:
    """The processes with the hostile files' mark; none when every box has ended."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            name = (process / "comm").read_text().strip()
            if name.startswith(MARK):
                found.add(f"the process {process.name} ({name})")
    return found


def _children() -> Iterator[str]:
    """This process's children, "pid (name)"."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            name, _, rest = (process / "stat").read_text().rpartition(")")
            if int(rest.split()[1]) == os.getpid():
                yield f"{name})"
