"""``autograder grade``: the coordinator, which alone writes the gradebook.

For each submission it screens the files, looks for a stored verdict or a stored run, has a worker
judge the rest, and writes the grades.
"""

from __future__ import annotations

import contextlib
import json
import logging
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from autograder import screening
from autograder.course import Lesson
from autograder.grading import cache_keys, clusters, state
from autograder.grading.cache import RUNS, VERDICTS, VerdictCache
from autograder.grading.progress import GradingProgress
from autograder.grading.recording import judge_again
from autograder.grading.summary import GradingOptions, GradingSummary, Problem
from autograder.grading.worker import (
    JudgeFailed,
    JudgingTask,
    TaskJudged,
    TaskResult,
    from_bytes,
    to_bytes,
    worker_info,
)
from autograder.grading.workers import MAX_WORKER_DEATHS, Job, WorkerPool, WorkersDied
from autograder.judge import (
    Flag,
    GradingResult,
    Isolation,
    course_secret,
    refuse,
    seed_of,
    submission_hash,
)
from autograder.nbgrader_plugin.course_directory import course_directory, find_submissions
from autograder.nbgrader_plugin.database import check_gradebook
from autograder.nbgrader_plugin.errors import GradeNotWrittenError
from autograder.nbgrader_plugin.gradebook import GradebookWriter, RecordedGrades
from autograder.nbgrader_plugin.paths import shown_name
from autograder.nbgrader_plugin.submission import JudgedSubmission, is_sandboxed, judge_failed
from autograder.sandbox import Limits
from autograder.screening import ScreenedSubmission
from fmnist_lab.errors import CourseError

WORKER_LOST = "worker-lost"
SCREENED_BEFORE_WORKERS_START = 8

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Submission:
    """One screened submission, with its cache keys unless screening refuses it."""

    student: str
    source: Path
    screened: ScreenedSubmission
    digest: str = ""
    run_key: str = ""
    verdict_key: str = ""


def grade(lesson: Lesson, options: GradingOptions) -> GradingSummary:
    """Judge every submission to a lesson, and write the gradebook and ``autograded/``.

    Raises CourseError when it can't begin or go on; what was judged and written by then is kept.
    Single submissions that could not be written are in the summary's ``unwritten``.
    """
    started = time.monotonic()
    if not lesson.checks:
        raise CourseError(f"{lesson.name} has no checks; grade it with `nbgrader autograde`.")
    if options.scheduler and options.workers:
        raise CourseError(
            "--workers says how many processes to start on this machine, and --scheduler names "
            "others; expected one of the two options."
        )
    coursedir = course_directory(lesson)
    sources, left_out = _submissions_to_grade(coursedir, lesson, options.students)
    check_gradebook(coursedir.db_url, coursedir.course_id)
    sandboxed = options.sandboxed and is_sandboxed(coursedir.config)
    options = replace(options, sandboxed=sandboxed)
    writer = GradebookWriter(coursedir, coursedir.config)
    with state.exclusive_lock(lesson.course):
        summary = GradingSummary(lesson.name, submissions=len(sources), left_out=left_out)
        return _Coordinator(lesson, options, sources, writer, summary).grade_all(started)


def _submissions_to_grade(
    coursedir: Any, lesson: Lesson, students: tuple[str, ...]
) -> tuple[dict[str, Path], dict[str, str]]:
    """The submitted directories by student, of ``students`` or of all, and why others are left out.

    Raises CourseError when one of ``students`` has handed in nothing that can be graded.
    """
    sources, left_out = find_submissions(coursedir, lesson.name)
    if not students:
        return dict(sorted(sources.items())), left_out
    for student in students:
        if student in left_out:
            raise CourseError(left_out[student])
    missing = [shown_name(student) for student in students if student not in sources]
    if missing:
        raise CourseError(
            f"{', '.join(missing)}: no submission to {lesson.name}. The students who handed in have "
            f"a directory under {coursedir.submitted_directory}/."
        )
    return {student: sources[student] for student in sorted(set(students))}, {}


class _Coordinator:
    """Grades the submissions of one lesson. Numbers in comments are the steps of ``grade_all``."""

    def __init__(
        self,
        lesson: Lesson,
        options: GradingOptions,
        sources: Mapping[str, Path],
        writer: GradebookWriter,
        summary: GradingSummary,
    ) -> None:
        self.lesson = lesson
        self.options = options
        self.sources = sources
        self.writer = writer
        self.cache = VerdictCache(lesson.course)
        self.judge_digest = cache_keys.judge_digest(lesson)
        self.summary = summary
        self.summary.max_points = sum(check.points for check in lesson.checks.values())
        self.progress = GradingProgress(lesson.name, len(sources))
        self.isolation = Isolation.of(options.sandboxed)
        self.secret = b""
        self.recorded: dict[str, RecordedGrades] = {}
        # By verdict key: the submission that is being judged, and identical ones that wait for it.
        self.waiting: dict[str, list[_Submission]] = {}
        self.pool: Future[WorkerPool] | None = None

    def grade_all(self, started: float) -> GradingSummary:
        """Do all steps. ``started`` is when the command began, by ``time.monotonic``."""
        summary = self.summary
        with ExitStack() as stack:
            # 1. Start workers ahead when some will be needed; their start takes seconds.
            stack.callback(self._stop_workers)
            if self.options.scheduler or self._needs_workers():
                self._start_workers()
            self.secret = course_secret(self.lesson.course)
            # 2. Open the gradebook, and read what is written there already.
            self.writer.before_building = self._wait_for_start
            stack.enter_context(self.writer.opened())
            self.recorded = self._trusted_records()
            stack.enter_context(self.progress)
            summary.start_seconds = round(time.monotonic() - started, 3)
            # 3. Write what needs no run, and have workers judge the rest.
            jobs = self._jobs()
            first = next(jobs, None)
            if first is not None:
                self._judge_all(first, jobs)
            # 4. Note what was done.
            if not self.options.students and not summary.unwritten:
                state.store_penalty_rules(self.lesson, self.writer.penalty_rules)
        summary.seconds = round(time.monotonic() - started, 3)
        state.write_summary(self.lesson, summary)
        return summary

    # --- 1. the workers

    def _needs_workers(self) -> bool:
        """Whether one of the first submissions has no verdict, and no run to judge again."""
        if self.options.ignore_cache:
            return True
        self.secret = course_secret(self.lesson.course)
        submissions = (self._screen(student, source) for student, source in self.sources.items())
        accepted = (s for s in submissions if not s.screened.outcome)
        for submission in islice(accepted, SCREENED_BEFORE_WORKERS_START):
            if not self.cache.has(self.lesson.name, VERDICTS, submission.verdict_key):
                return not self.cache.has(self.lesson.name, RUNS, submission.run_key)
        return False

    def _start_workers(self) -> Future[WorkerPool]:
        """Have a thread start the workers. Raises CourseError when they can't judge."""
        executor = ThreadPoolExecutor(1, thread_name_prefix="start-workers")
        self.pool = executor.submit(self._open_pool)
        executor.shutdown(wait=False)
        if self.options.scheduler:
            self.pool.result().wait_for_workers()
        elif problem := worker_info(self.lesson.name, self.options.sandboxed)["problem"]:
            raise CourseError(problem)  # all workers on this machine have it too
        return self.pool

    def _open_pool(self) -> WorkerPool:
        options = self.options
        if options.scheduler:
            return clusters.connect_to_pool(self.lesson, options.sandboxed, options.scheduler)
        wanted = options.workers or clusters.default_workers()
        workers = min(wanted, len(self.sources))
        return clusters.start_local_pool(self.lesson, options.sandboxed, workers)

    def _wait_for_start(self) -> None:
        """Until the workers have started: a process starts in the directory of this one.

        nbgrader builds an assignment in a temporary directory, and changes to it.
        """
        if self.pool is not None:
            wait([self.pool])

    def _stop_workers(self) -> None:
        if self.pool is not None and self.pool.exception() is None:
            self.pool.result().close()

    # --- 2. the gradebook as it was

    def _trusted_records(self) -> dict[str, RecordedGrades]:
        """What the gradebook holds, or nothing when all must be written anew.

        Another due date, or another rule for those who are late, changes every penalty.
        """
        same_rules = state.stored_penalty_rules(self.lesson) == self.writer.penalty_rules
        return self.writer.recorded() if same_rules and not self.options.ignore_cache else {}

    # --- 3. the submissions

    def _judge_all(self, first: Job, others: Iterator[Job]) -> None:
        pool = (self.pool or self._start_workers()).result()
        pool.wait_for_workers()
        self.summary.workers = len(pool.workers)
        self.progress.running = lambda: pool.running
        pool.run(chain([first], others), self._take_result, self.progress.show)

    def _jobs(self) -> Iterator[Job]:
        """The submissions that must run. Those that need no run are written on the way."""
        for student, source in self.sources.items():
            submission = self._screen(student, source)
            if submission.screened.outcome:
                logger.info("%s: not judged, %s", student, submission.screened.outcome)
                self.summary.refused += 1
                self._write(submission, refuse(self.lesson, submission.screened, self.isolation))
                continue
            logger.info("%s: screening accepted submission %.12s", student, submission.digest)
            result = None if self.options.ignore_cache else self._stored_result(submission)
            if result is not None:
                self._write(submission, result)
                continue
            if submission.verdict_key in self.waiting:
                self.waiting[submission.verdict_key].append(submission)
                continue
            self.waiting[submission.verdict_key] = [submission]
            task = JudgingTask(
                self.lesson.name,
                json.dumps(submission.screened.notebook),
                submission.screened.files,
                self.secret,
                self.options.sandboxed,
            )
            yield Job(submission.verdict_key, student, task)

    def _screen(self, student: str, source: Path) -> _Submission:
        screened = screening.screen_submission(source, self.lesson)
        if screened.outcome:
            return _Submission(student, source, screened)
        digest = submission_hash(screened.notebook, screened.files)
        seed = seed_of(self.secret, digest, "")
        cells = [c.get("id", "") for c in screened.notebook.cells if c.cell_type == "code"]
        run_key = cache_keys.run_key(
            self.lesson, digest, seed, self.options.sandboxed, Limits(), cells
        )
        verdict_key = cache_keys.verdict_key(run_key, self.judge_digest)
        return _Submission(student, source, screened, digest, run_key, verdict_key)

    def _stored_result(self, submission: _Submission) -> GradingResult | None:
        """The stored verdict, or today's checks on the stored run; None when there is neither."""
        name = self.lesson.name
        with contextlib.suppress(CourseError, ValueError, KeyError, TypeError):
            content = self.cache.get(name, VERDICTS, submission.verdict_key)
            if content is not None:
                result = from_bytes(content)
                self.summary.remembered += 1
                logger.info("%s: the verdict is in the cache", submission.student)
                return result
        recording = self.cache.get(name, RUNS, submission.run_key)
        if recording is None:
            return None
        replayed = judge_again(recording, self.lesson, submission.digest, self.secret)
        if replayed is not None:
            self.cache.put(name, VERDICTS, submission.verdict_key, to_bytes(replayed))
            self.summary.judged_again += 1
            logger.info("%s: judged again from its recording", submission.student)
        return replayed

    def _take_result(self, job: Job, outcome: TaskResult | WorkersDied) -> None:
        """Store the result of a job, and write it for all submissions that waited for it."""
        submissions = self.waiting.pop(job.key)
        first, name, summary = submissions[0], self.lesson.name, self.summary
        if isinstance(outcome, TaskJudged):
            if outcome.recording is not None:
                self.cache.put(name, RUNS, first.run_key, outcome.recording)
            self.cache.put(name, VERDICTS, job.key, outcome.result)
            result = from_bytes(outcome.result)
            summary.ran += 1
            summary.remembered += len(submissions) - 1
            summary.cpu_seconds += result.verdict.resources.get("cpu_seconds", 0.0)
        elif isinstance(outcome, WorkersDied):
            summary.set_aside += len(submissions)
            summary.refused += len(submissions)
            result = self._set_aside(first)
            self.cache.put(name, VERDICTS, job.key, to_bytes(result))
        else:
            assert isinstance(outcome, JudgeFailed)
            summary.refused += len(submissions)
            logger.error("The judge failed on %s: %s.", job.name, outcome.error_name)
            logger.info("%s", outcome.details)
            screened = replace(first.screened, flags=[])  # _write adds the flags of each submission
            result = judge_failed(self.lesson, screened, outcome.error_name, self.options.sandboxed)
        points, ending = result.verdict.points, result.verdict.outcome or "in full"
        logger.info("%s judged: %g points, %s", job.name, points, ending)
        for number, submission in enumerate(submissions):
            self._write(submission, result, ran=number == 0)

    def _set_aside(self, submission: _Submission) -> GradingResult:
        message = (
            f"The submission was set aside: {MAX_WORKER_DEATHS} of the processes that judge ended "
            "while they judged it. Nothing was judged. Ask your instructor to look at it."
        )
        screened = replace(
            submission.screened,
            outcome=WORKER_LOST,
            message=message,
            flags=[Flag(WORKER_LOST, f"{message} `--fresh` tries again.")],
        )
        refused = refuse(self.lesson, screened, self.isolation)
        return replace(refused, verdict=replace(refused.verdict, submission=submission.digest))

    def _write(self, submission: _Submission, result: GradingResult, ran: bool = False) -> None:
        """Write the grades, unless they are written already, and count the submission."""
        student, source, screened = submission.student, submission.source, submission.screened
        verdict, summary = result.verdict, self.summary
        if not screened.outcome:  # a stored result has no flags of screening
            verdict = replace(verdict, flags=[*screened.flags, *verdict.flags])
            result = replace(result, verdict=verdict)
        if self.writer.is_written(student, source, verdict, self.recorded.get(student)):
            summary.unchanged += 1
        else:
            try:
                self.writer.write(
                    source, JudgedSubmission.of(student, screened, self.lesson, result)
                )
            except GradeNotWrittenError as error:
                summary.unwritten[student] = str(error)
                self.progress.tell(failed=True, ran=ran)
                return
        summary.points[student] = verdict.points
        summary.flagged += bool(verdict.flags)
        if verdict.outcome:
            summary.problems.append(Problem(student, verdict.outcome, verdict.message))
        self.progress.tell(failed=bool(verdict.outcome), ran=ran)
