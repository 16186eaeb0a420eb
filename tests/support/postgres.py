"""A PostgreSQL server of the tests' own: Debian's, with its files in a temporary directory."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

USER, PASSWORD, DATABASE = "course", "p@ss:word", "gradebook"
SECONDS = 60  # to start and to stop, on a busy machine


def _programs() -> Path:
    """Where initdb and postgres are. A test with a server is never left out silently."""
    on_path = shutil.which("postgres")
    found = [*Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    if on_path:
        found.append(Path(on_path))
    if not found:
        pytest.fail("PostgreSQL is missing: run `make postgres`, which installs what it can.")
    return max(found, key=lambda path: path.stat().st_mtime).resolve().parent


class Server:
    """One server with one empty database, reachable by a Unix socket alone."""

    def __init__(self) -> None:
        self.programs = _programs()
        # Not below pytest's own directory, which another user can't enter; and a socket's path
        # must be short.
        self.place = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        # The server refuses to run as root.
        self.user: dict[str, Any] = {"user": "postgres", "group": "postgres", "extra_groups": []}
        if os.getuid():
            self.user = {}
        else:
            shutil.chown(self.place, "postgres", "postgres")
        word = self.place / "word"
        word.write_text(PASSWORD)
        word.chmod(0o644)
        self._run(
            "initdb",
            *("-D", str(self.place / "data"), "-U", USER, "--pwfile", str(word)),
            *("-A", "scram-sha-256", "--no-sync", "-E", "UTF8", "--no-locale"),
        )
        self.start()
        self._run("createdb", "-h", str(self.place), "-U", USER, DATABASE)

    def _run(self, program: str, *arguments: str) -> str:
        done = subprocess.run(
            [str(self.programs / program), *arguments],
            cwd=self.place,
            env={"PATH": os.environ["PATH"], "PGPASSWORD": PASSWORD, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            **self.user,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.process = subprocess.Popen(
            [
                *(str(self.programs / "postgres"), "-D", str(self.place / "data")),
                *("-k", str(self.place), "-c", "listen_addresses=", "-c", "fsync=off"),
            ],
            cwd=self.place,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self.user,
        )
        deadline = time.monotonic() + SECONDS
        ready = [str(self.programs / "pg_isready"), "-q", "-h", str(self.place)]
        while subprocess.run(ready, check=False).returncode:
            assert self.process.poll() is None and time.monotonic() < deadline
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop it as an administrator would who can't wait: sessions are cut off."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=SECONDS)

    def query(self, sql: str) -> str:
        """What psql prints for a query, bare."""
        return self._run(
            "psql", "-h", str(self.place), "-U", USER, "-d", DATABASE, "-Atc", sql
        ).strip()

    def url(self, password: str = PASSWORD, database: str = DATABASE) -> str:
        """What ``CourseDirectory.db_url`` wants."""
        where = quote(str(self.place), safe="")
        return f"postgresql+psycopg://{USER}:{quote(password, safe='')}@/{database}?host={where}"

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.place, ignore_errors=True)
