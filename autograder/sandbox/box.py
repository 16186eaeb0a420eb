"""``KernelBox`` and ``ProcessBox``: the grader's side of a box."""

from __future__ import annotations

import contextlib
import json
import os
import random
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from autograder.sandbox import mounts, seccomp
from autograder.sandbox.limits import Limits, Usage
from autograder.sandbox.proof import find_bubblewrap, require_sandbox
from autograder.sandbox.supervisor import remove
from fmnist_lab.errors import MachineError

if TYPE_CHECKING:
    from io import BufferedReader, BufferedWriter

    from jupyter_client import BlockingKernelClient

    from autograder.sandbox.connection import BoxedKernelManager

_HERE = Path(__file__).resolve().parent
_ANSWER_SECONDS = 60.0  # longest wait for the supervisor, on a machine that is very busy
_LONGEST_PLACE = 60  # a Unix socket's path has 107 bytes at most
_FIRST_UID = 0x70000000  # systemd's table of user ids gives this range to nobody

# What every program in a box is told of its world; a box's own variables come after.
_ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "USER": "student",
    "LOGNAME": "student",
    "SHELL": "/bin/sh",
    "TMPDIR": "/tmp",
    "IPYTHONDIR": "/tmp/ipython",
    "JUPYTER_CONFIG_DIR": "/tmp/jupyter",
    "JUPYTER_DATA_DIR": "/tmp/jupyter",
    "JUPYTER_RUNTIME_DIR": "/tmp/jupyter",
    "XDG_CACHE_HOME": "/tmp/cache",
    "MPLCONFIGDIR": mounts.MATPLOTLIB,
    "KERAS_HOME": "/tmp/keras",
    "KERAS_BACKEND": "tensorflow",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "LOKY_MAX_CPU_COUNT": "1",
    "CUDA_VISIBLE_DEVICES": "",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONNOUSERSITE": "1",
    "PYTHONUTF8": "1",
    "PYTHONHASHSEED": "0",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}

# Files beside the notebook can't stand in for the kernel's modules; IPython adds them to the
# path for the student's own imports.
_KERNEL = """
import sys
startup, connection = sys.argv[1:]
sys.argv[1:] = []
sys.path[:] = [entry for entry in sys.path if entry]
if startup:
    with open(startup, "rb") as file:
        exec(compile(file.read(), startup, "exec"), {"__name__": "startup", "__file__": startup})
from ipykernel.kernelapp import launch_new_instance
from ipykernel.zmqshell import ZMQInteractiveShell
# quit() would end the kernel a tenth of a second later, in the middle of a check
ZMQInteractiveShell.ask_exit = lambda shell: None
launch_new_instance(argv=["-f", connection, "--HistoryManager.enabled=False"])
"""


class Box:
    """What both kinds of box share; a context manager. ``start`` comes back at once."""

    work_inside: str = mounts.WORK

    def __init__(
        self,
        *,
        read_only: Mapping[str, Path],
        python_path: Sequence[str],
        environment: Mapping[str, str],
        limits: Limits,
        sandboxed: bool,
        prove: bool,
    ) -> None:
        self.read_only = dict(read_only)
        self.python_path = list(python_path)
        self.environment = dict(environment)
        self.limits = limits
        self.sandboxed = sandboxed
        self.said = ""  # the last of its standard error, once it has ended
        self.status: int | None = None  # exit status of the program, once it has ended
        self._prove = prove
        self._ended = ""
        self._usage = Usage()
        self._supervisor: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._received = b""
        self._lock = threading.RLock()
        base = tempfile.gettempdir()
        if len(base) > _LONGEST_PLACE:
            base = "/tmp"
        self._place = Path(base, f"autograder-box-{secrets.token_hex(8)}")

    @property
    def ended(self) -> str:
        """ "" while the box runs; else why it ended, and then nothing of it is left.

        "memory", "processes", "cpu", "wall", "disk", "output": the bound that was reached;
        "died": the program ended by itself; "killed", or the word given to ``kill``.
        """
        with self._lock:
            self._receive(0.0)
            return self._ended

    def usage(self) -> Usage:
        """What the box has used so far; after its end, what it had used."""
        with self._lock:
            if not self._ended and self._control is not None:
                before = self._usage
                with contextlib.suppress(OSError):
                    self._control.sendall(b"usage\n")
                until = time.monotonic() + _ANSWER_SECONDS
                while self._usage is before and not self._ended and time.monotonic() < until:
                    self._receive(0.1)
            return self._usage

    def wait(self, seconds: float | None = None) -> str:
        """Wait until the box has ended, at most ``seconds``; gives ``ended``."""
        until = None if seconds is None else time.monotonic() + seconds
        while not self.ended and (until is None or time.monotonic() < until):
            time.sleep(0.005)
        return self.ended

    def kill(self, reason: str = "killed") -> None:
        """End all of it now; comes back when nothing is left. ``reason`` becomes ``ended``."""
        with self._lock:
            if self._supervisor is None:
                return
            if not self._ended and self._control is not None:
                with contextlib.suppress(OSError):
                    self._control.sendall(f"kill {reason}\n".encode())
                until = time.monotonic() + _ANSWER_SECONDS
                while not self._ended and time.monotonic() < until:
                    self._receive(0.1)
            if self._control is not None:
                self._control.close()
                self._control = None
            try:
                self._supervisor.wait(_ANSWER_SECONDS)
            except subprocess.TimeoutExpired:
                self._supervisor.kill()
                self._supervisor.wait()
            self._ended = self._ended or reason
            if self._place.exists():  # its supervisor was killed
                remove(str(self._place))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    def start(self) -> None:
        """Start the program. Raises SandboxUnavailable; a failure inside shows in ``ended``."""
        raise NotImplementedError

    def _start(
        self,
        argv: list[str],
        *,
        files: Mapping[str, bytes],
        pipes: tuple[int, int] = (-1, -1),
        exchange: Mapping[str, bytes] | None = None,
        sockets: Sequence[str] = (),
    ) -> None:
        """``exchange`` holds the files to begin with; None for a box that has no exchange."""
        if self._supervisor is not None:
            raise ValueError("a box is started once; make a new one")
        if self.sandboxed and self._prove:
            require_sandbox()
        as_root = self.sandboxed and os.geteuid() == 0
        uid, lock = _free_user() if as_root else (None, None)
        ours, theirs = socket.socketpair()
        try:
            given = [theirs.fileno(), *(fd for fd in pipes if fd >= 0)]
            given += [lock.fileno()] if lock else []
            self._supervisor = subprocess.Popen(
                [
                    os.path.realpath(sys.executable),
                    *("-I", "-S", str(_HERE / "supervisor.py")),
                    *(str(theirs.fileno()), str(self._place)),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=given,
                env={},
                cwd="/",
                start_new_session=True,
            )
            self._control = ours
            self._make_place(files, exchange, uid)
            job = self._job(argv, pipes, exchange, sockets, uid)
            job["lock"] = lock.fileno() if lock else -1
            ours.sendall(json.dumps(job).encode() + b"\n")
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
            if lock:
                lock.close()

    def _make_place(
        self, files: Mapping[str, bytes], exchange: Mapping[str, bytes] | None, uid: int | None
    ) -> None:
        """The box's directory on the host: closed to others, open to the box's user inside."""
        place = self._place
        place.mkdir(mode=0o700)
        work = place / ("files" if self.sandboxed else "work")
        for name in ("staged", "exchange", "files", "work", "tmp"):
            (place / name).mkdir()
        for name, content in files.items():
            path = work / name
            if not path.resolve().is_relative_to(work.resolve()):
                raise ValueError(f"{name!r} would be outside the work directory")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for path in work.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        work.chmod(0o755)
        for name, content in (exchange or {}).items():
            (place / "exchange" / name).write_bytes(content)
            (place / "exchange" / name).chmod(0o666)
        (place / "exchange").chmod(0o755)
        if uid is not None:
            os.chown(place / "exchange", uid, uid)
        if self.sandboxed:
            mounts.write_staged(place / "staged", 1000 if uid is None else uid)
        else:
            for inside, host in self.read_only.items():
                link = place / "root" / inside.strip("/")
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(Path(host).resolve())

    def _job(
        self,
        argv: list[str],
        pipes: tuple[int, int],
        exchange: Mapping[str, bytes] | None,
        sockets: Sequence[str],
        uid: int | None,
    ) -> dict[str, Any]:
        place = self._place
        job: dict[str, Any] = {
            "boxed": self.sandboxed,
            "name": place.name,
            "limits": asdict(self.limits),
            "stdin": pipes[0],
            "stdout": pipes[1],
            "uid": uid,
            "exchange": str(place / "exchange"),
            "sockets": [str(place / "exchange" / name) for name in sockets],
            "path": sys.path,
            "environment": self._variables(),
        }
        if not self.sandboxed:
            return {
                **job,
                "argv": [self._outside(word) for word in argv],
                "directory": str(place / "work"),
                "bounded": [],
                "measured": [str(place)],
            }
        launch = {
            "copies": [[mounts.FILES, mounts.WORK], [mounts.FONTS, mounts.MATPLOTLIB]],
            "work": mounts.WORK,
            "uid": uid,
            "processes": self.limits.processes,
            "argv": argv,
        }
        python = os.path.realpath(sys.executable)
        return {
            **job,
            "bwrap": find_bubblewrap(),
            "arguments": mounts.arguments(
                place=place,
                launcher=_HERE / "box_init.py",
                read_only={inside: str(host) for inside, host in self.read_only.items()},
                disk_bytes=self.limits.disk_bytes,
                as_root=uid is not None,
                exchange=exchange is not None,
            ),
            "seccomp": seccomp.program().hex(),
            "argv": [python, "-I", "-S", mounts.LAUNCHER, json.dumps(launch)],
            "bounded": [mounts.WORK, "/tmp", "/dev/shm"],
            # As root the exchange is closed to the box before a student's code runs.
            "measured": [str(place / "exchange")] if uid is None else [],
        }

    def _variables(self) -> dict[str, str]:
        programs = [f"{sys.prefix}/bin", f"{sys.base_prefix}/bin"]
        path = os.pathsep.join([*programs, "/usr/local/bin", "/usr/bin", "/bin"])
        search = [*self.python_path, *mounts.user_packages()]
        variables = {**_ENVIRONMENT, "PATH": path, "HOME": self.work_inside}
        variables["PYTHONPATH"] = os.pathsep.join(self._outside(entry) for entry in search)
        variables.update(self.environment)
        if self.sandboxed:
            return variables
        return {name: self._outside(value) for name, value in variables.items()}

    def _outside(self, word: str) -> str:
        """A path in the box as the host's path, where there is no box."""
        place = self._place
        if self.sandboxed or not word.startswith("/") or word.startswith(f"{place}/"):
            return word
        if mounts.is_of_python(word):  # where it is, also below /tmp
            return word
        for inside, host in (
            (mounts.WORK, place / "work"),
            (mounts.EXCHANGE, place / "exchange"),
            ("/tmp", place / "tmp"),
        ):
            if word == inside or word.startswith(f"{inside}/"):
                return f"{host}{word.removeprefix(inside)}"
        linked = place / "root" / word.strip("/")
        return str(linked) if os.path.lexists(linked) else word

    def _receive(self, seconds: float) -> None:
        """Take in what the supervisor said, waiting at most ``seconds`` for something."""
        if self._control is None or self._ended:
            return
        self._control.settimeout(seconds)
        try:
            data = self._control.recv(65536)
        except (BlockingIOError, TimeoutError):
            return
        except OSError:
            data = b""
        self._received += data
        *lines, self._received = self._received.split(b"\n")
        for line in lines:
            answer = json.loads(line)
            self._usage = Usage(**answer["usage"])
            if "ended" in answer:
                self.said, self.status = answer["said"], answer["status"]
                self._ended = answer["ended"]
        if not data and not self._ended:  # the supervisor was killed, and the box with it
            self._ended = "died"


def _free_user() -> tuple[int, socket.socket]:
    """A user id that no other box has, held as long as the socket is open somewhere.

    Each box counts its own processes then, and can't signal another's.
    """
    first, count = _FIRST_UID, 2**24
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


class ProcessBox(Box):
    """Any program in a box, talking over its standard input and output as bytes.

    Its standard error is kept for ``said``, the last of it. ``argv[0]`` is a path in the box;
    the interpreter is at ``sys.executable`` there too.
    """

    stdin: BufferedWriter
    stdout: BufferedReader

    def __init__(
        self,
        argv: Sequence[str],
        *,
        read_only: Mapping[str, Path] | None = None,
        python_path: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
        limits: Limits | None = None,
        sandboxed: bool = True,
        prove: bool = True,
    ) -> None:
        super().__init__(
            read_only=read_only or {},
            python_path=python_path,
            environment=environment or {},
            limits=limits or Limits(),
            sandboxed=sandboxed,
            prove=prove,
        )
        self.argv = list(argv)

    def start(self) -> None:
        """Start the program, once."""
        theirs_in, ours_in = os.pipe()
        ours_out, theirs_out = os.pipe()
        try:
            self._start(self.argv, files={}, pipes=(theirs_in, theirs_out))
        except BaseException:
            os.close(ours_in)
            os.close(ours_out)
            raise
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        self.stdin = os.fdopen(ours_in, "wb")
        self.stdout = os.fdopen(ours_out, "rb")

    def kill(self, reason: str = "killed") -> None:
        """End it; the pipes are closed."""
        super().kill(reason)
        for name in ("stdin", "stdout"):
            if hasattr(self, name):
                with contextlib.suppress(OSError):
                    getattr(self, name).close()


class KernelBox(Box):
    """A Jupyter kernel in a box, on ipc transport.

    ``files`` are put into the work directory, where the kernel starts. ``startup`` is a Python
    file, as a path in the box, run in the kernel's process before the kernel: no code of a
    student has run by then. Sockets in ``exchange`` are to be made by then, or from outside:
    where we are root, the box can't write there once the kernel's own sockets exist. A socket
    made from outside needs mode 0666 for the box to connect.
    """

    exchange_inside: str = mounts.EXCHANGE
    kernel_manager: BoxedKernelManager

    def __init__(
        self,
        *,
        files: Mapping[str, bytes] | None = None,
        read_only: Mapping[str, Path] | None = None,
        python_path: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
        limits: Limits | None = None,
        startup: str = "",
        sandboxed: bool = True,
    ) -> None:
        super().__init__(
            read_only=read_only or {},
            python_path=python_path,
            environment=environment or {},
            limits=limits or Limits(),
            sandboxed=sandboxed,
            prove=True,
        )
        self.files = dict(files or {})
        self.startup = startup
        self.exchange = self._place / "exchange"
        if not sandboxed:
            self.exchange_inside = str(self.exchange)
            self.work_inside = str(self._place / "work")

    def start(self) -> None:
        """Start the kernel, once; it answers some tenths of a second later."""
        from autograder.sandbox.connection import BoxedKernelManager

        ports = ("shell", "iopub", "stdin", "control", "hb")
        connection: dict[str, Any] = {
            "transport": "ipc",
            "key": secrets.token_hex(32),
            "signature_scheme": "hmac-sha256",
            "kernel_name": "python3",
            **{f"{name}_port": number for number, name in enumerate(ports, 1)},
        }
        inside = {**connection, "ip": f"{self.exchange_inside}/kernel"}
        argv = [sys.executable, "-c", _KERNEL, self._outside(self.startup)]
        argv.append(f"{self.exchange_inside}/kernel.json")
        self._start(
            argv,
            files=self.files,
            exchange={"kernel.json": json.dumps(inside).encode()},
            sockets=[f"kernel-{number}" for number in range(1, len(ports) + 1)],
        )
        outside = {"ip": str(self.exchange / "kernel"), "key": connection["key"].encode()}
        self._connection: Any = {**connection, **outside}
        self.kernel_manager = BoxedKernelManager.of(self, self._connection)

    def client(self) -> BlockingKernelClient:
        """A new client; call ``start_channels`` and ``wait_for_ready``, at last ``stop_channels``.

        Unlike the manager's it may be used without an event loop.
        """
        from jupyter_client import BlockingKernelClient

        client = BlockingKernelClient()
        client.load_connection_info(self._connection)
        # A kernel on a busy machine takes longer than a second to start; `ended` tells of death.
        client.hb_channel.time_to_dead = _ANSWER_SECONDS
        return client

    def kill(self, reason: str = "killed") -> None:
        """End it; the manager's sockets are closed."""
        with self._lock:
            super().kill(reason)
            if hasattr(self, "kernel_manager"):
                self.kernel_manager.close()
