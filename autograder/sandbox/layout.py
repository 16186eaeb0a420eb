"""Lays out a box: where its files are, and how its program starts, in a sandbox or on the host.

A program is described by paths inside the sandbox (``/box/work``, ``/tmp``, ...). Where there is
no sandbox, ``HostLayout`` replaces them by directories on the host, so that the rest of the
package is the same with and without a sandbox.
"""

from __future__ import annotations

import json
import os
import random
import socket
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.sandbox import mounts, seccomp
from autograder.sandbox.bubblewrap import find_bubblewrap
from autograder.sandbox.limits import Limits
from fmnist_lab.errors import MachineError

_FIRST_UID = 0x70000000  # systemd's table of user ids leaves this range to nobody
_UID_COUNT = 2**24


class SandboxLayout:
    """The layout of a program in bubblewrap's namespaces.

    ``place`` is the box's directory on the host, ``read_only`` what it may read, {path in the box:
    host path}. ``work`` and ``exchange`` are paths as the program sees them.
    """

    def __init__(self, place: Path, read_only: Mapping[str, Path]) -> None:
        self._place = place
        self._read_only = read_only
        self.work = mounts.WORK
        self.exchange = mounts.EXCHANGE

    def reserve_user(self) -> tuple[int | None, socket.socket | None]:
        """A user id for this box alone and the socket that reserves it, if the grader is root.

        With an id of its own a box counts only its own processes, and can't signal another's.
        """
        return _free_user() if os.geteuid() == 0 else (None, None)

    def prepare(self, uid: int | None) -> None:
        """Write the files that stand in for the host's into the box's directory."""
        staged = self._place / "staged"
        staged.mkdir()
        mounts.write_staged(staged, 1000 if uid is None else uid)

    def path(self, inside: str) -> str:
        """A path in the sandbox as the program sees it: the same."""
        return inside

    def job(
        self, argv: Sequence[str], limits: Limits, uid: int | None, has_exchange: bool
    ) -> dict[str, Any]:
        """The supervisor's job: start bubblewrap, which starts box_init.py, which starts ``argv``."""
        init = {
            "copies": [[mounts.FONTS, mounts.MATPLOTLIB]],
            "work": mounts.WORK,
            "uid": uid,
            "processes": limits.processes,
            "argv": list(argv),
        }
        return {
            "bwrap": find_bubblewrap(),
            "arguments": mounts.arguments(
                place=self._place,
                read_only=self._read_only,
                disk_bytes=limits.disk_bytes,
                as_root=uid is not None,
                exchange=has_exchange,
            ),
            "seccomp": seccomp.program().hex(),
            "argv": [
                os.path.realpath(sys.executable),
                *("-I", "-S", mounts.LAUNCHER, json.dumps(init)),
            ],
            "bounded": [mounts.WORK, "/tmp", "/dev/shm"],
            # As root the exchange is closed to the box before a student's code runs.
            "measured": [str(self._place / "exchange")] if uid is None else [],
        }


class HostLayout:
    """A program of the grader's own user, without a sandbox: nothing is hidden from it.

    It has the methods of ``SandboxLayout``.
    """

    def __init__(self, place: Path, read_only: Mapping[str, Path]) -> None:
        self._place = place
        self._read_only = read_only
        self.work = str(place / "work")
        self.exchange = str(place / "exchange")

    def reserve_user(self) -> tuple[int | None, socket.socket | None]:
        """No user: the program runs as the grader's."""
        return None, None

    def prepare(self, uid: int | None) -> None:
        """Make the writable directories, and links to what the box would mount."""
        for name in ("work", "tmp"):
            (self._place / name).mkdir()
        for inside, host in self._read_only.items():
            link = self._place / "root" / inside.strip("/")
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(Path(host).resolve())

    def path(self, inside: str) -> str:
        """A path in the sandbox as the path on the host; another word stays as it is."""
        if not inside.startswith("/") or inside.startswith(f"{self._place}/"):
            return inside
        if mounts.is_of_python(inside):  # the same path everywhere, also below /tmp
            return inside
        for directory, host in (
            (mounts.WORK, self.work),
            (mounts.EXCHANGE, self.exchange),
            ("/tmp", f"{self._place}/tmp"),
        ):
            if inside == directory or inside.startswith(f"{directory}/"):
                return f"{host}{inside.removeprefix(directory)}"
        linked = self._place / "root" / inside.strip("/")
        return str(linked) if os.path.lexists(linked) else inside

    def job(
        self, argv: Sequence[str], limits: Limits, uid: int | None, has_exchange: bool
    ) -> dict[str, Any]:
        """The supervisor's job: start ``argv`` itself."""
        return {
            "bwrap": "",
            "argv": [self.path(word) for word in argv],
            "directory": self.work,
            "measured": [str(self._place)],
        }


def _free_user() -> tuple[int, socket.socket]:
    """A user id that no other box has, held for as long as the socket is open somewhere."""
    first, count = _FIRST_UID, _UID_COUNT
    ranges = [line.split() for line in Path("/proc/self/uid_map").read_text().splitlines()]
    if not any(int(start) <= first < int(start) + int(size) for start, _, size in ranges):
        start, _, size = max(ranges, key=lambda row: int(row[2]))
        first, count = int(start) + int(size) // 2, int(size) // 4
    for _ in range(1000):
        uid = first + random.SystemRandom().randrange(count)
        lock = socket.socket(socket.AF_UNIX)
        try:
            lock.bind(f"\0autograder-box-user-{uid}")
        except OSError:
            lock.close()
            continue
        return uid, lock
    raise MachineError("No free user id for a box: too many boxes run on this machine.")
