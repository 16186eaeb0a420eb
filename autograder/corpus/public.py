"""Attempts that were written after public student code, as submissions for the judge.

``tests/public/{accepted,rejected}/NN.exercise.py`` are read by ``autograder.corpus.attempts``.
Tried in this process, they cost little. Here each becomes a notebook of its own, so that
``autograder verify --all`` judges it in a box too.
"""

from __future__ import annotations

from autograder.corpus.attempts import Attempt, checks_of_exercise, read_public
from autograder.corpus.submissions import CorpusSubmission
from autograder.course import Lesson


def public_submissions(lesson: Lesson) -> list[CorpusSubmission]:
    """The lesson's attempts after public code, accepted ones first.

    Their names begin with "accepted/public-" or "rejected/public-".
    """
    return [_submission(attempt) for attempt in read_public(lesson)]


def _submission(attempt: Attempt) -> CorpusSubmission:
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
        sources={exercise: attempt.preamble + attempt.source},
        title=f"public-{exercise}: {attempt.name}",
    )


def first_of_each_exercise(found: list[CorpusSubmission]) -> list[CorpusSubmission]:
    """The first accepted submission of each exercise: the part that a short run judges."""
    accepted = [submission for submission in found if submission.kind == "accepted"]
    return list({next(iter(s.sources)): s for s in reversed(accepted)}.values())[::-1]
