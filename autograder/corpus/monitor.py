"""Watches what no submission may touch: a made-up course directory, traps, the machine.

Each worker of ``autograder verify`` has a monitor. Hostile submissions try the names and places
that are defined here; what gets out of a box is noticed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import select
import shutil
import socket
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil

SECRET_VARIABLE = "AUTOGRADER_CANARY"  # an environment variable of the grader
SOCKET_NAME = "\0fmnist-course-canary"  # an abstract Unix socket of the machine
PORTS = range(47800, 47900)  # the monitor listens to one of these on the loopback address
MARKER = "hostile-"  # the names of hostile submissions' files and processes begin with this
SHARED_DIRECTORIES = ("/tmp", "/var/tmp", "/dev/shm")


class SideEffectMonitor:
    """``course`` is a course directory to judge in, ``scratch`` a place for temporary files.

    While it is open, the process's temporary directory and environment are the monitor's.
    """

    def __init__(self) -> None:
        self._original_tempdir, self._original_variables = tempfile.tempdir, dict(os.environ)
        self.scratch = Path(tempfile.mkdtemp(prefix="verify-"))
        self.temporary = self.scratch / "t"
        self.temporary.mkdir()
        tempfile.tempdir = str(self.temporary)
        os.environ["TMPDIR"] = str(self.temporary)
        os.environ[SECRET_VARIABLE] = "SECRET"
        self.course = self.scratch / "course"
        _make_course(self.course)
        self._traps = list(_open_traps())
        self._digests = _digests(self.course)
        self._mounts = Path("/proc/self/mountinfo").read_bytes()
        self._children = _child_processes()
        self._marked_files = set(_marked_files())

    def changes(self) -> list[str]:
        """What has changed since the last call, in words; to be called while a session runs."""
        changes = [f"{file} is there" for file in _marked_files() if file not in self._marked_files]
        for trap in select.select(self._traps, (), (), 0)[0]:
            trap.accept()[0].close()
            changes.append("something connected to a socket of the machine")
        before, self._digests = self._digests, _digests(self.course)
        changed = {path for path, _ in before.items() ^ self._digests.items()}
        if changed:
            changes.append(f"changed in the course directory: {', '.join(sorted(changed))}")
        return changes

    def final_changes(self) -> list[str]:
        """The changes, and new files, mounts and processes; all sessions must be closed."""
        changes = self.changes()
        changes += [f"the temporary file {path.name}" for path in self.temporary.iterdir()]
        if Path("/proc/self/mountinfo").read_bytes() != self._mounts:
            changes.append("the mounts have changed")
        changes += [f"the process {p}" for p in _child_processes() - self._children]
        return changes

    def close(self) -> None:
        """Restore the environment and delete the files; may be called twice."""
        tempfile.tempdir = self._original_tempdir
        for name in ("TMPDIR", SECRET_VARIABLE):
            os.environ.pop(name, None)
            if name in self._original_variables:
                os.environ[name] = self._original_variables[name]
        for trap in self._traps:
            trap.close()
        shutil.rmtree(self.scratch, ignore_errors=True)


def _make_course(course: Path) -> None:
    """What a grader's course directory has: solutions, a gradebook, other students' work."""
    for name in ("01_explore", "02_preprocess", "06_regularize"):
        for place in (f"solutions/{name}", f"submitted/ann/{name}", f"autograded/ann/{name}"):
            directory = course / place
            directory.mkdir(parents=True)
            (directory / f"{name}.ipynb").write_text('{"cells": [], "canary": true}')
    (course / "nbgrader_config.py").write_text("c = get_config()\n")
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as database, database:
        database.execute("CREATE TABLE grade (student TEXT, auto_score REAL, manual_score REAL)")
        database.execute("INSERT INTO grade VALUES ('ann', 3.0, NULL)")


def _open_traps() -> Iterator[socket.socket]:
    """Sockets that nothing may connect to. Another run may have the same ones open already."""
    unix = socket.socket(socket.AF_UNIX)
    with contextlib.suppress(OSError):
        unix.bind(SOCKET_NAME)
        unix.listen()
        yield unix
    for port in PORTS:
        with contextlib.suppress(OSError):
            yield socket.create_server(("127.0.0.1", port))
            return


def _digests(directory: Path) -> dict[str, str]:
    """The SHA-256 of each file, by its path."""
    return {
        path.relative_to(directory).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def _marked_files() -> Iterator[str]:
    """Files in the machine's shared directories whose names begin with the marker."""
    for place in (*SHARED_DIRECTORIES, tempfile.gettempdir()):
        with contextlib.suppress(OSError):
            yield from map(str, Path(place).glob(f"{MARKER}*"))


def marked_processes() -> set[str]:
    """The processes whose names begin with the marker; none when every box has ended."""
    return {
        f"the process {process.pid} ({process.info['name']})"
        for process in psutil.process_iter(["name"])
        if (process.info["name"] or "").startswith(MARKER)
    }


def _child_processes() -> set[str]:
    """This process's children, "pid (name)"."""
    return {
        f"{process.pid} ({process.info['name']})"
        for process in psutil.process_iter(["name", "ppid"])
        if process.info["ppid"] == os.getpid()
    }
