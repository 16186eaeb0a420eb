"""A recorded run is judged again without running it."""

from __future__ import annotations

import hashlib
import json
import struct
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.checks import CheckRegistry, checks_of, set_registry
from autograder.course import Lesson
from autograder.grading import recording as recording_module
from autograder.grading.recording import Replay, judge_again, judge_and_record
from autograder.judge import JudgeSession, submission_hash
from fmnist_lab import recorded
from support.course import SOURCE
from support.grading_course import (
    Course,
)

ON_TEST_IMAGES = """
from autograder.checks import Function, expect, fail, graded
from autograder.checks.context import evaluation_arrays

@graded(points=4, statement="`double` gives twice its input.")
def check_double(double: Function) -> None:
    asked = int(evaluation_arrays()[1][:1000].sum())
    if expect.number(double(asked), "double(...)") != 2 * asked:
        fail("wrong-type", "double(...) is wrong.")
"""


@pytest.fixture()
def checks_on_test_images() -> Iterator[None]:
    module = types.ModuleType("small")
    exec(ON_TEST_IMAGES, module.__dict__)
    before = set_registry(CheckRegistry({"08": checks_of(module, "08")}))
    yield
    set_registry(before)


@pytest.mark.usefixtures("checks_on_test_images")
def test_lesson_08_is_judged_again_on_the_images_that_it_was_judged_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = Lesson(tmp_path, "08_small")
    lesson.source.parent.mkdir(parents=True)
    lesson.source.write_text(SOURCE.replace("check-02", "check-08").replace('"02.', '"08.'))
    secret = b"s" * 32
    with JudgeSession(tmp_path, secret=secret) as session:
        judged, recording = judge_and_record(session, lesson, lesson.notebook, {})
    assert judged.verdict.points == 4 and recording is not None
    submission = submission_hash(lesson.notebook, {})
    assert judge_again(recording, lesson, submission, secret) == judged
    # Where the images can't be had only a worker can tell.
    monkeypatch.setenv("FMNIST_DATA", str(tmp_path / "nothing.csv"))
    recorded.test_arrays.cache_clear()
    assert judge_again(recording, lesson, submission, secret) is None


def test_of_one_that_says_too_much_no_recording_is_kept(
    made: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    with JudgeSession(made.course, secret=b"s" * 32) as session:
        judged, recording = judge_and_record(session, made.lesson, made.lesson.notebook, {})
        assert recording is not None
        monkeypatch.setattr(recording_module, "MAX_RECORDED_BYTES", 10)
        again, recording = judge_and_record(session, made.lesson, made.lesson.notebook, {})
    assert recording is None and again.verdict.checks == judged.verdict.checks


def test_a_replay_answers_what_was_asked_in_the_same_order_and_nothing_else() -> None:
    asked = [b"one", b"two"]
    replay = Replay([(hashlib.sha256(a).hexdigest(), len(a), a.upper()) for a in asked])
    assert replay.exchange(b"one", 1, 1) == (3, b"ONE")
    with pytest.raises(BaseException) as caught:
        replay.exchange(b"three", 1, 1)
    assert not isinstance(caught.value, Exception), "a check would catch it"
    assert replay.exchange(b"two", 1, 1) == (3, b"TWO")
    assert not replay.remaining


@pytest.mark.parametrize("head", [{}, {"sizes": [], "places": {}, "sandboxed": True}, []])
def test_a_recording_of_another_layout_is_run_again(made: Course, head: object) -> None:
    text = json.dumps(head).encode()
    recording = struct.pack("<Q", len(text)) + text
    assert judge_again(recording, made.lesson, "0" * 64, b"s" * 32) is None
    assert judge_again(recording[:5], made.lesson, "0" * 64, b"s" * 32) is None
