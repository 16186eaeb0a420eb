"""Attempts that were written after public student code, as submissions for the judge.

``tests/public/{accepted,rejected}/NN.exercise.py`` are read by ``autograder.corpus.attempts``.
Tried in this process, they cost little. Here each becomes a notebook of its own, so that
``autograder verify --all`` judges it in a box too.
"""

from __future__ import annotations

from autograder.corpus.attempts import Attempt, checks_of_exercise, read_public
from autograder.corpus.submissions import CorpusSubmission, submissions
from autograder.course import Lesson

# The cells where a lesson's solution trains for long.
_TRAINING_CELLS = ("history", "model")


def public_submissions(lesson: Lesson) -> list[CorpusSubmission]:
    """The lesson's attempts after public code, accepted ones first.

    Their names begin with "accepted/public-" or "rejected/public-".
    """
    short_training = _short_training(lesson)
    return [_submission(attempt, short_training) for attempt in read_public(lesson)]


def _short_training(lesson: Lesson) -> dict[str, str]:
    """What an accepted submission has in place of the solution's long training, by cell."""
    if not lesson.traits.solution_trains:
        return {}
    for submission in submissions(lesson, ("accepted",)):
        for cell in _TRAINING_CELLS:
            source = submission.sources.get(cell, "")
            if source and ".fit(" not in source:
                return {cell: source}
    return {}


def _submission(attempt: Attempt, short_training: dict[str, str]) -> CorpusSubmission:
    lesson, exercise = attempt.lesson, attempt.exercise
    file = f"{lesson.number}.{exercise}.py"
    check = code = ""
    if attempt.public == "rejected":
        (code,) = attempt.codes
        checks = checks_of_exercise(lesson, exercise)
        check = next((c for c in checks if code in c.codes), checks[0]).id
    return CorpusSubmission(
        lesson,
        lesson.course / "tests" / "public" / attempt.public / file,
        check=check,
        code=code,
        sources={exercise: attempt.preamble + attempt.source} | short_training,
        title=f"public-{exercise}: {attempt.name}",
    )


def first_of_each_exercise(found: list[CorpusSubmission]) -> list[CorpusSubmission]:
    """The first accepted submission of each exercise: the part that a short run judges."""
    accepted = [submission for submission in found if submission.kind == "accepted"]
    return list({next(iter(s.sources)): s for s in reversed(accepted)}.values())[::-1]
