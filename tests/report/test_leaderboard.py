"""The leaderboard: three trainings inside a budget, measured and scored from outside."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from bs4 import BeautifulSoup

from autograder import cli
from autograder.bridge.client import BoxLostError
from autograder.checks.function import CallResult, Function, call_here
from autograder.course import Lesson, nbgrader_metadata, read_source
from autograder.report.leaderboard import entries, page
from autograder.report.leaderboard.entries import EntryJudge, leaderboard
from autograder.report.leaderboard.ranking import ranked
from autograder.report.leaderboard.trial import Budget, EntryResult, Trial, TrialImages
from fmnist_lab import recorded
from fmnist_lab.errors import CourseError

ROOT = Path(__file__).resolve().parents[2]
NAME = "08_challenge"
SMALL = """
def build_model():
    return keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10)])

def train(model, x, y):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(0.01), loss)
    model.fit(x, y, batch_size=50, epochs=4, verbose=0)
"""
ENDLESS = """
def build_model():
    return keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10)])

def train(model, x, y):
    while True:
        pass
"""


@pytest.fixture(scope="module")
def images() -> TrialImages:
    x, y, x_val, y_val = recorded.training_arrays()
    return TrialImages(x[:400], y[:400], x_val[:300], y_val[:300])


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    place = tmp_path / "solutions" / NAME
    place.mkdir(parents=True)
    shutil.copy(ROOT / "solutions" / NAME / f"{NAME}.py", place)
    return Lesson(tmp_path, NAME)


@pytest.fixture
def boxless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing may be run."""

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a box was wanted")

    monkeypatch.setattr(entries, "JudgeSession", refuse)


def hand_in(lesson: Lesson, student: str, code: str) -> Path:
    notebook = read_source(lesson.source, NAME)
    for cell in notebook.cells:
        if nbgrader_metadata(cell).get("grade_id") == "build_model":
            cell.source = code
    directory = lesson.course / "submitted" / student / NAME
    directory.mkdir(parents=True)
    nbformat.write(notebook, directory / f"{NAME}.ipynb")
    return directory


def result(*accuracies: float, **more: Any) -> EntryResult:
    return EntryResult(accuracies, 1000, 60.0, **more)


def tried(
    entry: Callable[..., Any], images: TrialImages, cpu: Callable[[], float] = lambda: 0.0
) -> EntryResult:
    """What a trial makes of an ``entry`` that runs here."""
    trial = Trial(images, Budget(parameters=50_000, cpu_seconds=30), np.random.default_rng(0))
    trial.entry_reached = True
    trial.run(Function("entry", call_here(entry)), cpu)
    return trial.result()


def scores(
    images: TrialImages, right: Callable[[np.ndarray, int], np.ndarray]
) -> Callable[..., Any]:
    """An ``entry`` that knows ``x_new``; ``right(labels, seed)`` are the guesses after."""
    known = {x.tobytes(): y for x, y in zip(images.x_new, images.labels, strict=True)}

    def entry(x: Any, y: Any, x_new: Any, seed: int) -> dict[str, Any]:
        labels = np.array([known[image.tobytes()] for image in x_new])
        before = np.ones((len(x_new), 10))
        return {"parameters": 99, "before": before, "after": np.eye(10)[right(labels, seed)]}

    return entry


def some_wrong(labels: np.ndarray, seed: int) -> np.ndarray:
    return np.where(np.arange(len(labels)) < 30 + 3 * seed, (labels + 1) % 10, labels)


class TestTrial:
    def test_accuracies_belong_to_the_images_in_whatever_order(self, images: TrialImages) -> None:
        made = tried(scores(images, some_wrong), images)
        assert made.accuracies == pytest.approx((0.9, 0.89, 0.88))
        assert (made.reason, made.remarks, made.parameters) == ("", (), 99)
        assert made.mean == pytest.approx(0.89)
        assert made.standard_error == pytest.approx(0.01 / 3**0.5)

    def test_labels_stay_and_the_order_is_another_each_time(self, images: TrialImages) -> None:
        seen = []

        def entry(x: Any, y: Any, x_new: Any, seed: int) -> Any:
            seen.append((x.shape, y.shape, x_new, seed))
            return scores(images, some_wrong)(x, y, x_new, seed)

        tried(entry, images)
        assert [s[3] for s in seen] == [0, 1, 2]
        assert {s[:2] for s in seen} == {((400, 28, 28, 1), (400,))}
        assert not any(np.array_equal(s[2], images.x_new) for s in seen)
        assert not np.array_equal(seen[0][2], seen[1][2])

    def test_too_much_computing(self, images: TrialImages) -> None:
        clock = iter([5.0, 15.0, 15.0, 40.0])
        made = tried(scores(images, some_wrong), images, lambda: next(clock))
        assert made.reason.startswith("Over budget: 0.6 CPU minutes, with 2 of 3 trainings done")
        assert made.cpu_seconds == 35
        assert not made.remarks

    def test_what_is_wrong_is_said(self, images: TrialImages) -> None:
        def with_(**changes: Any) -> Callable[..., Any]:
            entry = scores(images, some_wrong)
            return lambda *args: {**entry(*args), **changes}

        def raises(*args: Any) -> None:
            raise ValueError("no\x1b[31m such shape\n")

        def missing(*args: Any) -> None:
            raise NotImplementedError

        reasons = {
            "50,001 parameters; at most 50,000": with_(parameters=50_001),
            "60,000 parameters; at most": lambda *args: {"before": 0, "parameters": 60_000},
            "`entry` is not the notebook's own": lambda *args: {"before": 0, "parameters": 99},
            "an ordinary number": with_(parameters=float("nan")),
            "shape (300, 11); expected (300, 10)": with_(after=np.zeros((300, 11))),
            "before training": with_(before=np.full((300, 10), np.nan)),
            "own cell any more": lambda *args: 1.0,
            "raised ValueError: no such shape": raises,
            "`build_model` still raises": missing,
        }
        for reason, entry in reasons.items():
            made = tried(entry, images)
            assert reason in made.reason
            assert made.reason.isprintable()
            assert not made.accuracies

    def test_not_from_scratch(self, images: TrialImages) -> None:
        def entry(*args: Any) -> dict[str, Any]:
            run = scores(images, some_wrong)(*args)
            return {**run, "before": run["after"]}

        assert tried(entry, images).reason.startswith("Not from scratch: with seed 0, 90%")

    def test_odd_successes_are_remarked(self, images: TrialImages) -> None:
        made = tried(scores(images, lambda labels, seed: labels), images)
        assert made.reason == ""
        assert made.remarks == (
            "Three equal accuracies: is a seed set inside?",
            "Above 96%: look at the code.",
        )

    def test_a_box_that_ended_is_explained_by_the_judge(self, images: TrialImages) -> None:
        def gone(args: Any, kwargs: Any, deadline: float) -> CallResult:
            raise BoxLostError("no-answer", "The notebook's process ended.")

        trial = Trial(images, Budget(), np.random.default_rng(0))
        assert trial.result("The notebook was stopped: its kernel died.").reason == (
            "The notebook was stopped: its kernel died. `entry` was not reached."
        )
        trial.entry_reached = True
        trial.run(Function("entry", gone), lambda: 0.0)
        message = "The notebook was stopped: it needed more memory than there is for a lesson."
        assert trial.result(message).reason == message


class TestRows:
    rows = ranked(
        [
            ("eve", result(0.5, reason="Over budget: 0.6 CPU minutes.")),
            ("bob", result(0.900, 0.902, 0.904)),
            ("<b>ann", result(0.930, 0.931, 0.932)),
            ("=cy", result(0.903, 0.904, 0.905)),
            ("dan", result(0.930, 0.931, 0.932)),
        ]
    )

    def test_ranks_and_what_can_t_be_told_apart(self) -> None:
        assert [(r.student, r.rank) for r in self.rows] == [
            ("<b>ann", 1),
            ("dan", 1),
            ("=cy", 3),
            ("bob", 4),
            ("eve", None),
        ]
        assert [r.remark for r in self.rows] == [
            "Can't be told apart from dan.",
            "Can't be told apart from <b>ann.",
            "Can't be told apart from bob.",
            "Can't be told apart from =cy.",
            "Over budget: 0.6 CPU minutes.",
        ]

    def test_many_neighbours_are_counted(self) -> None:
        rows = ranked((f"s{i}", result(0.9, 0.91, 0.92)) for i in range(9))
        assert rows[0].remark == "Can't be told apart from s1, s2, s3, s4, s5 and 3 more."

    def test_csv(self) -> None:
        rows = list(csv.DictReader(io.StringIO(page.as_csv(self.rows))))
        assert rows[2]["student"] == "'=cy"
        assert rows[0]["standard_error"] == "0.0006"
        assert rows[0]["accuracy_seed_2"] == "0.932"
        assert (rows[4]["rank"], rows[4]["mean_accuracy"], rows[4]["parameters"]) == (
            "",
            "",
            "1000",
        )

    def test_the_page_is_one_file(self, lesson: Lesson) -> None:
        text = page.as_html(lesson, self.rows)
        soup = BeautifulSoup(text, "html.parser")
        assert soup.select("tbody th")[0].text == "<b>ann"
        assert not soup.find_all("script") and "://" not in text
        assert "bob 0.9020 ± 0.0012" in soup.find_all("img")[0]["alt"]
        assert "standard errors" in soup.find_all("p")[-1].text

    def test_nobody_has_a_rank(self, lesson: Lesson) -> None:
        rows = ranked([("eve", EntryResult(reason="There is no notebook."))])
        assert "<img" not in page.as_html(lesson, rows)
        assert page.as_csv(rows).splitlines()[1] == ",eve,,,,,There is no notebook.,,,"


class TestWithoutABox:
    def test_no_submissions(self, lesson: Lesson, images: TrialImages) -> None:
        with pytest.raises(CourseError, match=r"no submissions to 08_challenge; expected"):
            leaderboard(lesson, images=images)

    @pytest.mark.usefixtures("boxless")
    def test_a_submission_without_a_notebook_has_a_row(
        self, lesson: Lesson, images: TrialImages
    ) -> None:
        (lesson.course / "submitted" / "ann" / NAME).mkdir(parents=True)
        (row,) = leaderboard(lesson, images=images)
        assert row.rank is None
        assert "08_challenge.ipynb" in row.remark

    def test_the_judge_s_own_failure_stops_nobody_else(
        self, lesson: Lesson, images: TrialImages, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for student in ("ann", "bob"):
            hand_in(lesson, student, SMALL + f"# {student}")

        def run(self: Any, name: str, *args: Any) -> EntryResult:
            if name.startswith("ann"):
                raise KeyError("a bug")
            return result(0.8, 0.81, 0.82)

        monkeypatch.setattr(EntryJudge, "judge", run)
        bob, ann = leaderboard(lesson, images=images)
        assert (bob.student, bob.rank) == ("bob", 1)
        assert ann.remark == "The judge failed with KeyError; run it again."
        monkeypatch.setattr(EntryJudge, "judge", lambda *args: result(0.9, 0.91, 0.92))
        assert [r.student for r in leaderboard(lesson, images=images)] == ["ann", "bob"]

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["99"], "There is no lesson '99'"),
            ([], "There are no submissions to 08_challenge"),
        ],
    )
    def test_mistakes_are_one_sentence(
        self,
        lesson: Lesson,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        arguments: list[str],
        said: str,
    ) -> None:
        monkeypatch.chdir(lesson.course)
        assert cli.main(["leaderboard", *arguments]) == 2
        err = capsys.readouterr().err
        assert err.startswith(f"error: {said}") and err.count("\n") == 1

    def test_another_lesson(self, lesson: Lesson) -> None:
        with pytest.raises(CourseError, match="02_preprocess has no leaderboard"):
            leaderboard(Lesson(lesson.course, "02_preprocess"))


def test_an_entry_is_trained_thrice_in_a_box_and_not_again(
    lesson: Lesson, images: TrialImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(lesson, "ann", SMALL)
    copied = hand_in(lesson, "bob", SMALL)
    autograded = lesson.course / "autograded" / "ann" / NAME
    autograded.mkdir(parents=True)
    (autograded / "verdict.json").write_text("{}")
    lines: list[str] = []
    ann, bob = leaderboard(lesson, images=images, on_progress=lines.append)
    assert (ann.student, bob.student) == ("ann", "bob")
    assert ann.result.reason == ""
    assert ann.result.parameters == 7850
    assert ann.result.mean > 0.5 and len(set(ann.result.accuracies)) > 1
    assert 0 < ann.result.cpu_seconds < 120
    assert bob.result == ann.result  # the same work: run once
    assert [line for line in lines if "notebook runs" in line] == [
        "ann (1 of 2): its notebook runs"
    ]
    assert sum("accuracy" in line for line in lines) == 3
    kept = json.loads((autograded / "leaderboard.json").read_text())
    assert tuple(kept["accuracies"]) == ann.result.accuracies
    assert not (lesson.course / "autograded" / "bob").exists()

    ran: list[str] = []

    def run(self: Any, name: str, *_: Any) -> EntryResult:
        ran.append(name)
        return result(0.1, 0.2, 0.3)

    monkeypatch.setattr(EntryJudge, "judge", run)
    assert [r.result for r in leaderboard(lesson, images=images)] == [ann.result] * 2
    assert ran == []
    shutil.rmtree(copied)
    hand_in_again = copied.parent.parent / "cy" / NAME
    hand_in_again.mkdir(parents=True)
    notebook = lesson.course / "submitted" / "ann" / NAME / f"{NAME}.ipynb"
    (hand_in_again / f"{NAME}.ipynb").write_text(
        notebook.read_text().replace("Adam(0.01)", "Adam(0.02)")
    )
    leaderboard(lesson, images=images)
    assert ran == ["cy (2 of 2)"]
    leaderboard(lesson, images=images, budget=Budget(cpu_seconds=800))
    assert len(ran) == 3
    leaderboard(lesson, images=images, ignore_cache=True)
    assert len(ran) == 5


def test_an_endless_training_is_stopped_by_the_budget(lesson: Lesson, images: TrialImages) -> None:
    hand_in(lesson, "ann", ENDLESS)
    (row,) = leaderboard(lesson, images=images, budget=Budget(cpu_seconds=2))
    assert row.rank is None
    assert "Over budget" in row.remark and "0 of 3 trainings done" in row.remark
    assert row.result.cpu_seconds < 20
