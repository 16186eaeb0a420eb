"""``KernelBox`` and ``ProcessBox``: the grader's side of a box."""

from __future__ import annotations

import contextlib
import json
import logging
import math
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Self, TypedDict, Unpack

from autograder.sandbox import mounts
from autograder.sandbox.directories import remove
from autograder.sandbox.layout import HostLayout, SandboxLayout
from autograder.sandbox.limits import BoxEnding, Limits, Usage
from fmnist_lab.files import short_temporary_directory

logger = logging.getLogger(__name__)

_SUPERVISOR = Path(__file__).resolve().with_name("supervisor.py")
_ANSWER_SECONDS = 60.0  # longest wait for the supervisor, on a machine that is very busy
_MAX_PLACE_BYTES = 60  # the path of a Unix socket in the box's directory has 107 bytes at most

# The environment of every program in a box; a box's own variables are added to it.
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
    # A box has no network: what would try again for ten seconds and more ends at once.
    "PIP_NO_INDEX": "1",
    "PIP_RETRIES": "0",
    "PIP_NO_INPUT": "1",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "UV_OFFLINE": "1",
    "CONDA_OFFLINE": "true",
    "HF_HUB_OFFLINE": "1",
    "WANDB_MODE": "offline",
    # `%tensorboard` starts a server, which takes half a minute and can't be seen on a page.
    "TENSORBOARD_BINARY": "/bin/false",
    "GIT_TERMINAL_PROMPT": "0",
    "DEBIAN_FRONTEND": "noninteractive",
}

# The program of a kernel's box. The current directory leaves the path, so that a file beside the
# notebook can't stand in for one of the kernel's modules; IPython adds it again for the student's
# own imports.
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
# Keras's plot_model() raises no error for a missing Graphviz where this module is loaded, as in
# every notebook until IPython 9.
import IPython.core.magics.namespace
# quit() would end the kernel a tenth of a second later, in the middle of a check
ZMQInteractiveShell.ask_exit = lambda shell: None
launch_new_instance(argv=["-f", connection, "--HistoryManager.enabled=False"])
"""


class BoxOptions(TypedDict, total=False):
    """The arguments of every box; ``Box`` describes them."""

    read_only: Mapping[str, Path]
    python_path: Sequence[str]
    environment: Mapping[str, str]
    limits: Limits
    sandboxed: bool


class Box:
    """What both kinds of box share; a context manager that starts the box and kills it.

    Args:
        read_only: files and directories that the program may read, {path in the box: host path}.
        python_path: directories in the box where the program finds modules, before others.
        environment: variables added to those of every box; paths are paths in the box.
        limits: what the box may use.
        sandboxed: False runs the program on the host, with the limits but without isolation.

    A sandboxed box relies on ``require_sandbox()``, which the caller calls once before.
    """

    def __init__(
        self,
        *,
        read_only: Mapping[str, Path] | None = None,
        python_path: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
        limits: Limits | None = None,
        sandboxed: bool = True,
    ) -> None:
        self.python_path = list(python_path)
        self.environment = dict(environment or {})
        self.limits = limits or Limits()
        self.stderr_tail = ""  # the end of its standard error, once it has ended
        self.status: int | None = None  # exit status of the program, once it has ended
        self._ended: BoxEnding | None = None
        self._usage = Usage()
        self._supervisor: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._received = b""
        self._lock = threading.RLock()
        base = short_temporary_directory(_MAX_PLACE_BYTES)
        if os.pathsep in base:  # it ends a path in a list of paths
            base = "/tmp"
        self._place = Path(base, f"autograder-box-{secrets.token_hex(8)}")
        layout = SandboxLayout if sandboxed else HostLayout
        self._layout = layout(self._place, read_only or {})

    @property
    def ended(self) -> BoxEnding | None:
        """How the box ended, after which nothing of it is left; None while it runs."""
        with self._lock:
            self._receive(0.0)
            return self._ended

    def usage(self) -> Usage:
        """What the box has used so far; after its end, what it had used."""
        with self._lock:
            before = self._usage
            self._ask(b"usage\n", lambda: self._usage is not before)
            return self._usage

    def restart_clock(self) -> None:
        """Count the wall time from now on: until now the box has waited for its submission."""
        with self._lock:
            if self._control is not None and not self._ended:
                with contextlib.suppress(OSError):
                    self._control.sendall(b"clock\n")

    def wait(self, seconds: float = math.inf) -> BoxEnding | None:
        """Wait until the box has ended, at most ``seconds``; returns ``ended``."""
        deadline = time.monotonic() + seconds
        while not self.ended and time.monotonic() < deadline:
            time.sleep(0.005)
        return self.ended

    def kill(self) -> None:
        """End all processes of the box now; nothing of it is left when this returns."""
        with self._lock:
            if self._supervisor is None:
                return
            self._ask(b"kill\n", lambda: False)
            if self._control is not None:
                self._control.close()
                self._control = None
            try:
                self._supervisor.wait(_ANSWER_SECONDS)
            except subprocess.TimeoutExpired:
                self._supervisor.kill()
                self._supervisor.wait()
            self._ended = self._ended or BoxEnding.KILLED
            if self._place.exists():  # the supervisor was killed and could not remove it
                remove(str(self._place))
            for pipe in (self._supervisor.stdin, self._supervisor.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()

    def _ask(self, line: bytes, is_answered: Callable[[], bool]) -> None:
        """Send the supervisor a line, then wait for the answer or for the end of the box."""
        if self._ended or self._control is None:
            return
        with contextlib.suppress(OSError):
            self._control.sendall(line)
        deadline = time.monotonic() + _ANSWER_SECONDS
        while not self._ended and not is_answered() and time.monotonic() < deadline:
            self._receive(0.1)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Start the program, once, without waiting for it; a failure inside shows in ``ended``."""
        raise NotImplementedError

    def _start(
        self,
        argv: Sequence[str],
        *,
        piped: bool = False,
        exchange_files: Mapping[str, bytes] | None = None,
        sockets: Sequence[str] = (),
    ) -> subprocess.Popen[bytes]:
        """Start the supervisor, which starts ``argv``; returns the supervisor.

        Args:
            argv: the program and its arguments; paths are paths in the box.
            piped: whether the supervisor's standard input and output become those of ``argv``.
            exchange_files: what the exchange holds at first; None for a box without an exchange.
            sockets: names in the exchange; it is closed to the box as soon as all of them exist.
        """
        if self._supervisor is not None:
            raise ValueError("a box is started once; make a new one")
        uid, user_lock = self._layout.reserve_user()
        ours, theirs = socket.socketpair()
        try:
            lock_fd = user_lock.fileno() if user_lock else -1
            self._supervisor = subprocess.Popen(
                [
                    os.path.realpath(sys.executable),
                    *("-I", "-S", str(_SUPERVISOR)),
                    *(str(theirs.fileno()), str(self._place)),
                ],
                stdin=subprocess.PIPE if piped else subprocess.DEVNULL,
                stdout=subprocess.PIPE if piped else subprocess.DEVNULL,
                pass_fds=[fd for fd in (theirs.fileno(), lock_fd) if fd >= 0],
                env={},
                cwd="/",
                start_new_session=True,
            )
            self._control = ours
            self._make_place(exchange_files or {}, uid)
            exchange = self._place / "exchange"
            job = {
                "name": self._place.name,
                "limits": asdict(self.limits),
                "piped": piped,
                "lock": lock_fd,
                "uid": uid,
                "exchange": str(exchange),
                "sockets": [str(exchange / name) for name in sockets],
                "path": sys.path,
                "environment": self._variables(),
                **self._layout.job(argv, self.limits, uid, exchange_files is not None),
            }
            ours.sendall(json.dumps(job).encode() + b"\n")
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
            if user_lock:
                user_lock.close()
        logger.info(
            "%s started: %s, supervisor %d, user %d",
            self._place.name,
            type(self).__name__,
            self._supervisor.pid,
            os.geteuid() if uid is None else uid,
        )
        return self._supervisor

    def _make_place(self, exchange_files: Mapping[str, bytes], uid: int | None) -> None:
        """Make the box's directory on the host, closed to others; inside, its user may write."""
        self._place.mkdir(mode=0o700)
        exchange = self._place / "exchange"
        exchange.mkdir()
        for name, content in exchange_files.items():
            (exchange / name).write_bytes(content)
            (exchange / name).chmod(0o666)
        exchange.chmod(0o755)
        if uid is not None:
            os.chown(exchange, uid, uid)
        self._layout.prepare(uid)

    def _variables(self) -> dict[str, str]:
        programs = [f"{sys.prefix}/bin", f"{sys.base_prefix}/bin"]
        path = os.pathsep.join([*programs, "/usr/local/bin", "/usr/bin", "/bin"])
        search = [*self.python_path, *mounts.user_packages()]
        variables = {**_ENVIRONMENT, "PATH": path, "HOME": self._layout.work}
        variables["PYTHONPATH"] = os.pathsep.join(self._layout.path(entry) for entry in search)
        variables.update(self.environment)
        return {name: self._layout.path(value) for name, value in variables.items()}

    def _receive(self, seconds: float) -> None:
        """Read what the supervisor reports, waiting at most ``seconds`` for something."""
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
            report = json.loads(line)
            self._usage = Usage(**report["usage"])
            if "ended" in report:
                self.stderr_tail, self.status = report["stderr"], report["status"]
                self._ended = BoxEnding(report["ended"])
        if not data and not self._ended:  # the supervisor was killed, and the box with it
            self._ended = BoxEnding.DIED
        if self._ended:
            reasons = {BoxEnding.DIED: "by itself", BoxEnding.KILLED: "by the grader"}
            logger.info(
                "%s ended %s after %.2f s of CPU time, %.1f s in all, %.0f MiB at most",
                self._place.name,
                reasons.get(self._ended, f"at its limit ({self._ended})"),
                self._usage.cpu_seconds,
                self._usage.wall_seconds,
                self._usage.peak_memory_bytes / 2**20,
            )


class ProcessBox(Box):
    """Any program in a box, talking over its standard input and output as bytes.

    ``argv[0]`` is a path in the box; the interpreter is at ``sys.executable`` there too. The other
    arguments are those of ``Box``.
    """

    stdin: IO[bytes]
    stdout: IO[bytes]

    def __init__(self, argv: Sequence[str], **options: Unpack[BoxOptions]) -> None:
        super().__init__(**options)
        self.argv = list(argv)

    def start(self) -> None:
        """Start the program, once; ``stdin`` and ``stdout`` are its pipes from then on."""
        supervisor = self._start(self.argv, piped=True)
        assert supervisor.stdin and supervisor.stdout
        self.stdin, self.stdout = supervisor.stdin, supervisor.stdout


class KernelBox(Box):
    """A Jupyter kernel in a box, reached over Unix sockets in the directory ``exchange``.

    ``startup`` is a Python file, as a path in the box, that runs in the kernel's process before the
    kernel does, and so before any code of a student. Other sockets in the exchange are to be made
    by then, or by the grader: where the grader is root, the box can't write there any more once the
    kernel's own sockets exist. A socket that the grader makes needs mode 0666 for the box to
    connect. The other arguments are those of ``Box``.
    """

    exchange_inside: str = mounts.EXCHANGE  # its path in the box

    def __init__(self, *, startup: str = "", **options: Unpack[BoxOptions]) -> None:
        super().__init__(**options)
        self.startup = startup
        self.exchange = self._place / "exchange"
        self.exchange_inside = self._layout.exchange
        self.work_inside = self._layout.work
        ports = {name: n for n, name in enumerate(("shell", "iopub", "stdin", "control", "hb"), 1)}
        # As in a connection file of Jupyter's, with the grader's paths.
        self.connection: dict[str, Any] = {
            "transport": "ipc",
            "ip": str(self.exchange / "kernel"),
            "key": secrets.token_hex(32),
            "signature_scheme": "hmac-sha256",
            "kernel_name": "python3",
            **{f"{name}_port": number for name, number in ports.items()},
        }
        self._sockets = [f"kernel-{number}" for number in ports.values()]

    def start(self) -> None:
        """Start the kernel, once; it answers some tenths of a second later."""
        inside = {**self.connection, "ip": f"{self.exchange_inside}/kernel"}
        self._start(
            [sys.executable, "-c", _KERNEL, self.startup, f"{self.exchange_inside}/kernel.json"],
            exchange_files={"kernel.json": json.dumps(inside).encode()},
            sockets=self._sockets,
        )
