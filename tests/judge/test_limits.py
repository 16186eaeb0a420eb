"""The limits: a budget that ends a training loses nothing, and waiting for a core is no waiting."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import nbformat
import pytest

from autograder.bridge.client import BoxLostError
from autograder.grading.recording import judge_again, judge_and_record
from autograder.judge import JudgeSession, cell_limits, endings
from autograder.judge.cell_limits import CellLimits
from autograder.judge.outputs import CellResult, OutputCollector
from autograder.judge.relay import KernelEnding
from autograder.sandbox import BoxEnding, Limits, ProcessBox
from fmnist_lab import limits as table
from support.judging import COURSE, SECRET, codes, lesson, notebook_of, scores

SPIN = "while True:\n    pass"
IGNORES = "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass"


class Clock:
    """Time that passes when the test says so; it stands in for the module ``time``."""

    def __init__(self) -> None:
        self.now = self.cpu = 0.0

    def monotonic(self) -> float:
        return self.now

    def pass_time(self, seconds: float, computing: float) -> None:
        self.now += seconds
        self.cpu += computing


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(cell_limits, "time", made)
    return made


def test_a_long_training_on_a_busy_machine_is_not_stopped(clock: Clock) -> None:
    cells = CellLimits(Limits(), lambda: clock.cpu)
    cells.begin_cell()
    for _ in range(14 * 60):  # of CPU time, at an eighth of a core
        clock.pass_time(8, 1)
        assert not cells.wants_interrupt()
        assert not cells.waited_too_long
    assert clock.now < table.WALL_SECONDS


def test_sleeping_is_stopped_and_only_while_a_cell_runs(clock: Clock) -> None:
    cells = CellLimits(Limits(), lambda: clock.cpu)
    clock.pass_time(10_000, 0)  # the judge was busy elsewhere
    cells.begin_cell()
    while not cells.waited_too_long:
        clock.pass_time(1, 0.001)
        assert not cells.wants_interrupt()
    assert 10_000 + 900 < clock.now < 10_000 + 920
    frozen = CellLimits(Limits(), lambda: clock.cpu)
    frozen.begin_cell()
    clock.pass_time(5_000, 0)  # the machine itself stood still
    assert not frozen.wants_interrupt()
    assert not frozen.waited_too_long


def test_calls_that_wait_count_as_waiting(clock: Clock) -> None:
    class Box:
        def __init__(self, computing: float) -> None:
            self.computing = computing

        def exchange(self, request: bytes, computing: float, waiting: float) -> Any:
            clock.pass_time(50, self.computing)
            return 0, b""

    cells = CellLimits(Limits(), lambda: clock.cpu)
    for _ in range(40):
        cells.watched(Box(10)).exchange(b"", 10, 50)
    assert not cells.waited_too_long
    for _ in range(19):
        assert not cells.waited_too_long
        cells.watched(Box(0)).exchange(b"", 10, 50)
    assert cells.waited_too_long
    with pytest.raises(BoxLostError):
        cells.watched(Box(10)).exchange(b"", 10, 50)


def test_a_box_that_waited_for_its_submission_has_all_of_its_time() -> None:
    with ProcessBox(["/bin/sleep", "60"]) as box:
        while (waited := box.usage().wall_seconds) < 0.5 and not box.ended:
            time.sleep(0.05)
        box.restart_clock()
        assert box.usage().wall_seconds < waited
        assert not box.ended


def test_after_the_budget_each_cell_has_some_seconds(clock: Clock) -> None:
    cells = CellLimits(Limits(), lambda: clock.cpu)
    cells.begin_cell()
    clock.pass_time(901, 901)
    assert cells.wants_interrupt()
    assert cells.interrupted
    clock.pass_time(10, 10)
    assert not cells.wants_interrupt()
    clock.pass_time(11, 11)
    assert cells.wants_interrupt()  # the cell goes on all the same
    cells.begin_cell()
    assert not cells.interrupted
    clock.pass_time(19, 19)
    assert not cells.wants_interrupt()
    clock.pass_time(2, 2)
    assert cells.wants_interrupt()


@pytest.fixture(scope="module")
def session() -> Iterator[JudgeSession]:
    small = Limits(budget_seconds=4, cpu_seconds=7, waiting_seconds=4)
    with JudgeSession(COURSE, secret=SECRET, limits=small, ahead=False) as made:
        yield made


def test_a_cell_without_end_is_interrupted_and_the_rest_is_judged(session: JudgeSession) -> None:
    notebook = notebook_of("02", after={"to_images": SPIN})
    judged, recording = judge_and_record(session, lesson("02"), notebook, {})
    verdict = judged.verdict
    assert verdict.points == 12
    assert verdict.outcome == ""
    (flag,) = verdict.flags
    assert flag.code == "budget-used-up"
    assert "used up in the cell that begins with `while True:`, so" in flag.message
    by_id = {check.id: check for check in verdict.checks}
    assert "Grading allows 0.1 CPU-minutes" in by_id["02.rescale"].observed
    assert verdict.errors["after-to_images"] == "KeyboardInterrupt"
    assert recording is not None
    again = judge_again(recording, lesson("02"), verdict.submission, SECRET)
    assert again is not None
    assert again.verdict == verdict


def test_a_cell_that_takes_no_notice_is_stopped_with_its_figures(session: JudgeSession) -> None:
    judged = session.judge(lesson("02"), notebook_of("02", after={"to_images": IGNORES}))
    assert judged.verdict.outcome == "time-limit"
    assert codes(judged)["02.rescale"] == "not-reached"
    assert "it had computed for 0.1 CPU-minutes in the cell" in judged.verdict.message
    assert "grading allows 0.1." in judged.verdict.message


def test_a_cell_that_sleeps_is_stopped(session: JudgeSession) -> None:
    sleep = "import time\ntime.sleep(10_000)"
    judged = session.judge(lesson("02"), notebook_of("02", after={"to_images": sleep}))
    assert judged.verdict.outcome == "time-limit"
    assert "it waited, and computed nothing" in judged.verdict.message


TRAINING = """\
import keras
from fmnist_lab import recorded, training
x, y, _, _ = recorded.training_arrays()
model = keras.Sequential(
    [keras.Input((28, 28, 1)), keras.layers.Flatten(), keras.layers.Dense(10, "softmax")]
)
model.compile("adam", "sparse_categorical_crossentropy", steps_per_execution=10)
model.fit(x[:6400], y[:6400], epochs=10**6, verbose=0, callbacks=[training.LiveCurve()])
stopped = model"""
PLAIN = """\
def train(network):
    history = network.fit(x[:6400], y[:6400], epochs=10**6, verbose=2)
    return network, history

model = None
model, history = train(stopped)"""
LOOP = """\
for _ in range(1000):
    history = model.fit(x[:6400], y[:6400], epochs=10**6, verbose=0)"""


def test_what_was_trained_within_the_budget_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cell_limits, "AFTER_BUDGET_SECONDS", 3)
    check = next(c for c in notebook_of("06").cells if "check-06-target" in str(c.metadata))
    notebook: Any = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(code) for code in (TRAINING, PLAIN, LOOP)] + [check]
    with JudgeSession(
        COURSE, secret=SECRET, limits=Limits(budget_seconds=14, cpu_seconds=60), ahead=False
    ) as session:
        judged = session.judge(lesson("06"), notebook)
    (target,) = (c for c in judged.verdict.checks if c.id == "06.target")
    assert judged.verdict.outcome == ""
    assert target.observed.startswith("Accuracy 0.")
    assert "used up in the cell that begins with `import keras` (by its last output, at epoch " in (
        target.observed
    )
    assert "Use fewer epochs" in target.observed
    first, second, third = (judged.outputs[cell.id] for cell in notebook.cells[:3])
    assert "Stopped; the model keeps what it has learned." in str(first)
    assert second[-1]["output_type"] == "stream"  # no error: `train` returned
    assert third[-1]["ename"] == "KeyboardInterrupt"
    assert scores(judged)["06.dropout"] == 0  # it has no cell here


def test_students_read_the_limits_that_boxes_keep() -> None:
    guide = (COURSE / "docs/student-guide.md").read_text(encoding="utf-8")
    assert table.as_markdown() in guide
    box = Limits()
    assert (box.budget_seconds, box.cpu_seconds) == (900, 900 + table.RESERVE_SECONDS)
    assert (box.waiting_seconds, box.wall_seconds) == (table.WAITING_SECONDS, table.WALL_SECONDS)
    # Ten processes that wait for each core: still no training within the budget is cut.
    assert box.wall_seconds >= 10 * box.cpu_seconds


def test_every_ending_is_a_sentence_with_its_figure() -> None:
    figures = {
        BoxEnding.MEMORY: "3 GiB",
        BoxEnding.CPU: "18.2 CPU-minutes in the cell `model` (by its last output, at epoch 12 of 25)",
        BoxEnding.WALL: "180 minutes by the clock",
        BoxEnding.PROCESSES: "256",
        BoxEnding.DISK: "512 MiB",
        BoxEnding.OUTPUT: "64 MiB",
        KernelEnding.OUTPUT_LIMIT: "50,000 pieces",
        KernelEnding.TIME_LIMIT: "15 minutes",
    }
    cell = nbformat.v4.new_code_cell(
        "model.fit(x, y)", metadata={"nbgrader": {"grade_id": "model"}}
    )
    outputs = [{"output_type": "stream", "text": "Epoch 1/25\nEpoch 12/25\n"}]
    where, epoch = endings.name_of(cell), endings.last_epoch(outputs)
    drawn = {
        "data": {"text/plain": "epoch 12 of 25, accuracy 0.9\n" + 9_000 * "a long description "}
    }
    assert endings.last_epoch([drawn]) == epoch
    assert endings.last_epoch([{"data": {"image/png": ""}}]) == ""
    for why in (*BoxEnding, *KernelEnding, endings.LATE_CALL):
        said = endings.sentence(why, Limits(), 1090, where, epoch)
        assert said.startswith("The notebook was stopped: ")
        assert said.endswith(".")
        assert figures.get(why, "") in said
        assert endings.outcome_of(why)
    assert "grading allows 15. Use fewer epochs" in endings.sentence(
        BoxEnding.CPU, Limits(), 1090, where, epoch
    )


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("# my cell\n\nmodel.fit(x)  # now", "model.fit(x)  # now"),
        ("x = '`'\x1b", "x = ''"),
        ("", ""),
        ("y" * 80, "y" * 49 + "…"),
    ],
)
def test_a_cell_is_named_by_its_first_line(source: str, name: str) -> None:
    assert endings.name_of(nbformat.v4.new_code_cell(source)) == (
        f"the cell that begins with `{name}`"
    )


def test_what_is_said_of_a_cell_moves_no_terminal_s_cursor() -> None:
    result = CellResult()
    content = {"ename": "E", "evalue": "\x1b[2J\u202ex\x07y", "traceback": ["\x1b[31mE"]}
    OutputCollector(result, 10**6).take("error", content)
    assert result.error == "E: [2Jxy"
    cell = nbformat.v4.new_code_cell("y\x1b[2J = 1")
    cell.metadata["nbgrader"] = {"grade_id": "a\x1b[2Jb"}
    assert endings.name_of(cell) == "the cell that begins with `y[2J = 1`"
