"""Wrong attempts: their files are read, and every panel names them rightly or generally."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.corpus.attempts import (
    Attempt,
    Naming,
    read_attempts,
    read_public,
    try_attempts,
)
from autograder.corpus.public import public_submissions
from autograder.course import Lesson, find_lessons
from fmnist_lab.errors import CourseError
from support.course import ROOT

MAX_SHARE_GENERAL = 0.05
LESSONS = find_lessons(ROOT)


@pytest.fixture()
def lesson(tmp_path: Path) -> Lesson:
    """Lesson 01 in a directory where attempts can be written."""
    shutil.copytree(ROOT / "solutions" / "01_explore", tmp_path / "solutions" / "01_explore")
    (tmp_path / "tests" / "attempts").mkdir(parents=True)
    return Lesson(tmp_path, "01_explore")


def write(lesson: Lesson, text: str, exercise: str = "class_counts") -> None:
    path = lesson.course / "tests" / "attempts" / f"01.{exercise}.py"
    path.write_text(text, encoding="utf-8")


HEAD = "# %% {}\n# cause: It is so.\n# codes: {}\n"


@pytest.mark.parametrize(
    ("codes", "body", "naming"),
    [
        ("passes", "return np.bincount(y, minlength=10)", Naming.RIGHTLY),
        ("passes", "return np.bincount(y)", Naming.WRONGLY),
        ("absent-class-lost", "return np.bincount(y)", Naming.RIGHTLY),
        ("shares-for-counts", "return np.bincount(y)", Naming.WRONGLY),
        ("absent-class-lost", "return np.bincount(y, minlength=10)", Naming.WRONGLY),
        ("asks-for-input", "return int(input())", Naming.RIGHTLY),
        ("shares-for-counts", "raise KeyboardError", Naming.WRONGLY),
    ],
)
def test_an_attempt_is_named(lesson: Lesson, codes: str, body: str, naming: Naming) -> None:
    write(lesson, HEAD.format("a", codes) + f"def class_counts(y):\n    {body}\n")
    assert [tried.naming for tried in try_attempts(read_attempts(lesson))] == [naming]


def test_a_cell_that_shows_an_error(lesson: Lesson) -> None:
    write(lesson, HEAD.format("a", "cell-error") + "class_counts = bincuont\n")
    assert [tried.naming for tried in try_attempts(read_attempts(lesson))] == [Naming.RIGHTLY]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# %% a\ndef class_counts(y): pass\n", "# cause"),
        (HEAD.format("a", "no-such-code"), "no-such-code"),
        (HEAD.format("a", "raises"), "names no cause"),
        (HEAD.format("a", "counts-wrong"), "names no cause"),
        (HEAD.format("a", "passes") * 2, "'a'"),
    ],
)
def test_a_file_at_fault_is_named(lesson: Lesson, text: str, said: str) -> None:
    write(lesson, text)
    with pytest.raises(CourseError, match=said):
        read_attempts(lesson)


def test_an_exercise_that_the_lesson_has_not(lesson: Lesson) -> None:
    write(lesson, HEAD.format("a", "passes"), "no_such")
    with pytest.raises(CourseError, match="no_such"):
        read_attempts(lesson)


PUBLIC = HEAD + "def class_counts(y):\n    return np.bincount(y, minlength=10)\n"


@pytest.mark.parametrize(
    ("kind", "codes", "said"),
    [
        ("accepted", "passes", ""),
        ("accepted", "absent-class-lost", "expected '# codes: passes'"),
        ("rejected", "absent-class-lost", ""),
        ("rejected", "passes", "one code that it must get"),
        ("rejected", "absent-class-lost sorted-by-frequency", "one code that it must get"),
    ],
)
def test_an_attempt_after_public_code_is_where_it_belongs(
    lesson: Lesson, kind: str, codes: str, said: str
) -> None:
    directory = lesson.course / "tests" / "public" / kind
    directory.mkdir(parents=True)
    (directory / "01.class_counts.py").write_text(PUBLIC.format("a name", codes), encoding="utf-8")
    if said:
        with pytest.raises(CourseError, match=said):
            read_attempts(lesson)
        return
    (attempt,) = read_attempts(lesson)
    assert attempt.public == kind
    (submission,) = public_submissions(lesson)
    assert submission.name == f"{kind}/public-class_counts: a name"
    assert submission.check == ("01.class_counts" if kind == "rejected" else "")
    assert "np.bincount" in submission.sources["class_counts"]
    assert submission.notebook().cells


def test_the_corpus_after_public_code_is_large_enough() -> None:
    attempts = [attempt for lesson in LESSONS for attempt in read_public(lesson)]
    networks = [a for a in attempts if a.exercise in ("build_cnn", "build_model")]
    assert len(networks) >= 60 and len(attempts) - len(networks) >= 40
    assert {attempt.lesson.number for attempt in attempts} == {lesson.number for lesson in LESSONS}


def part_of(attempts: list[Attempt]) -> list[Attempt]:
    """All but those that take long, which have one seed: of these every eighth.

    Networks after public code are all tried where they are not trained.
    ``autograder verify --part attempts`` tries every attempt.
    """
    long = [
        attempt
        for attempt in attempts
        if "SEEDS = 1" in attempt.preamble
        and not (attempt.public and not attempt.lesson.traits.checks_train)
    ]
    return [attempt for attempt in attempts if attempt not in long] + long[::8]


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_no_panel_is_wrong(lesson: Lesson) -> None:
    """And at most one attempt in twenty meets general words alone.

    Each attempt is tried with one seed here, and ``autograder verify`` tries it with all.
    """
    tried = list(try_attempts(part_of(read_attempts(lesson)), every_seed=False))
    wrong = [
        f"{t.attempt.exercise} {t.attempt.name}: {t.codes}"
        for t in tried
        if t.naming == Naming.WRONGLY
    ]
    assert tried and not wrong
    general = [t.attempt.name for t in tried if t.naming == Naming.GENERALLY]
    assert len(general) <= MAX_SHARE_GENERAL * len(tried), general
