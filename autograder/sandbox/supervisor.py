"""The process beside a box: it starts the box, watches its limits, ends it and removes its files.

Each box has one, apart from the grader: it goes on while the grader is busy, and cleans up when
the grader is killed. When it is killed itself, bubblewrap's ``--die-with-parent`` ends the box.

It is run as ``python -I -S supervisor.py FD PLACE``. FD is a socket to the grader, PLACE the box's
temporary directory, which the grader may still have to make, and which is removed at the end. The
grader sends the job, one line of JSON (``Box._start`` and a layout's ``job`` make it), then lines:
"usage" is answered with {"usage": ...}; "clock" starts its wall time anew; "kill" or the end of
the connection ends the box. Once
nothing of the box is left, the supervisor sends {"ended": ...}, the last line.

It is started for each box, so it must start fast: neither site-packages nor the project are on its
path, and of the project it imports only the two modules beside it.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.sandbox.directories import remove, size_bytes
    from autograder.sandbox.measurement import Cgroup, ProcessSampler
else:  # as top-level modules: the package's own __init__ would import too much
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    from directories import remove, size_bytes
    from measurement import Cgroup, ProcessSampler

    del sys.path[0]

POLL_SECONDS = 0.1  # between two measurements of what the box uses
START_POLL_SECONDS = 0.02  # while the exchange is to be closed as soon as its sockets exist
STDERR_TAIL_BYTES = 8192  # of the box's standard error, kept to explain a failed start
MAX_FILES = 200_000  # in each writable directory: empty files use kernel memory
KILL_SECONDS = 30.0  # for the kernel to end all processes of a namespace
REAP_SECONDS = 5.0  # for a killed child to be reaped
PR_SET_CHILD_SUBREAPER = 36


class Supervisor:
    """One box from its start to its end; the two subclasses start and kill it.

    ``requests`` is what the grader has sent after the job.
    """

    def __init__(self, job: dict[str, Any], control: socket.socket, requests: bytes) -> None:
        self.job, self.control, self.requests = job, control, requests
        self.limits = job["limits"]
        self.stderr_tail = b""
        self.stderr_bytes = 0
        self.started = time.monotonic()
        self.child = 0  # process id of what was started: bubblewrap, or the program itself
        self.status: int | None = None
        self.peak_memory_bytes = 0
        self.sampler: ProcessSampler | None = None
        self.missing_sockets: list[str] = list(job["sockets"])
        self.cgroup = Cgroup(
            job["name"],
            int(self.limits["memory_bytes"]),
            int(self.limits["processes"]) + 2,  # bubblewrap has two processes of its own
        )

    # What the subclasses do in their own way

    info_fd = -1  # a further descriptor to poll; when it is readable, ``_find_init`` is called

    def _command(self) -> tuple[list[str], list[int]]:
        """The program to start with its arguments, and the descriptors that it inherits."""
        raise NotImplementedError

    def _sampled_root(self) -> int | None:
        """The process to measure with its descendants; None: the descendants of this one."""
        return self.child

    def _find_init(self) -> bool:
        """Read which process is process 1 of a sandbox; False when nothing more will come."""
        raise NotImplementedError

    def _disk_full(self) -> bool:
        """Whether a directory that the program writes to holds more than it may."""
        limit = int(self.limits["disk_bytes"])
        return any(size_bytes(path) > limit for path in self.job["measured"])

    def _kill(self) -> None:
        """Kill all processes of the box."""
        if self.child and self.status is None:
            with contextlib.suppress(OSError):
                os.kill(self.child, signal.SIGKILL)
            self._reap()

    # The box's life

    def run(self) -> None:
        """Start the box, watch it until it has ended, and report how it ended."""
        ended = "died"
        try:
            self._start()
            ended = self._watch()
        except Exception as error:
            self.stderr_tail += f"\n{type(error).__name__}: {error}".encode()
        usage = self._usage()
        self._kill()
        exceeded = self.cgroup.exceeded_limit()
        self.cgroup.remove()
        remove(sys.argv[2])
        report = {
            "ended": exceeded if ended == "died" and exceeded else ended,
            "status": self.status,
            "usage": usage,
            "stderr": self.stderr_tail[-STDERR_TAIL_BYTES:].decode(errors="replace"),
        }
        with contextlib.suppress(OSError):
            self.control.settimeout(5)
            self.control.sendall(json.dumps(report).encode() + b"\n")

    def _start(self) -> None:
        job = self.job
        self.stderr_fd, stderr = os.pipe()
        argv, inherited = self._command()
        self.child = os.fork()
        if self.child == 0:
            try:
                os.setsid()
                for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
                    signal.signal(number, signal.SIG_DFL)
                self.cgroup.join()
                self._set_rlimits()
                if not job["piped"]:
                    os.dup2(stderr, 1)
                os.dup2(stderr, 2)
                for fd in inherited:
                    os.set_inheritable(fd, True)
                if "directory" in job:
                    os.chdir(job["directory"])
                os.execve(argv[0], argv, job["environment"])
            except BaseException as error:
                os.write(2, f"{error}\n".encode())
            finally:
                os._exit(127)
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0)  # so that the box alone has the grader's pipes
        os.dup2(null, 1)
        for fd in (stderr, null, *inherited):
            os.close(fd)
        self.started = time.monotonic()
        if not (self.cgroup.memory and self.cgroup.pids and self.cgroup.cpu):
            self.sampler = ProcessSampler(job["path"])

    def _set_rlimits(self) -> None:
        cpu = int(self.limits["cpu_seconds"]) + 2  # so that the supervisor ends it, and knows why
        for which, value in (
            (resource.RLIMIT_CPU, cpu),
            (resource.RLIMIT_NOFILE, int(self.limits["open_files"])),
            (resource.RLIMIT_FSIZE, int(self.limits["file_bytes"])),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_MSGQUEUE, 0),
        ):
            hard = resource.getrlimit(which)[1]
            if hard != resource.RLIM_INFINITY:
                value = min(value, hard)
            resource.setrlimit(which, (value, value))

    def _watch(self) -> str:
        """Serve the grader and measure the box until it is to end; returns why it ends."""
        poll = select.poll()
        self.control.setblocking(False)
        os.set_blocking(self.stderr_fd, False)
        child_fd = os.pidfd_open(self.child)
        for fd in (self.control.fileno(), self.stderr_fd, child_fd, self.info_fd):
            if fd >= 0:
                poll.register(fd, select.POLLIN)
        grader = os.getppid()
        next_measurement = 0.0
        if self._answer(b""):
            return "killed"
        while True:
            seconds = START_POLL_SECONDS if self.missing_sockets else POLL_SECONDS
            for fd, _ in poll.poll(seconds * 1000):
                if fd == self.control.fileno():
                    try:
                        data = self.control.recv(65536)
                    except OSError:
                        data = b""
                    if not data or self._answer(data):
                        return "killed"
                elif fd == self.stderr_fd:
                    self._read_stderr(poll)
                elif fd != child_fd and not self._find_init():
                    poll.unregister(fd)
            if os.getppid() != grader:
                return "killed"
            pid, status = os.waitpid(self.child, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
                self._read_stderr(poll)
                return self._exceeded_limit() or "died"
            if self.missing_sockets:
                self._close_exchange()
            if time.monotonic() >= next_measurement:
                if exceeded := self._exceeded_limit():
                    return exceeded
                next_measurement = time.monotonic() + POLL_SECONDS

    def _answer(self, data: bytes) -> bool:
        """Answer the grader's whole lines so far; True when one of them ends the box."""
        *lines, self.requests = (self.requests + data).split(b"\n")
        for line in lines:
            if line == b"kill":
                return True
            if line == b"clock":
                self.started = time.monotonic()
                continue
            answer = json.dumps({"usage": self._usage()}).encode() + b"\n"
            with contextlib.suppress(OSError):
                self.control.send(answer)
        return False

    def _read_stderr(self, poll: select.poll) -> None:
        with contextlib.suppress(BlockingIOError):
            data = os.read(self.stderr_fd, 65536)
            if not data:
                with contextlib.suppress(KeyError):
                    poll.unregister(self.stderr_fd)
            self.stderr_bytes += len(data)
            self.stderr_tail = (self.stderr_tail + data)[-STDERR_TAIL_BYTES:]

    def _close_exchange(self) -> None:
        """Take the exchange from the box's user as soon as the kernel's sockets exist."""
        self.missing_sockets = [path for path in self.missing_sockets if not os.path.exists(path)]
        if not self.missing_sockets and self.job["uid"] is not None:
            exchange = self.job["exchange"]
            os.chown(exchange, 0, 0)
            os.chmod(exchange, 0o755)
            for entry in os.scandir(exchange):  # nobody can change the entries any more
                if entry.is_file(follow_symlinks=False):
                    os.chmod(entry.path, 0o644)

    def _usage(self) -> dict[str, float]:
        cgroup, sampler = self.cgroup, self.sampler
        memory = threads = 0
        cpu = 0.0
        if sampler is not None:
            sampler.sample(self._sampled_root(), int(self.limits["memory_bytes"]))
            memory, threads, cpu = sampler.memory_bytes, sampler.threads, sampler.cpu_seconds
        memory = cgroup.memory_bytes() if cgroup.memory else memory
        self.peak_memory_bytes = max(self.peak_memory_bytes, memory)
        return {
            "cpu_seconds": round(cgroup.cpu_seconds() if cgroup.cpu else cpu, 3),
            "peak_memory_bytes": self.peak_memory_bytes,
            "processes": cgroup.processes() if cgroup.pids else threads,
            "wall_seconds": round(time.monotonic() - self.started, 3),
        }

    def _exceeded_limit(self) -> str:
        """The limit that the box has exceeded, or ""."""
        usage, limits = self._usage(), self.limits
        if exceeded_limit := self.cgroup.exceeded_limit():
            return exceeded_limit
        sampled = self.sampler.memory_bytes if self.sampler and not self.cgroup.memory else 0
        exceeded_by_name = {
            "memory": sampled > limits["memory_bytes"],
            # A fork bomb whose forks fail (by RLIMIT_NPROC) stays just under the limit.
            "processes": usage["processes"] > 0.9 * limits["processes"],
            "cpu": usage["cpu_seconds"] > limits["cpu_seconds"],
            "wall": usage["wall_seconds"] > limits["wall_seconds"],
            "output": self.stderr_bytes > limits["output_bytes"],
            "disk": self._disk_full(),
        }
        return next((name for name, exceeded in exceeded_by_name.items() if exceeded), "")

    def _reap(self) -> None:
        deadline = time.monotonic() + REAP_SECONDS
        while self.child and self.status is None and time.monotonic() < deadline:
            pid, status = os.waitpid(self.child, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
            else:
                time.sleep(0.002)


class SandboxSupervisor(Supervisor):
    """A program in bubblewrap's namespaces, which end with their process 1."""

    init_fd = -1  # the process descriptor of process 1
    init_pid = 0  # process 1, as the host numbers it

    def _command(self) -> tuple[list[str], list[int]]:
        job = self.job
        self.info_fd, info = os.pipe()
        os.set_blocking(self.info_fd, False)
        self.info = b""
        inherited = [info]
        options = [*job["arguments"], "--info-fd", str(info)]
        if job["seccomp"]:
            inherited.append(_readable_fd(bytes.fromhex(job["seccomp"])))
            options += ["--seccomp", str(inherited[-1])]
        # Bubblewrap reads its options from a file: programs in the box can read its command line.
        inherited.append(_readable_fd(b"".join(os.fsencode(word) + b"\0" for word in options)))
        return [job["bwrap"], "--args", str(inherited[-1]), "--", *job["argv"]], inherited

    def _find_init(self) -> bool:
        if not self.child:
            return False
        data = b""
        with contextlib.suppress(BlockingIOError):
            data = os.read(self.info_fd, 4096)
        self.info += data
        if not self.init_pid:
            # Read at once, before the process can end and another get its number.
            with contextlib.suppress(ValueError, ProcessLookupError):
                self.init_pid = int(json.loads(self.info)["child-pid"])
                self.init_fd = os.pidfd_open(self.init_pid)
        return bool(data)

    def _disk_full(self) -> bool:
        limit = int(self.limits["disk_bytes"])
        for path in self.job["bounded"] if self.init_pid else ():
            with contextlib.suppress(OSError):
                mount = os.statvfs(f"/proc/{self.init_pid}/root{path}")
                # Until the box has mounted its own, this is the host's directory.
                if mount.f_blocks * mount.f_frsize > limit + 2**20:
                    continue
                if mount.f_bavail == 0 or mount.f_files - mount.f_ffree > MAX_FILES:
                    return True
        return super()._disk_full()

    def _kill(self) -> None:
        self._find_init()
        if self.init_fd >= 0:
            # When process 1 of a namespace is killed, the kernel kills the rest before it goes.
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.init_fd, signal.SIGKILL)
            select.select([self.init_fd], [], [], KILL_SECONDS)
            self._reap()
        super()._kill()


class HostSupervisor(Supervisor):
    """A program without a sandbox; this process becomes the parent of its orphans."""

    def _command(self) -> tuple[list[str], list[int]]:
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        return self.job["argv"], []

    def _sampled_root(self) -> int | None:
        return None

    def _kill(self) -> None:
        super()._kill()
        (self.sampler or ProcessSampler(self.job["path"])).kill_descendants()


def _readable_fd(content: bytes) -> int:
    """A descriptor to read ``content`` from."""
    path = os.path.join(sys.argv[2], "content")
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    os.unlink(path)
    os.write(fd, content)
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


def main() -> None:
    """Read the job and supervise its box."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # the box ends with the grader, not by a signal
    control = socket.socket(fileno=int(sys.argv[1]))
    control.set_inheritable(False)
    data = b""
    while b"\n" not in data:
        piece = control.recv(2**20)
        if not piece:
            remove(sys.argv[2])
            return
        data += piece
    line, _, requests = data.partition(b"\n")  # a request may have come together with the job
    job = json.loads(line)
    if job["lock"] >= 0:
        os.set_inheritable(job["lock"], False)
    supervisor = SandboxSupervisor if job["bwrap"] else HostSupervisor
    supervisor(job, control, requests).run()


if __name__ == "__main__":
    main()
