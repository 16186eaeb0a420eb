"""The bridge: what crosses comes out as it was, and forged bytes are refused, not believed."""

from __future__ import annotations

import contextlib
import io
import json
import os
import socket
import struct
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.bridge import protocol
from autograder.bridge.client import MAX_EXCEPTION_TEXT, BoxConnection, BoxLostError, Bridge
from autograder.checks import CheckFailedError, Function, Network, small_cnn
from autograder.checks.values import same
from autograder.networks import UnsupportedNetworkError
from autograder.networks.architecture import check_architecture


def unpack(frame: bytes, special: Any = None) -> Any:
    text, rest = protocol.head(frame[: protocol.HEAD.size])
    body = frame[protocol.HEAD.size :]
    assert len(body) == text + rest
    return protocol.unpack(body, text, special)


def frame(text: bytes, rest: bytes = b"") -> bytes:
    return protocol.HEAD.pack(protocol.MAGIC, len(text), len(rest)) + text + rest


def npy(header: str, data: bytes = b"", version: int = 1) -> bytes:
    coded = header.encode()
    length = struct.pack("<H" if version == 1 else "<I", len(coded))
    return b"\x93NUMPY" + bytes([version, 0]) + length + coded + data


class TestRoundTrip:
    @pytest.mark.parametrize(
        "value",
        [
            None,
            True,
            3,
            -(2**70),
            1.5,
            float("inf"),
            "grün \x00 \u2028",
            2 + 1j,
            [],
            (),
            [1, [2.0, ("a", None)]],
            {"a": [1], 2: {"b": ()}, None: 3.5},
            {"$": "tuple", "v": [1]},
        ],
    )
    def test_plain_values(self, value: Any) -> None:
        assert same(unpack(protocol.pack(value)), value)

    def test_nan_stays_nan(self) -> None:
        assert np.isnan(unpack(protocol.pack(float("nan"))))

    def test_an_int_beyond_every_float_is_infinite(self) -> None:
        assert unpack(protocol.pack([10**5000, -(10**5000)])) == [float("inf"), float("-inf")]

    @pytest.mark.parametrize(
        "array",
        [
            np.arange(6).reshape(2, 3),
            np.asfortranarray(np.arange(6.0).reshape(2, 3)),
            np.arange(5, dtype=">i4"),
            np.array(3.5),
            np.zeros((0, 28, 28, 1), np.float32),
            np.array([True, False]),
            np.array(["ab", "ä"]),
            np.array([b"ab", b"c"]),
            np.array([1 + 2j]),
            np.array([np.nan, np.inf], np.float16),
        ],
    )
    def test_arrays(self, array: np.ndarray) -> None:
        found = unpack(protocol.pack({"x": array}))["x"]
        assert same(found, array)
        found[...] = found  # writable, and nobody else's

    def test_a_generator_goes_on_where_it_stood(self) -> None:
        rng = np.random.default_rng(5)
        rng.random(3)
        found = unpack(
            protocol.pack(rng), lambda kind, fields, reader: protocol.generator(fields, reader)
        )
        assert found.random() == rng.random()

    def test_a_network(self) -> None:
        network = small_cnn(3)
        written = protocol.pack(
            network, lambda value, writer: protocol.write_network(value, writer, 7)
        )
        handles = []

        def read(kind: str, fields: Any, reader: protocol.Reader) -> Network:
            handles.append(fields["handle"])
            return Network(**protocol.read_network(fields, reader))

        found = unpack(written, read)
        assert same(found, network)
        assert handles == [7]

    @pytest.mark.parametrize(
        "fitted",
        [None, {"history": {"loss": [0.5, float("inf")], "accuracy": [0.8, 0.9]}, "steps": 375}],
    )
    def test_the_curves_of_a_network_s_last_fit(self, fitted: Any) -> None:
        network = replace(small_cnn(3), fitted=fitted)
        written = protocol.pack(network, protocol.write_network)
        found = unpack(written, lambda kind, fields, reader: protocol.read_network(fields, reader))
        assert found["fitted"] == fitted

    @pytest.mark.parametrize(
        "fitted",
        [
            3,
            [],
            {"history": {"loss": [0.5]}},
            {"history": {"loss": ["0.5"]}, "steps": 3},
            {"history": {"loss": 0.5}, "steps": 3},
            {"history": [], "steps": 3},
        ],
    )
    def test_curves_of_another_form_are_refused(self, fitted: Any) -> None:
        network = replace(small_cnn(3), fitted=fitted)
        written = protocol.pack(network, protocol.write_network)
        with pytest.raises(protocol.ProtocolError, match="how a network was fitted"):
            unpack(written, lambda kind, fields, reader: protocol.read_network(fields, reader))

    def test_what_has_no_form_is_not_sent(self) -> None:
        with pytest.raises(TypeError, match="can't be sent"):
            protocol.pack([object()])


class TestForgedFrames:
    @pytest.mark.parametrize(
        "start",
        [
            b"HTTP/1.1 200 OK\r",
            protocol.HEAD.pack(b"FMB1", protocol.MAX_JSON_BYTES + 1, 0),
            protocol.HEAD.pack(b"FMB1", 10, 2**62),
        ],
    )
    def test_a_head_that_is_none(self, start: bytes) -> None:
        with pytest.raises(protocol.ProtocolError):
            protocol.head(start)

    @pytest.mark.parametrize(
        "text",
        [
            b"",
            b"\xff\xfe",
            b"[[], 1",
            b"[" * 100_000 + b"]" * 100_000,
            b"[[], " + b"[" * 500 + b"]" * 500 + b"]",
            b"[[]]",
            b"{}",
            b'[[], {"$": "pickle", "v": "cos"}]',
            b'[[], {"a": 1}]',
            b'[[], {"$": "tuple"}]',
            b'[[], {"$": "dict", "v": [[[], 1]]}]',
            b'[[], {"$": "dict", "v": [1]}]',
            b'[[], {"$": "complex", "v": ["1", 2]}]',
            b'[[], {"$": "array", "i": 0}]',
            b'[[], {"$": "array", "i": true}]',
            b'[[-1], {"$": "array", "i": 0}]',
            b'[[1e9], {"$": "array", "i": 0}]',
            b'[[99], {"$": "array", "i": 0}]',
            b"[[], " + b"9" * 5000 + b"]",
        ],
    )
    def test_json_that_is_no_value(self, text: bytes) -> None:
        with pytest.raises(protocol.ProtocolError):
            unpack(frame(text))

    def test_more_items_than_there_may_be(self) -> None:
        text = b"[[], [" + b"[]," * (protocol.MAX_PARTS // 2 + 1) + b"1]]"
        with pytest.raises(protocol.ProtocolError, match="too many"):
            unpack(frame(text))

    def test_an_array_used_twice(self) -> None:
        file = io.BytesIO()
        np.save(file, np.zeros(3))
        blob = file.getvalue()
        one = {"$": "array", "i": 0}
        text = json.dumps([[len(blob)], [one, one]]).encode()
        with pytest.raises(protocol.ProtocolError, match="twice"):
            unpack(frame(text, blob))

    def test_an_array_that_nothing_uses(self) -> None:
        file = io.BytesIO()
        np.save(file, np.zeros(3))
        blob = file.getvalue()
        with pytest.raises(protocol.ProtocolError, match="nothing uses"):
            unpack(frame(json.dumps([[len(blob)], 3]).encode(), blob))

    def test_lone_surrogates_are_replaced(self) -> None:
        found = unpack(frame(b'[[], "a\\ud800b"]'))
        assert found == "a?b"


class TestForgedArrays:
    @pytest.mark.parametrize(
        "blob",
        [
            b"",
            b"\x93NUMPY",
            b"\x93NUMPY\x09\x00\x10\x00{}",
            npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", b"\0" * 8),
            npy("{'descr': '<M8[s]', 'fortran_order': False, 'shape': (1,), }", b"\0" * 8),
            npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", b"\0" * 4),
            npy("{'descr': ('<f4', (2,)), 'fortran_order': False, 'shape': (1,), }", b"\0" * 8),
            npy("{'descr': '<V4', 'fortran_order': False, 'shape': (1,), }", b"\0" * 4),
            npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", b"\0" * 8),
            npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", b"\0" * 9),
            npy("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }", b"\0" * 8),
            npy("{'descr': '<f8', 'fortran_order': False, 'shape': (True,), }", b"\0" * 8),
            npy("{'descr': '<f4', 'fortran_order': False, 'shape': (10**9, 10**9), }"),
            npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2**31, 2**31, 0), }"),
            npy("{'descr': '|S0', 'fortran_order': False, 'shape': (1000000000,), }"),
            npy("{'descr': '<f4', 'fortran_order': False, 'shape': (" + "9" * 5000 + ",), }"),
            npy(f"{{'descr': '<f4', 'fortran_order': False, 'shape': (0, {2**39}, {2**39}), }}"),
            npy("(" * 600 + ")" * 600, version=2),
            npy("__import__('os').system('false')"),
            npy("{'descr': '<U1', 'fortran_order': False, 'shape': (1,), }", b"\xff\xff\xff\x7f"),
        ],
    )
    def test_refused(self, blob: bytes) -> None:
        with pytest.raises(protocol.ProtocolError):
            protocol.array_of(memoryview(blob))

    def test_a_pickle_is_never_loaded(self, tmp_path: Path) -> None:
        class Bomb:
            def __reduce__(self) -> Any:
                return (Path.touch, (tmp_path / "loaded",))

        file = io.BytesIO()
        np.save(file, np.array([Bomb()], dtype=object), allow_pickle=True)
        with pytest.raises(protocol.ProtocolError, match="dtype"):
            protocol.array_of(memoryview(file.getvalue()))
        assert not (tmp_path / "loaded").exists()

    def test_bytes_that_are_no_booleans_become_some(self) -> None:
        header = "{'descr': '|b1', 'fortran_order': False, 'shape': (3,), }"
        found = protocol.array_of(memoryview(npy(header, b"\x00\x01\x07")))
        assert found.tolist() == [False, True, True]
        assert int(found.sum()) == 2


class TestArchitectures:
    def test_the_course_s_own_pass(self) -> None:
        check_architecture(small_cnn().architecture)

    def _layer(self, **extra: Any) -> dict[str, Any]:
        return {"class_name": "Flatten", "name": "f", "config": {}, **extra}

    def test_nested_models_that_would_open_into_billions_of_layers(self) -> None:
        inner: dict[str, Any] = {"layers": [self._layer()], "calls": [{"layer": 0}] * 200}
        for _ in range(4):
            inner = {"layers": [self._layer(model=inner)], "calls": [{"layer": 0}] * 200}
        with pytest.raises(UnsupportedNetworkError, match="more than"):
            check_architecture(inner)

    @pytest.mark.parametrize(
        "architecture",
        [
            None,
            [],
            {},
            {"layers": {}},
            {"layers": [1]},
            {"layers": [{"class_name": 3, "name": "a", "config": {}}]},
            {"layers": [{"class_name": "Flatten", "name": "a"}]},
            {"layers": [], "calls": [{"layer": 0}]},
            {"layers": [], "calls": [{"layer": True}]},
            {"layers": [], "input_shape": [None, "28"]},
            {"layers": [], "kind": 3},
        ],
    )
    def test_forms_that_are_none(self, architecture: Any) -> None:
        with pytest.raises(UnsupportedNetworkError, match="no proper form"):
            check_architecture(architecture)

    def test_deeper_than_models_may_nest(self) -> None:
        inner: dict[str, Any] = {"layers": [self._layer()]}
        for _ in range(50):
            inner = {"layers": [self._layer(model=inner)]}
        with pytest.raises(UnsupportedNetworkError, match="too deep"):
            check_architecture(inner)


class Liar:
    """A box whose bridge says what it is told to, and then nothing more."""

    def __init__(self, path: Path, *answers: bytes) -> None:
        self.ended = ""
        self.killed = 0
        self.computed = 0.0
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(path))
        self.listener.listen(1)
        self.answers = answers
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        connection, _ = self.listener.accept()
        with connection, contextlib.suppress(ConnectionError):
            for answer in self.answers:
                connection.recv(2**16)
                if answer:
                    connection.sendall(answer)
            while connection.recv(2**16):
                pass

    def usage(self) -> Any:
        self.computed += 1
        return SimpleNamespace(cpu_seconds=self.computed, peak_memory_bytes=0)

    def kill(self) -> None:
        self.killed += 1
        self.ended = self.ended or "killed"


def answer(value: Any = None, **fields: Any) -> bytes:
    return protocol.pack({"value": value, "printed": "", **fields})


def function_frame(handle: Any = 0) -> bytes:
    tree = {"$": "function", "name": "f", "handle": handle}
    text = {"$": "dict", "v": [["value", tree], ["printed", ""]]}
    return frame(json.dumps([[], text]).encode())


class TestForgedReplies:
    def bridge(self, tmp_path: Path, *answers: bytes) -> tuple[Bridge, Liar]:
        path = tmp_path / "b.sock"
        liar = Liar(path, *answers)
        return Bridge(BoxConnection(liar, path)), liar

    @pytest.mark.parametrize(
        "reply",
        [
            protocol.pack({"value": object.__name__, "printed": ""}),
            protocol.pack([1, 2]),
            protocol.pack({"printed": "x"}),
            protocol.pack({"failed": {"code": 3}}),
            protocol.pack({"failed": {"code": "check-broken", "observed": "", "example": ""}}),
            protocol.pack({"failed": {"code": "<script>", "observed": "", "example": ""}}),
            function_frame("0"),
        ],
    )
    def test_an_answer_that_is_none_is_no_evidence(self, tmp_path: Path, reply: bytes) -> None:
        bridge, liar = self.bridge(tmp_path, reply, answer(4))
        with pytest.raises(BoxLostError) as caught:
            bridge.get("f", "Function")
        assert caught.value.code == "no-answer"
        # The frame was whole, so the next question can still be answered.
        assert bridge.get("n", "") == 4
        assert not liar.killed

    def test_bytes_out_of_step_end_the_box(self, tmp_path: Path) -> None:
        bridge, liar = self.bridge(tmp_path, b"\x00" * 64)
        with pytest.raises(BoxLostError):
            bridge.get("f", "")
        assert liar.killed
        with pytest.raises(BoxLostError, match=bridge.transport.lost):
            bridge.get("g", "")

    def test_a_failure_that_the_box_reports_is_the_student_s(self, tmp_path: Path) -> None:
        failed = {"code": "not-defined", "observed": "There is no `f`.", "example": "f"}
        bridge, _ = self.bridge(tmp_path, protocol.pack({"failed": failed, "printed": "hello"}))
        with pytest.raises(CheckFailedError, match="There is no"):
            bridge.get("f", "")
        assert bridge.printed == "hello"

    @pytest.mark.parametrize(
        "raised",
        [
            {},
            {"types": "ValueError", "message": "", "place": "", "code": ""},
            {"types": [], "message": "", "place": "", "code": ""},
            {"types": ["E"], "message": 3, "place": "", "code": ""},
            {"types": [], "message": "", "place": "", "code": "A B"},
        ],
    )
    def test_an_exception_that_is_none(self, tmp_path: Path, raised: dict[str, Any]) -> None:
        bridge, _ = self.bridge(tmp_path, function_frame(), answer(raised=raised))
        function = bridge.get("f", "Function")
        with pytest.raises(BoxLostError):
            function(1)

    def test_an_exception_is_told_with_bounded_words(self, tmp_path: Path) -> None:
        texts = dict.fromkeys(("message", "place", "line", "function", "suggestion"), "t" * 9999)
        raised = {"types": ["E" * 900] * 90, "code": "", **texts}
        bridge, _ = self.bridge(tmp_path, function_frame(), answer(raised=raised))
        outcome = bridge.get("f", "Function").try_call()
        assert len(outcome.exception_types) == 20
        assert max(map(len, outcome.exception_types)) == 100
        assert {len(getattr(outcome, name)) for name in texts} == {MAX_EXCEPTION_TEXT}

    def test_silence_is_bounded_by_computing(self, tmp_path: Path) -> None:
        bridge, liar = self.bridge(tmp_path, function_frame(), b"")
        function = bridge.get("f", "Function").with_deadline(0.01)
        with pytest.raises(CheckFailedError) as caught:
            function(1)
        assert caught.value.code == "too-slow"
        assert liar.killed
        assert bridge.transport.timed_out

    def test_a_box_that_ended_is_not_waited_for(self, tmp_path: Path) -> None:
        bridge, liar = self.bridge(tmp_path, function_frame(), b"")
        function = bridge.get("f", "Function")
        threading.Timer(0.3, lambda: setattr(liar, "ended", "memory")).start()
        with pytest.raises(BoxLostError):
            function(1)

    def test_hanging_up(self, tmp_path: Path) -> None:
        path = tmp_path / "b.sock"
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(path))
        listener.listen(1)
        box = SimpleNamespace(ended="", usage=lambda: None, kill=lambda: None)
        bridge = Bridge(BoxConnection(box, path))
        listener.accept()[0].close()
        with pytest.raises(BoxLostError, match="hung up"):
            bridge.get("f", "")

    def test_a_wrong_kind_is_no_function(self, tmp_path: Path) -> None:
        bridge, _ = self.bridge(tmp_path, answer(3.0))
        with pytest.raises(BoxLostError):
            bridge.get("f", "Function")


class TestInside:
    """The other side for real, in a process of its own whose main thread runs a loop."""

    @pytest.fixture
    def inside(self, tmp_path: Path) -> Any:
        program = """
import sys, types
from tornado.ioloop import IOLoop
from autograder.bridge import other_machines, server
other_machines.install = lambda shell: None  # the shell below is none of IPython's
source = sys.stdin.read()
namespace = {}
exec(compile(source, "<cell>", "exec"), namespace)
class App:
    kernel = types.SimpleNamespace(shell=types.SimpleNamespace(user_ns=namespace))
    io_loop = IOLoop.current()
    initialized = classmethod(lambda cls: True)
    instance = classmethod(lambda cls: cls)
sys.modules["ipykernel.kernelapp"] = types.SimpleNamespace(IPKernelApp=App)
server.start(sys.argv[1])
IOLoop.current().start()
"""
        started: list[subprocess.Popen[str]] = []

        def start(source: str) -> Bridge:
            path = tmp_path / "inside.sock"
            process = subprocess.Popen(
                [sys.executable, "-c", program, str(path)], stdin=subprocess.PIPE, text=True
            )
            started.append(process)
            assert process.stdin
            process.stdin.write(source)
            process.stdin.close()
            box: Any = SimpleNamespace(usage=lambda: SimpleNamespace(cpu_seconds=0.0))
            box.ended = ""
            box.kill = process.kill
            bridge = Bridge(BoxConnection(box, path))
            bridge.hello()
            return bridge

        yield start
        for process in started:
            process.kill()
            process.wait()

    def test_functions_values_and_what_they_print(self, inside: Any) -> None:
        bridge = inside(
            "import numpy as np, os\n"
            "def twice(x, rng=None):\n"
            "    print('said'); os.write(1, b'unseen')\n"
            "    return (2 * x, None if rng is None else rng.random())\n"
            "def changes(x):\n    x[0] = 9\n    return x\n"
            "def raises(x):\n    raise KeyError('no')\n"
            "def leaves(x):\n    raise SystemExit(3)\n"
            "def loops():\n"
            "    while True:\n"
            "        try:\n"
            "            while True: pass\n"
            "        except ValueError: pass\n"
            "class Always:\n    def __eq__(self, other): return True\n"
            "always = Always()\n"
            "score = np.float64(0.5)\n"
            "pieces = [np.zeros(1)] * 10_001\n"
        )
        twice = bridge.get("twice", "Function")
        assert isinstance(twice, Function)
        rng = np.random.default_rng(1)
        value, drawn = twice(np.arange(3), rng=np.random.default_rng(1))
        assert same(value, np.arange(0, 6, 2))
        assert drawn == rng.random()
        assert bridge.printed.startswith("said")
        assert twice.try_call(np.arange(3)).printed_lines == 1
        assert bridge.get("score", "") == 0.5
        for name, code in (
            ("changes", "changes-its-input"),
            ("raises", "key-not-there"),
            ("leaves", "ends-python"),
        ):
            with pytest.raises(CheckFailedError) as caught:
                bridge.get(name, "Function")(np.arange(3))
            assert caught.value.code == code
        with pytest.raises(CheckFailedError) as caught:
            bridge.get("loops", "Function").with_deadline(0.2)()
        assert caught.value.code == "too-slow"
        assert not bridge.transport.lost, "the box itself keeps a deadline that it can keep"
        with pytest.raises(CheckFailedError) as caught:
            bridge.get("always", "")
        assert caught.value.code == "cannot-cross"
        with pytest.raises(CheckFailedError) as caught:
            bridge.get("pieces", "")
        assert caught.value.code == "too-large"
        with pytest.raises(CheckFailedError) as caught:
            bridge.get("missing", "Function")
        assert caught.value.code == "not-defined"

    def test_files_are_put_where_it_works(self, inside: Any, tmp_path: Path) -> None:
        bridge = inside(f"import os; os.chdir({str(tmp_path)!r})")
        bridge.put({"a/b.txt": b"\x00\x01", "empty": b""})
        assert (tmp_path / "a" / "b.txt").read_bytes() == b"\x00\x01"
        assert (tmp_path / "empty").read_bytes() == b""

    def test_death_in_a_call(self, inside: Any) -> None:
        bridge = inside("import os\ndef end(): os._exit(0)")
        end = bridge.get("end", "Function")
        with pytest.raises(BoxLostError, match="hung up"):
            end()
        with pytest.raises(BoxLostError):
            bridge.get("end", "Function")
        assert bridge.transport.lost

    def test_nothing_of_it_imports_the_judge_or_a_check(self) -> None:
        """What is staged for a box must do without the rest of the package."""
        code = (
            "import sys, autograder.bridge.server, autograder.bridge.predictor_server\n"
            "wrong = [n for n in sys.modules if n.startswith(('autograder.judge', "
            "'autograder.sandbox', 'autograder.checks.lessons', 'fmnist_ref', 'tensorflow'))]\n"
            "assert not wrong, wrong"
        )
        subprocess.run([sys.executable, "-c", code], check=True, env=dict(os.environ))


def test_drips_do_not_keep_a_call_alive(tmp_path: Path) -> None:
    path = tmp_path / "b.sock"
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen(1)
    killed = threading.Event()

    def drip() -> None:
        connection, _ = listener.accept()
        connection.sendall(protocol.HEAD.pack(protocol.MAGIC, 1000, 0))
        while not killed.is_set():
            try:
                connection.sendall(b" ")
            except OSError:
                return
            time.sleep(0.05)

    threading.Thread(target=drip, daemon=True).start()
    box: Any = SimpleNamespace(ended="", usage=lambda: SimpleNamespace(cpu_seconds=0.0))
    box.kill = killed.set
    bridge = Bridge(BoxConnection(box, path))
    with pytest.raises(CheckFailedError) as caught:
        bridge._ask({"do": "get"}, 1000.0, -4.5)
    assert caught.value.code == "too-slow"
    assert killed.is_set()
