"""Which submissions of the corpus are run, with which limits, and which share a box.

A box with TensorFlow costs seconds to start. So that the tests stay within minutes, wrong answers
to different exercises are put together into one notebook (a *batch*), where the exercises of the
lesson don't depend on each other. ``autograder verify --all`` judges each submission alone.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence

from autograder.corpus.public import first_of_each_exercise, public_submissions
from autograder.corpus.submissions import CorpusSubmission, relevant_sources, submissions
from autograder.course import Lesson
from autograder.sandbox import Limits

# A batch is what one box runs; a unit is the batches that one session judges in a row.
Batch = tuple[CorpusSubmission, ...]
Unit = list[Batch]

# A partial run takes at most this many codes of each check where every box loads TensorFlow: all of
# them are tried in process (tests/attempts), and the box adds only the crossing. In a costly lesson
# it takes at most so many right ones.
MAX_CODES_PER_CHECK, MAX_ACCEPTED = 2, 2
# Where checks train a network, a partial run takes these few, which train for a short time.
SHORT_TRAINING_NAME = "accepted/separable"
SHORT_TRAINING_CODES = (
    "does-not-learn",
    "training-lost",
    "too-many-parameters",
    "build-returns-none",
    "added-shapes-differ",
)


def is_light(lesson: Lesson) -> bool:
    """Whether the lesson does without TensorFlow."""
    return not lesson.traits.uses_keras


def trains_long(submission: CorpusSubmission) -> bool:
    """Whether judging it trains a network for long: then only a full run takes it."""
    traits = submission.lesson.traits
    if not traits.checks_train:
        return submission.path is None and traits.solution_trains
    return submission.code not in SHORT_TRAINING_CODES and submission.name != SHORT_TRAINING_NAME


def select(lessons: Sequence[Lesson], everything: bool = False) -> list[CorpusSubmission]:
    """The submissions to run: all of them, or a part that keeps every hostile one.

    The part omits long training. Of the wrong submissions it has the first of each check and code,
    and no more than the limits above. Of those written after public code, all of which are tried
    in process, it has one of each exercise that can share a notebook with others.
    """
    chosen = []
    for lesson in lessons:
        taken_by_check: dict[str, set[str]] = {}
        for submission in submissions(lesson):
            if not everything and submission.kind != "hostile":
                if trains_long(submission):
                    continue
                taken = taken_by_check.setdefault(submission.check, set())
                label = submission.code or submission.name
                most = MAX_CODES_PER_CHECK if submission.code else MAX_ACCEPTED
                heavy = lesson.traits.uses_keras and not lesson.traits.checks_train
                limited = lesson.traits.costly or (submission.code and heavy)
                if label in taken or (limited and len(taken) >= most):
                    continue
                taken.add(label)
            chosen.append(submission)
        public = public_submissions(lesson)
        if not everything:
            public = first_of_each_exercise(public) if lesson.traits.independent_exercises else []
        chosen += public
    return chosen


def limits_of(light: bool, everything: bool) -> Limits:
    """The limits of a box.

    They are small for the light lessons, so that a hostile submission reaches them soon. There
    the wall time grows with the number of processes that wait for each core.
    """
    if light:
        small = 64 * 2**20
        busy = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
        return Limits(
            memory_bytes=2**30,
            processes=128,
            cpu_seconds=15,
            wall_seconds=45 * busy,
            disk_bytes=small,
            file_bytes=small,
            waiting_seconds=5,
        )
    return Limits() if everything else Limits(cpu_seconds=180, waiting_seconds=120)


def units(chosen: Sequence[CorpusSubmission], batched: bool = True) -> list[Unit]:
    """The work of a run, in order: after each hostile submission comes an honest one.

    The two share a session, so that a hostile one that harms its successor is noticed.
    """
    work: list[Unit] = []
    for light in (False, True):
        of_kind = [s for s in chosen if is_light(s.lesson) == light]
        honest = iter(batches([s for s in of_kind if s.kind != "hostile"], batched))
        for hostile in (s for s in of_kind if s.kind == "hostile"):
            work.append([(hostile,), *itertools.islice(honest, 1)])
        work += [[batch] for batch in honest]
    return work


def batches(chosen: Sequence[CorpusSubmission], batched: bool) -> list[Batch]:
    """One batch per submission or, if ``batched``, the first batch where a submission fits."""
    if not batched:
        return [(submission,) for submission in chosen]
    started: list[list[CorpusSubmission]] = []
    for submission in chosen:
        for batch in started:
            if all(can_share_notebook(other, submission) for other in batch):
                batch.append(submission)
                break
        else:
            started.append([submission])
    return [tuple(batch) for batch in started]


def can_share_notebook(first: CorpusSubmission, second: CorpusSubmission) -> bool:
    """Whether each of the two gets the same verdict when both are in one notebook."""
    return (
        first.lesson == second.lesson
        and first.lesson.traits.independent_exercises
        and first.kind == second.kind != "hostile"
        and _stays_in_its_exercise(first)
        and _stays_in_its_exercise(second)
        and not collide(first, second)
    )


def _stays_in_its_exercise(submission: CorpusSubmission) -> bool:
    """Whether it neither inserts cells nor trains a network that later cells use."""
    trains = any(".fit(" in code for code in submission.sources.values())
    return not (trains or submission.inserts_cells)


def collide(first: CorpusSubmission, second: CorpusSubmission) -> bool:
    """Whether the two fail the same check, or have different code for the same cell."""
    cells, other_cells = relevant_sources(first), relevant_sources(second)
    return (bool(first.check) and first.check == second.check) or any(
        other_cells.get(name, code) != code for name, code in cells.items()
    )
