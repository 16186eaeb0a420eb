"""Every submission's result, from the cache or from a box."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from autograder.course import Lesson
from autograder.grading import cache_keys
from autograder.grading.cache import VerdictCache
from autograder.judge import JudgeSession, course_secret, seed_of, submission_hash
from autograder.nbgrader_plugin.course_directory import course_directory, find_submissions
from autograder.nbgrader_plugin.submission import is_sandboxed
from autograder.report.leaderboard.ranking import LeaderboardRow, ranked
from autograder.report.leaderboard.trial import Budget, EntryResult, Trial, TrialImages
from autograder.screening import ScreenedSubmission, screen_submission
from fmnist_lab.errors import CourseError
from fmnist_lab.files import write_bytes
from fmnist_lab.lessons import LESSONS

logger = logging.getLogger(__name__)

CHECK_ID = "08.build_model"
CACHE_KIND = "leaderboard"
RESULT_FILE = "leaderboard.json"


def leaderboard(
    lesson: Lesson,
    *,
    budget: Budget | None = None,
    images: TrialImages | None = None,
    ignore_cache: bool = False,
    sandboxed: bool = True,
    on_progress: Callable[[str], None] = lambda line: None,
) -> list[LeaderboardRow]:
    """All rows, the best first; submissions without a stored result are run.

    ``ignore_cache`` runs those with a stored result too. Raises CourseError when there is nothing
    to rank or nothing can be run; what was finished by then is stored.
    """
    if not lesson.traits.has_leaderboard:
        names = ", ".join(row.name for row in LESSONS if row.has_leaderboard)
        raise CourseError(f"{lesson.name} has no leaderboard; only {names} has one.")
    coursedir = course_directory(lesson)
    submissions, left_out = find_submissions(coursedir, lesson.name)
    for problem in left_out.values():
        on_progress(f"Left out: {problem}")
    sandboxed = sandboxed and is_sandboxed(coursedir.config)
    images = images or TrialImages.of_the_course()
    results = []
    with ExitStack() as stack:
        budget = budget or Budget()
        judge = EntryJudge(lesson, budget, images, ignore_cache, sandboxed, on_progress, stack)
        for number, (student, source) in enumerate(submissions.items(), 1):
            result = judge.result(f"{student} ({number} of {len(submissions)})", source)
            results.append((student, result))
            step = coursedir.autograded_directory
            directory = Path(coursedir.format_path(step, student, lesson.name))
            # A directory with this file alone would look to nbgrader like a submission that lost
            # its notebook.
            if (directory / "verdict.json").is_file():
                write_bytes(directory / RESULT_FILE, result.to_json().encode())
    return ranked(results)


@dataclass
class EntryJudge:
    """Gives the result of one submission after the other. ``stack`` closes its session."""

    lesson: Lesson
    budget: Budget
    images: TrialImages
    ignore_cache: bool
    sandboxed: bool
    on_progress: Callable[[str], None]
    stack: ExitStack

    def __post_init__(self) -> None:
        self.cache = VerdictCache(self.lesson.course)
        self.secret = course_secret(self.lesson.course)
        # The keys of what this run has judged: even with ``ignore_cache``, the same work that two
        # students handed in runs once.
        self.judged_keys: set[str] = set()
        code = hashlib.sha256()
        for path in sorted(Path(__file__).parent.glob("*.py")):
            code.update(path.read_bytes())
        parts = [code.hexdigest(), self.images.digest(), asdict(self.budget)]
        self.key_parts = json.dumps(parts)

    @cached_property
    def session(self) -> JudgeSession:
        """The session, begun when the first submission needs it.

        No box is started ahead of time: it would wait while another entry trains, and waiting
        counts towards its wall time.
        """
        session = JudgeSession(
            self.lesson.course,
            sandboxed=self.sandboxed,
            limits=self.budget.limits(),
            secret=self.secret,
            ahead=False,
        )
        return self.stack.enter_context(session)

    def result(self, name: str, source: Path) -> EntryResult:
        """The result of what was handed in as the directory ``source``."""
        screened = screen_submission(source, self.lesson)
        if screened.outcome:
            self.on_progress(f"{name}: not run")
            return EntryResult(reason=screened.message)
        digest = submission_hash(screened.notebook, screened.files)
        seed = seed_of(self.secret, digest, CACHE_KIND)
        run = cache_keys.run_key(self.lesson, digest, seed, self.sandboxed, self.budget.limits())
        key = cache_keys.verdict_key(run, self.key_parts)
        if not self.ignore_cache or key in self.judged_keys:
            content = self.cache.get(self.lesson.name, CACHE_KIND, key)
            stored = EntryResult.from_json(content) if content is not None else None
            if stored is not None:
                self.on_progress(f"{name}: unchanged, not run again")
                return stored
        try:
            result = self.judge(name, screened, seed)
        except CourseError:
            raise
        except Exception as error:  # a fault of the judge: the other submissions still run
            logger.exception("The judge failed on the entry of %s.", name)
            return EntryResult(
                reason=f"The judge failed with {type(error).__name__}; run it again."
            )
        self.cache.put(self.lesson.name, CACHE_KIND, key, result.to_json().encode())
        self.judged_keys.add(key)
        return result

    def judge(self, name: str, screened: ScreenedSubmission, seed: str) -> EntryResult:
        """Run the notebook of a submission and train its entry; ``seed`` orders the images."""
        self.on_progress(f"{name}: its notebook runs")
        order = np.random.default_rng(int(seed, 16))
        trial = Trial(
            self.images, self.budget, order, lambda line: self.on_progress(f"{name}: {line}")
        )
        check = self.lesson.checks[CHECK_ID]
        run = self.session.run_until_check(
            self.lesson, check, screened.notebook, screened.files, trial.run_in_box
        )
        result = trial.result(run.message)
        if result.reason:
            self.on_progress(f"{name}: no rank. {result.reason}")
        if not self.sandboxed:
            result = replace(result, remarks=(*result.remarks, "It ran without a sandbox."))
        return result
