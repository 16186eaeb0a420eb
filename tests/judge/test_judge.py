"""The judge: right work gets its points from outside, and without evidence there are none."""

from __future__ import annotations

import copy
import json
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import nbformat
import numpy as np
import pytest

from autograder.checks import CheckFailedError, Network, small_cnn
from autograder.checks.catalogue import catalogue
from autograder.checks.registry import find
from autograder.checks.run import judge
from autograder.course import nbgrader_metadata
from autograder.judge import (
    GradingResult,
    JudgeSession,
    Verdict,
    course_secret,
    seed_of,
    submission_hash,
)
from autograder.judge.course_mount import MOUNT_PREFIX, CourseMount, profile
from autograder.sandbox import Limits
from fmnist_lab import data, recorded
from fmnist_lab.errors import CourseError, MachineError
from support.judging import COURSE, SECRET, codes, lesson, notebook_of, scores


@pytest.fixture(scope="module")
def session() -> Iterator[JudgeSession]:
    with JudgeSession(COURSE, secret=SECRET) as made:
        yield made


@pytest.fixture(scope="module")
def right(session: JudgeSession) -> GradingResult:
    return session.judge(lesson("02"), notebook_of("02"))


class TestRightWork:
    def test_the_solution_gets_every_point(self, right: GradingResult) -> None:
        verdict = right.verdict
        assert (verdict.points, verdict.max_points) == (12, 12)
        assert verdict.outcome == verdict.message == ""
        assert verdict.flags == []
        assert verdict.isolation == "sealed"
        assert verdict.resources["cpu_seconds"] > 0
        assert verdict.resources["peak_memory_bytes"] > 10**6

    def test_the_same_submission_gets_the_same_verdict(
        self, session: JudgeSession, right: GradingResult
    ) -> None:
        again = session.judge(lesson("02"), notebook_of("02"), student="somebody")
        first, second = (json.loads(j.verdict.to_json()) for j in (right, again))
        for verdict in (first, second):
            del verdict["resources"]
        assert first == second

    def test_check_cells_show_the_judge_s_own_outputs(self, right: GradingResult) -> None:
        for cell in notebook_of("02").cells:
            if not nbgrader_metadata(cell).get("grade"):
                continue
            panel, result = right.outputs[cell.id]
            assert panel["output_type"] == "display_data"
            assert "Passed" in panel["data"]["text/html"]
            assert result["output_type"] == "execute_result"
            points = float(nbgrader_metadata(cell)["points"])
            assert float(result["data"]["text/plain"]) == points

    def test_nbgrader_reads_the_scores_and_the_outputs_are_a_notebook(
        self, right: GradingResult
    ) -> None:
        from nbgrader.utils import determine_grade

        notebook = notebook_of("02")
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = [nbformat.from_dict(o) for o in right.outputs.get(cell.id, [])]
        nbformat.validate(notebook)
        graded = [c for c in notebook.cells if nbgrader_metadata(c).get("grade")]
        assert [determine_grade(c) for c in graded] == [(3.0, 3.0), (4.0, 4.0), (5.0, 5.0)]

    def test_noise_costs_nothing(self, session: JudgeSession) -> None:
        noise = (
            "import logging, os, sys, warnings\n"
            "_rescale = rescale\n"
            "def rescale(images):\n"
            "    print('one'); print('two', file=sys.stderr)\n"
            "    warnings.warn('three'); logging.error('four'); os.write(2, b'five')\n"
            "    return _rescale(images)\n"
            "print('red', file=sys.stderr)\n"
        )
        judged = session.judge(lesson("02"), notebook_of("02", after={"rescale": noise}))
        assert judged.verdict.points == 12
        printed = {c.id: c.printed for c in judged.verdict.checks}
        assert "one" in printed["02.rescale"]
        assert any(o.get("name") == "stderr" for o in judged.outputs["after-rescale"])

    def test_an_error_elsewhere_stops_nothing_and_is_told(self, session: JudgeSession) -> None:
        broken = notebook_of("02", after={"rescale": "1 / 0"}, replaced={"preprocess": "undefined"})
        judged = session.judge(lesson("02"), broken)
        assert scores(judged) == {"02.to_images": 3, "02.rescale": 4, "02.preprocess": 0}
        assert judged.verdict.errors["after-rescale"] == "ZeroDivisionError: division by zero"
        assert judged.verdict.errors["preprocess"].startswith("NameError")
        assert codes(judged)["02.preprocess"] == "not-defined"

    def test_files_of_the_submission_are_beside_the_notebook(self, session: JudgeSession) -> None:
        with_files = notebook_of(
            "02",
            replaced={"rescale": "from helpers import rescale\nopen('data/a').read(1)"},
        )
        files = {
            "helpers.py": b"def rescale(images):\n    return images.astype('float32') / 255\n",
            "data/a": b"a",
            "../escaped": b"",
            "/tmp/escaped": b"",
        }
        judged = session.judge(lesson("02"), with_files, files)
        assert judged.verdict.points == 12
        assert judged.verdict.errors == {}

    def test_without_a_sandbox_it_is_said_on_the_verdict(self) -> None:
        with JudgeSession(COURSE, secret=SECRET, sandboxed=False) as plain:
            judged = plain.judge(lesson("02"), notebook_of("02"))
        assert judged.verdict.points == 12
        assert judged.verdict.isolation == "no-sandbox"


class TestNoEvidence:
    def test_a_missing_cell_and_a_copied_one(self, session: JudgeSession) -> None:
        notebook = notebook_of("02", without=("check-02-rescale",))
        check = next(
            c
            for c in notebook.cells
            if nbgrader_metadata(c).get("grade_id") == "check-02-to_images"
        )
        copied = copy.deepcopy(check)
        copied.id = "copied"
        notebook.cells.append(copied)
        judged = session.judge(lesson("02"), notebook)
        assert scores(judged) == {"02.to_images": 3, "02.rescale": 0, "02.preprocess": 5}
        assert codes(judged)["02.rescale"] == "cell-missing"
        assert [flag.code for flag in judged.verdict.flags] == ["duplicate-cell"]
        assert "copied" not in judged.outputs

    def test_a_kernel_that_ends_itself(self, session: JudgeSession) -> None:
        judged = session.judge(
            lesson("02"), notebook_of("02", after={"check-02-to_images": "import os; os._exit(0)"})
        )
        assert scores(judged) == {"02.to_images": 3, "02.rescale": 0, "02.preprocess": 0}
        assert judged.verdict.outcome == "kernel-died"
        assert set(codes(judged).values()) == {"", "not-reached"}
        unreached = judged.outputs[
            next(
                c.id
                for c in notebook_of("02").cells
                if nbgrader_metadata(c).get("grade_id") == "check-02-rescale"
            )
        ]
        assert "kernel died" in unreached[0]["data"]["text/plain"]
        assert unreached[1]["data"]["text/plain"] == "0.0"

    def test_death_when_called(self, session: JudgeSession) -> None:
        judged = session.judge(
            lesson("02"),
            notebook_of("02", replaced={"rescale": "def rescale(x):\n    import os; os._exit(1)"}),
        )
        assert codes(judged) == {
            "02.to_images": "",
            "02.rescale": "no-answer",
            "02.preprocess": "not-reached",
        }

    def test_memory(self) -> None:
        with JudgeSession(COURSE, secret=SECRET, limits=Limits(memory_bytes=2**29)) as small:
            bomb = "def rescale(x):\n    return bytearray(2**31)"
            judged = small.judge(lesson("02"), notebook_of("02", replaced={"rescale": bomb}))
            assert judged.verdict.outcome == "memory-limit"
            assert scores(judged)["02.to_images"] == 3
            after = small.judge(lesson("02"), notebook_of("02"))
        assert after.verdict.points == 12

    def test_a_stand_in_for_the_course_is_not_asked(self, session: JudgeSession) -> None:
        attack = (
            "import sys, types\n"
            "fake = types.ModuleType('autograder')\n"
            "fake.check = lambda *a: 5.0\n"
            "sys.modules['autograder'] = fake\n"
            "from autograder import check\n"
            "get_ipython().ast_transformers.clear()\n"
            "def to_images(x): return x\n"
        )
        judged = session.judge(lesson("02"), notebook_of("02", after={"to_images": attack}))
        assert scores(judged)["02.to_images"] == 0
        assert scores(judged)["02.rescale"] == 4

    def test_a_million_cells(self, session: JudgeSession) -> None:
        notebook = notebook_of("02")
        notebook.cells += [nbformat.v4.new_code_cell("1")] * 5_000
        judged = session.judge(lesson("02"), notebook)
        assert judged.verdict.outcome == "too-large"
        assert judged.verdict.points == 0

    def test_every_code_of_no_evidence_is_explained(self) -> None:
        for code in ("cell-missing", "not-reached", "no-answer"):
            assert catalogue().get(code) is not None


class TestOutputs:
    def test_floods_are_cut_and_the_work_still_counts(self, session: JudgeSession) -> None:
        flood = "for _ in range(90):\n    print('x' * 100_000)"
        judged = session.judge(lesson("02"), notebook_of("02", after={"to_images": flood}))
        assert judged.verdict.points == 12
        outputs = judged.outputs["after-to_images"]
        assert sum(len(o["text"]) for o in outputs) < 5 * 2**20
        assert "left out" in outputs[-1]["text"]

    def test_a_flood_without_end_is_stopped(self, session: JudgeSession) -> None:
        flood = "while True:\n    print('x' * 1_000_000, flush=True)"
        judged = session.judge(lesson("02"), notebook_of("02", after={"check-02-to_images": flood}))
        assert judged.verdict.outcome == "output-limit"
        assert judged.verdict.points == 3

    def test_displays_are_updated_and_cleared(self, session: JudgeSession) -> None:
        source = (
            "from IPython.display import display, clear_output, HTML\n"
            "print('gone')\n"
            "clear_output()\n"
            "handle = display(HTML('<b>1</b>'), display_id=True)\n"
            "handle.update(HTML('<b>2</b>'))\n"
            "display({'application/x-own': {}, 'text/plain': 'kept'}, raw=True)\n"
            "6 * 7\n"
        )
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, id="one")])
        done = session.execute(notebook)
        assert done.outcome == ""
        shown = done.outputs["one"]
        assert [o["output_type"] for o in shown] == [
            "display_data",
            "display_data",
            "execute_result",
        ]
        assert shown[0]["data"]["text/html"] == "<b>2</b>"
        assert shown[1]["data"] == {"text/plain": "kept"}
        assert shown[2]["data"]["text/plain"] == "42"

    def test_forged_messages_harm_nobody(self, session: JudgeSession) -> None:
        source = (
            "from ipykernel.kernelapp import IPKernelApp\n"
            "kernel = IPKernelApp.instance().kernel\n"
            "send = kernel.session.send\n"
            "parent = kernel.get_parent('shell')\n"
            "for content in ({'execution_state': 'idle'}, {}, {'data': 3, 'text': 4}):\n"
            "    for kind in ('status', 'stream', 'error', 'execute_result', 'nonsense'):\n"
            "        send(kernel.iopub_socket, kind, content, parent=parent)\n"
            "kernel.iopub_socket.send_multipart([b'stream', b'<IDS|MSG>', b'bad', b'{'])\n"
            "print('still here')\n"
        )
        judged = session.judge(lesson("02"), notebook_of("02", after={"to_images": source}))
        assert judged.verdict.points == 12
        assert any("still here" in o.get("text", "") for o in judged.outputs["after-to_images"])


class TestWhatABoxSees:
    def test_the_front_door_and_nothing_behind_it(self, session: JudgeSession) -> None:
        source = (
            "import os, json\n"
            "from pathlib import Path\n"
            "from autograder import check, hint\n"
            "score = check('02.rescale', None)\n"
            "import autograder, fmnist_lab\n"
            "found = {'score': score, 'test': ''}\n"
            "found['lessons'] = [p.name for p in Path(autograder.__file__).parent.rglob('lesson_*')]\n"
            "found['judge'] = (Path(autograder.__file__).parent / 'judge').exists()\n"
            "found['train'] = fmnist_lab.data.load_table('train').shape\n"
            "try:\n"
            "    fmnist_lab.data.load_table('test')\n"
            "except Exception as error:\n"
            "    found['test'] = f'{type(error).__name__}: {error}'\n"
            "found['secret'] = [k for k in os.environ if 'SECRET' in k.upper()]\n"
            "print(json.dumps(found))\n"
        )
        judged = session.judge(lesson("02"), notebook_of("02", after={"to_images": source}))
        said = "".join(o["text"] for o in judged.outputs["after-to_images"])
        assert "judged outside this notebook" in said
        found = json.loads(said.splitlines()[-1])
        assert found["score"] == 0.0
        assert found["lessons"] == []
        assert found["judge"] is False
        assert found["train"] == [60000, 785]
        assert found["test"].startswith("DataError: The test data is not available")
        assert found["secret"] == []

    def test_which_lessons_see_the_test_images(self) -> None:
        seen = {n: profile(lesson(n)).data for n in ("01", "02", "06", "07", "08")}
        assert [n for n, data in seen.items() if "test" in data] == ["07"]

    def test_random_numbers_are_seeded_alike(self, session: JudgeSession) -> None:
        source = "import random, numpy as np\nprint(random.random(), np.random.rand())"
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, id="one")])
        first, second = (session.execute(notebook).outputs["one"] for _ in range(2))
        assert first == second

    def test_what_a_killed_session_left_is_deleted(self) -> None:
        ended = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        left = Path(tempfile.mkdtemp(prefix=f"{MOUNT_PREFIX}{ended.pid}-"))
        CourseMount().close()
        assert left.exists(), "its session still lives"
        ended.kill()
        ended.wait()
        CourseMount().close()
        assert not left.exists()

    def test_what_is_staged_is_deleted(self) -> None:
        stage = CourseMount()
        assert (stage.directory / "autograder" / "bridge" / "server.py").is_file()
        assert not list(stage.directory.rglob("lesson_*.py"))
        stage.close()
        assert not stage.directory.exists()


class TestSeeds:
    def test_they_depend_on_secret_submission_and_check(self) -> None:
        one = seed_of(SECRET, "a" * 64, "02.rescale")
        assert one != seed_of(SECRET, "b" * 64, "02.rescale")
        assert one != seed_of(SECRET, "a" * 64, "02.to_images")
        assert one == seed_of(SECRET, "a" * 64, "02.rescale")
        assert one != seed_of(b"another secret, as long as this", "a" * 64, "02.rescale")

    def test_the_secret_is_made_once_and_private(self, tmp_path: Path) -> None:
        secret = course_secret(tmp_path)
        assert secret == course_secret(tmp_path)
        assert len(secret) == 64
        path = tmp_path / ".autograder" / "secret"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert [p.name for p in path.parent.iterdir()] == ["secret"]
        path.write_text("short")
        with pytest.raises(CourseError, match="too short"):
            course_secret(tmp_path)

    def test_the_hash_is_of_what_is_judged(self) -> None:
        notebook = notebook_of("02")
        first = submission_hash(notebook, {})
        assert first == submission_hash(notebook_of("02"), {})
        assert first != submission_hash(notebook, {"a": b""})
        assert submission_hash(notebook, {"a": b"1", "b": b""}) != submission_hash(
            notebook, {"a": b"", "b": b"1"}
        )
        notebook.cells[3].source += " "
        assert first != submission_hash(notebook, {})
        with_outputs = notebook_of("02")
        for cell in with_outputs.cells:
            if cell.cell_type == "code":
                cell.outputs = [nbformat.v4.new_output("stream", text="x")]
        assert first == submission_hash(with_outputs, {})


class TestVerdict:
    def test_there_and_back(self, right: GradingResult) -> None:
        text = right.verdict.to_json()
        assert Verdict.from_json(text) == right.verdict
        assert json.loads(text)["format"] == 1

    @pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2}', '{"format": 1, "x": 2}'])
    def test_something_else(self, text: str) -> None:
        with pytest.raises(CourseError):
            Verdict.from_json(text)


class TestNetworks:
    """With TensorFlow, in boxes only."""

    def test_small_cnn_is_what_keras_would_make_of_it(self) -> None:
        import keras

        from autograder.networks import export

        network = small_cnn(2)
        model = network.to_keras()
        assert isinstance(model, keras.Model)
        classes = [layer["class_name"] for layer in network.layers]
        assert classes == ["Conv2D", "MaxPooling2D", "Flatten", "Dense"]
        _, weights = export(model)
        assert all(np.array_equal(a, b) for a, b in zip(weights, network.weights, strict=True))
        assert network.output_shape == tuple(model.output_shape)

    def test_the_clean_box_gives_what_a_rebuild_here_gives(self, session: JudgeSession) -> None:
        clean = session.predictor
        x = np.random.default_rng(0).random((2_500, 28, 28, 1), dtype=np.float32)
        started = clean.started
        for seed in (0, 1):
            network = small_cnn(seed)
            found = clean.predict(network, x)
            assert found.dtype == np.float32
            assert np.allclose(found, network.predict(x), atol=1e-6)
        assert clean.started - started <= 1, "one process serves many networks"

    def test_what_can_t_be_run_fails_and_the_next_one_is_run(self, session: JudgeSession) -> None:
        x = np.zeros((4, 28, 28, 1), np.float32)
        good = small_cnn()
        architecture = copy.deepcopy(good.architecture)
        architecture["layers"][0]["class_name"] = "Lambda"
        for bad in (
            Network(architecture, good.weights),
            Network({**good.architecture, "output_shape": [None, 5]}, good.weights),
            Network({"layers": "no"}, []),
            Network(good.architecture, good.weights[:1]),
            Network(good.architecture, [np.zeros(30_000_000, np.float32)]),
        ):
            with pytest.raises(CheckFailedError) as caught:
                session.predictor.predict(bad, x)
            assert caught.value.code == "cannot-cross"
        assert session.predictor.predict(good, x).shape == (4, 10)

    def test_a_clean_box_that_dies_is_started_again(self, session: JudgeSession) -> None:
        x = np.zeros((4, 28, 28, 1), np.float32)
        session.predictor.predict(small_cnn(), x)
        session.predictor._box.kill()
        started = session.predictor.started
        assert session.predictor.predict(small_cnn(5), x).shape == (4, 10)
        assert session.predictor.started == started + 1

    def test_a_machine_without_room_for_the_clean_box_fails_no_check(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with JudgeSession(COURSE, secret=SECRET) as session:
            session.predictor.close()
            run = partial(
                session.predictor.predict, small_cnn(), np.zeros((4, 28, 28, 1), np.float32)
            )
            check = replace(find("02.rescale"), objects=(), kinds=(), wants_rng=False, function=run)
            monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
            with pytest.raises(MachineError, match="Free some space or repair it"):
                judge(check, {})

    def test_the_target_is_judged_on_the_test_images(self, session: JudgeSession) -> None:
        """The recorded network earns its points; what it says of itself counts for nothing."""
        model = (
            "from fmnist_lab import recorded\n"
            "model = recorded.network('fix')\n"
            "model.evaluate = lambda *a, **k: [0.0, 1.0]\n"
            "try:\n"
            "    recorded.test_arrays()\n"
            "    print('open')\n"
            "except Exception as error:\n"
            "    print(type(error).__name__)\n"
        )
        notebook = notebook_of("06")
        cells = [
            c for c in notebook.cells if nbgrader_metadata(c).get("grade_id") == "check-06-target"
        ]
        notebook.cells = [nbformat.v4.new_code_cell(model, id="model"), *cells]
        judged = session.judge(lesson("06"), notebook)
        assert scores(judged)["06.target"] == 8
        assert codes(judged)["06.dropout"] == "cell-missing"
        observed = next(c for c in judged.verdict.checks if c.id == "06.target").observed
        assert "on 10,000 images" in observed
        assert judged.outputs["model"][0]["text"].strip() == "DataError"

    def test_a_model_of_one_s_own_class_is_flagged(self, session: JudgeSession) -> None:
        model = (
            "import keras\n"
            "class Own(keras.Model):\n"
            "    def __init__(self):\n"
            "        super().__init__()\n"
            "        self.last = keras.layers.Dense(10)\n"
            "    def call(self, x):\n"
            "        return self.last(keras.ops.reshape(x, (-1, 784)))\n"
            "model = Own()\n"
        )
        notebook = notebook_of("06")
        cells = [
            c for c in notebook.cells if nbgrader_metadata(c).get("grade_id") == "check-06-target"
        ]
        notebook.cells = [nbformat.v4.new_code_cell(model, id="model"), *cells]
        judged = session.judge(lesson("06"), notebook)
        assert codes(judged)["06.target"] == "network-cannot-cross"
        assert "cannot-cross" in [flag.code for flag in judged.verdict.flags]


def test_the_judge_never_imports_tensorflow(tmp_path: Path) -> None:
    """Lesson 05's compile check makes a network, sends it, gets it back and runs it."""
    program = """
import sys
sys.path.insert(0, sys.argv[1])
from support.judging import COURSE, SECRET, lesson, notebook_of, scores
from autograder.course import nbgrader_metadata
from autograder.judge import JudgeSession
notebook = notebook_of("05")
wanted = ("baseline", "compile_cnn", "check-05-compile_cnn")
cells = [c for c in notebook.cells if nbgrader_metadata(c).get("grade_id") in wanted]
first = [c for c in notebook.cells if c.cell_type == "code"][:1]
notebook.cells = first + cells
with JudgeSession(COURSE, secret=SECRET) as session:
    judged = session.judge(lesson("05"), notebook)
assert scores(judged)["05.compile_cnn"] == 4, judged.verdict.to_json()
loaded = [name for name in ("tensorflow", "keras") if name in sys.modules]
assert not loaded, loaded
"""
    tests = str(COURSE / "tests")
    subprocess.run(
        [sys.executable, "-c", program, tests], check=True, env=dict(os.environ), cwd=tmp_path
    )


def test_a_box_started_ahead_is_ended_with_the_session(session: JudgeSession) -> None:
    with JudgeSession(COURSE, secret=SECRET) as own:
        for _ in range(2):
            assert own.judge(lesson("02"), notebook_of("02")).verdict.points == 12
        spare = own.boxes.prestarted
        assert spare is not None
    assert spare.box is not None
    assert spare.box.ended
    assert own.boxes.prestarted is None


def test_networks_are_scored_on_the_published_images(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FMNIST_DATA", str(tmp_path / "another_edition"))
    recorded.test_arrays.cache_clear()
    with JudgeSession(COURSE, secret=SECRET):
        _, y_test = recorded.test_arrays()
    np.testing.assert_array_equal(y_test, data.load_published_table("test")[:, 0])
