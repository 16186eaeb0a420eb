"""Measures what a box uses, by control groups or process by process.

The supervisor imports it as a top-level module, so it must import nothing of the project.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from typing import Any


def _read(path: str) -> str:
    with open(path, encoding="ascii", errors="replace") as file:
        return file.read()


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def _field(path: str, name: str) -> int:
    """The number after ``name`` in a file of "name number" lines; 0 if there is none."""
    with contextlib.suppress(OSError, ValueError):
        for line in _read(path).splitlines():
            key, _, value = line.partition(" ")
            if key == name:
                return int(value)
    return 0


class Cgroup:
    """The control groups made for one box, in version 1 or 2: ``memory``, ``pids`` and ``cpu``.

    Each is a directory, or "" where no such group can be made: ``ProcessSampler`` measures instead.
    """

    def __init__(self, name: str, memory: int, processes: int) -> None:
        self.memory = self.pids = self.cpu = ""
        self.unified = False  # cgroup v2: the three are one directory
        own_groups = dict(_own_cgroups())
        for kind in ("memory", "pids", "cpuacct"):
            if kind not in own_groups:
                continue
            path = os.path.join(own_groups[kind], name)
            with contextlib.suppress(OSError):
                os.mkdir(path)
                if not self._usable(path, kind, memory, processes):
                    os.rmdir(path)
                    continue
                setattr(self, "cpu" if kind == "cpuacct" else kind, path)
        if not self.directories and "" in own_groups:
            self._make_unified(own_groups[""], name, memory, processes)

    def _usable(self, path: str, kind: str, memory: int, processes: int) -> bool:
        try:
            if kind == "memory":
                _write(f"{path}/memory.limit_in_bytes", str(memory))
                with contextlib.suppress(OSError):  # no swap accounting
                    _write(f"{path}/memory.memsw.limit_in_bytes", str(memory))
            elif kind == "pids":
                _write(f"{path}/pids.max", str(processes))
        except OSError:
            return False
        return _can_join(path)

    def _make_unified(self, own_group: str, name: str, memory: int, processes: int) -> None:
        # Only the root group may have both processes and children with controllers, so a
        # sibling of our own group is the second choice.
        for parent in (own_group, os.path.dirname(own_group)):
            path = os.path.join(parent, name)
            try:
                os.mkdir(path)
            except OSError:
                continue
            controllers = ""
            with contextlib.suppress(OSError):
                controllers = _read(f"{path}/cgroup.controllers")
                if "memory" in controllers.split() and _can_join(path):
                    _write(f"{path}/memory.max", str(memory))
                    with contextlib.suppress(OSError):
                        _write(f"{path}/memory.swap.max", "0")
                    self.memory, self.unified = path, True
                    if "pids" in controllers.split():
                        _write(f"{path}/pids.max", str(processes))
                        self.pids = path
                    self.cpu = path  # cpu.stat is there without the controller
                    return
            with contextlib.suppress(OSError):
                os.rmdir(path)

    @property
    def directories(self) -> list[str]:
        """The control groups in use, each once."""
        return sorted({path for path in (self.memory, self.pids, self.cpu) if path})

    def join(self) -> None:
        """Move this process into the groups."""
        for path in self.directories:
            _write(f"{path}/cgroup.procs", "0")

    def memory_bytes(self) -> int:
        """Memory that the kernel can't take back: anonymous and shared, without the page cache."""
        path = f"{self.memory}/memory.stat"
        if self.unified:
            return _field(path, "anon") + _field(path, "shmem")
        # In v1 shared memory is part of the cache.
        return _field(path, "total_rss") + _field(path, "total_shmem")

    def exceeded_limit(self) -> str:
        """The limit for which the kernel killed or refused a process, a ``BoxEnding``, or ""."""
        name = "memory.events" if self.unified else "memory.oom_control"
        if self.memory and _field(f"{self.memory}/{name}", "oom_kill") > 0:
            return "memory"
        refused = self.pids and _field(f"{self.pids}/pids.events", "max") > 0
        return "processes" if refused else ""

    def processes(self) -> int:
        """How many processes the group holds now."""
        with contextlib.suppress(OSError, ValueError):
            return int(_read(f"{self.pids}/pids.current"))
        return 0

    def cpu_seconds(self) -> float:
        """CPU time of all processes of the group so far."""
        if self.unified:
            return _field(f"{self.cpu}/cpu.stat", "usage_usec") / 1e6
        with contextlib.suppress(OSError, ValueError):
            return int(_read(f"{self.cpu}/cpuacct.usage")) / 1e9
        return 0.0

    def remove(self) -> None:
        """Kill what is left in the groups and remove them."""
        for path in self.directories:
            for _ in range(500):
                with contextlib.suppress(OSError, ValueError):
                    for pid in _read(f"{path}/cgroup.procs").split():
                        os.kill(int(pid), signal.SIGKILL)
                with contextlib.suppress(OSError):
                    os.rmdir(path)
                if not os.path.isdir(path):
                    break
                time.sleep(0.01)


def _own_cgroups() -> Iterator[tuple[str, str]]:
    """(controller, directory of our own group); the controller of cgroup v2 is ""."""
    mounts: dict[str, tuple[str, str]] = {}
    with contextlib.suppress(OSError):
        for line in _read("/proc/self/mountinfo").splitlines():
            left, _, right = line.partition(" - ")
            kind, _, options = right.split(" ", 2)
            root, point = left.split(" ")[3:5]
            if kind == "cgroup2":
                mounts.setdefault("", (root, point))
            elif kind == "cgroup":
                for option in options.split(","):
                    mounts.setdefault(option, (root, point))
        for line in _read("/proc/self/cgroup").splitlines():
            _, controllers, path = line.split(":", 2)
            for controller in controllers.split(","):
                if controller in mounts:
                    root, point = mounts[controller]
                    inner = os.path.relpath(path, root)
                    yield controller, os.path.normpath(os.path.join(point, inner))


def _can_join(path: str) -> bool:
    pid = os.fork()
    if pid == 0:
        try:
            _write(f"{path}/cgroup.procs", "0")
            os._exit(0)
        except OSError:
            os._exit(1)
    return os.waitpid(pid, 0)[1] == 0


class ProcessSampler:
    """Measures the processes one by one, where no control group counts what they use.

    ``python_path`` is where psutil is found.
    """

    def __init__(self, python_path: list[str]) -> None:
        sys.path += python_path
        import psutil

        self.psutil = psutil
        self.own_cpu_seconds: dict[tuple[int, float], float] = {}  # by process id and start time
        self.cpu_seconds = 0.0
        self.memory_bytes = 0
        self.threads = 0
        self.next_sample = 0.0

    def sample(self, root: int | None, memory_limit: int) -> None:
        """Measure process ``root`` and its descendants; None: the descendants of this process."""
        if time.monotonic() < self.next_sample:
            return
        started = time.process_time()
        psutil = self.psutil
        living = memory = threads = 0.0
        processes = []
        with contextlib.suppress(psutil.Error):
            top = psutil.Process(root)
            processes = ([top] if root else []) + top.children(recursive=True)
        for process in processes:
            with contextlib.suppress(psutil.Error, OSError), process.oneshot():
                times = process.cpu_times()
                own_time = times.user + times.system
                self.own_cpu_seconds[process.pid, process.create_time()] = own_time
                living += own_time + times.children_user + times.children_system
                threads += process.num_threads()
                memory += process.memory_info().rss
        if memory > memory_limit:  # pages shared after a fork were counted more than once
            with contextlib.suppress(psutil.Error, OSError):
                memory = sum(_proportional_memory(process) for process in processes)
        # The first sum misses children that were never waited for, the second short-lived ones.
        cpu_seconds = max(living, sum(self.own_cpu_seconds.values()))
        self.cpu_seconds = max(self.cpu_seconds, cpu_seconds)
        self.memory_bytes, self.threads = int(memory), int(threads)
        # Measuring takes a twentieth of the time at most.
        self.next_sample = time.monotonic() + min(20 * (time.process_time() - started), 1.0)

    def kill_descendants(self) -> None:
        """Kill every descendant of this process, those that they start meanwhile included."""
        for _ in range(200):
            descendants = self.psutil.Process().children(recursive=True)
            for process in descendants:
                with contextlib.suppress(self.psutil.Error):
                    process.kill()
            with contextlib.suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
            if not descendants:
                return
            time.sleep(0.01)


def _proportional_memory(process: Any) -> int:
    """The process's share of its memory, a page shared by n processes counted as 1/n."""
    with contextlib.suppress(OSError, IndexError, ValueError):
        for line in _read(f"/proc/{process.pid}/smaps_rollup").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return int(process.memory_info().rss)
