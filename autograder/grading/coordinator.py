"""``autograder grade``: the coordinator."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder import screening
from autograder.course import Lesson
from autograder.grading import cache_keys
from autograder.grading import workers as workers_module
from autograder.grading.cache import RUNS, VERDICTS, VerdictCache
from autograder.grading.progress import Progress
from autograder.grading.recording import judge_again
from autograder.grading.worker import Task, TaskResult, from_bytes, to_bytes, who
from autograder.grading.workers import Job, Later, WorkerPool
from autograder.judge.session import course_secret, seed_of, submission_hash
from autograder.nbgrader_plugin.errors import GradeNotWrittenError, explain_os_errors
from autograder.screening import ScreenedSubmission
from fmnist_lab.errors import CourseError, MachineError

if TYPE_CHECKING:
    from autograder.judge import GradingResult
    from autograder.nbgrader_plugin.gradebook import GradebookWriter
    from autograder.sandbox import Limits

STATE = Path(".autograder")


@dataclass(frozen=True)
class GradingOptions:
    """How to grade: ``workers`` 0 for as many as fit, ``scheduler`` "" for this machine's own.

    ``students`` are those to grade, all when empty.
    """

    workers: int = 0
    scheduler: str = ""
    fresh: bool = False
    sandboxed: bool = True
    students: tuple[str, ...] = ()
    limits: Limits | None = None


@dataclass
class GradingSummary:
    """What came of it. Each submission counts once: in ``ran`` (its notebook was run now),
    ``judged_again`` (today's checks on a stored run), ``remembered`` (a stored verdict) or
    ``refused`` (screening, or set aside); ``unchanged`` are those of them whose grades were
    already written. ``problems`` are the submissions that were not judged in full, ``unwritten``
    those whose grades could not be written, and why.
    """

    lesson: str
    submissions: int = 0
    ran: int = 0
    judged_again: int = 0
    remembered: int = 0
    refused: int = 0
    unchanged: int = 0
    set_aside: int = 0
    workers: int = 0
    points: dict[str, float] = field(default_factory=dict)
    max_points: float = 0.0
    problems: list[dict[str, str]] = field(default_factory=list)
    unwritten: dict[str, str] = field(default_factory=dict)
    flagged: int = 0
    seconds: float = 0.0
    start_seconds: float = 0.0
    cpu_seconds: float = 0.0

    def text(self) -> str:
        """A few lines for people."""
        scores = sorted(self.points.values())
        lines = [
            f"{self.lesson}: {self.submissions} submissions in {self.seconds:.1f} s"
            f" ({self.ran} run, {self.judged_again} judged again from what was stored, "
            f"{self.remembered} remembered, {self.refused} not run)."
        ]
        if scores:
            middle = scores[len(scores) // 2]
            lines.append(
                f"Points of {self.max_points:g} from checks: lowest {scores[0]:g}, middle "
                f"{middle:g}, highest {scores[-1]:g}."
            )
        for problem in self.problems[:10]:
            lines.append(f"  {problem['student']}: {problem['outcome']}. {problem['message']}")
        if self.problems[10:]:
            lines.append(f"  and {len(self.problems) - 10} more that were not judged in full.")
        if self.flagged:
            lines.append(f"{self.flagged} have flags for a look: `autograder report` lists them.")
        return "\n".join(lines)

    def check_written(self) -> None:
        """Raises MachineError that names whose grades could not be written."""
        if self.unwritten:
            first, *others = self.unwritten
            more = f" and {len(others)} more" if others else ""
            raise MachineError(
                f"The grades of {first}{more} could not be written; all others are. "
                f"{self.unwritten[first]}"
            )


@dataclass
class _Submission:
    """One submission on its way through the coordinator."""

    student: str
    source: Path
    screened: ScreenedSubmission
    run: str = ""
    verdict: str = ""


def grade(lesson: Lesson, options: GradingOptions) -> GradingSummary:
    """Judge every submission to a lesson, write the gradebook and ``autograded/``.

    Raises CourseError, with everything that is done kept, when it can't begin or go on. Single
    submissions that could not be written are in the summary's ``unwritten``.
    """
    started = time.monotonic()
    if not lesson.checks:
        raise CourseError(f"{lesson.name} has no checks; grade it with `nbgrader autograde`.")
    from autograder.nbgrader_plugin import gradebook

    if options.scheduler and options.workers:
        raise CourseError(
            "--workers says how many processes to start on this machine, and --scheduler names "
            "others; expected one of the two."
        )
    config = gradebook.settings(lesson.course)
    coursedir = gradebook.course_directory(config, lesson.name)
    for student in options.students:
        gradebook.check_student(student, "--student")
    found = gradebook.submitted(coursedir, lesson.name)
    missing = [student for student in options.students if student not in found]
    if missing:
        raise CourseError(f"{', '.join(missing)}: no submission to {lesson.name}.")
    if options.students:
        found = {student: found[student] for student in sorted(set(options.students))}
    gradebook.check_gradebook(coursedir.db_url, coursedir.course_id)
    made = gradebook.gradebook_writer(lesson.course, lesson, config)
    options = replace(options, sandboxed=options.sandboxed and made.sandboxed)
    coordinator = _Coordinator(lesson, options, found, made)
    with _alone(lesson.course):
        return coordinator.go(started)


class _Coordinator:
    def __init__(
        self,
        lesson: Lesson,
        options: GradingOptions,
        found: Mapping[str, Path],
        book: GradebookWriter,
    ) -> None:
        from autograder.sandbox import Limits

        self.lesson = lesson
        self.options = options
        self.found = found
        self.book = book
        self.limits = options.limits or Limits()
        self.store = VerdictCache(lesson.course)
        self.judge_digest = cache_keys.judge_digest(lesson)
        self.summary = GradingSummary(lesson.name, submissions=len(found))
        self.summary.max_points = sum(check.points for check in lesson.checks.values())
        self.todo = iter(found.items())
        self.running: dict[str, list[_Submission]] = {}  # by verdict: those that wait for it
        self.recorded: dict[str, Any] = {}
        self.crew: Later | None = None

    def go(self, started: float) -> GradingSummary:
        """All of it."""
        summary = self.summary
        with ExitStack() as stack:
            stack.callback(self._dismiss)
            if self._first_to_run() or self.options.scheduler:
                self._hire()
            self.secret = course_secret(self.lesson.course)
            stack.enter_context(self.book.opened(self.options.sandboxed))
            self.recorded = self._reliable()
            progress = Progress(self.lesson.name, len(self.found))
            self.progress = stack.enter_context(progress)
            summary.start_seconds = round(time.monotonic() - started, 3)
            job = self._next()
            if job is not None:
                self._run(job)
            self._note_due()
        summary.seconds = round(time.monotonic() - started, 3)
        self._write_summary()
        return summary

    # --- what is to be run

    def _first_to_run(self) -> bool:
        """Whether anything has no verdict yet: then workers are started at once."""
        if self.options.fresh:
            return True
        self.secret = course_secret(self.lesson.course)
        every = (self._screen(student, source) for student, source in self.found.items())
        for one in islice((one for one in every if not one.screened.outcome), 8):
            if not self.store.has(self.lesson.name, VERDICTS, one.verdict):
                return not self.store.has(self.lesson.name, RUNS, one.run)
        return False

    def _hire(self) -> Later:
        """The workers, being started. Raises CourseError when they can't judge."""
        self.crew = Later(self._make_crew)
        if self.options.scheduler:
            self.crew.get().muster()
        elif problem := who(self.lesson.name, self.options.sandboxed)["problem"]:
            raise CourseError(problem)  # of this machine, and so of all its workers
        return self.crew

    def _make_crew(self) -> WorkerPool:
        options = self.options
        if options.scheduler:
            return workers_module.existing(self.lesson, options.sandboxed, options.scheduler)
        wanted = options.workers or workers_module.default_workers()
        return workers_module.local(self.lesson, options.sandboxed, min(wanted, len(self.found)))

    def _dismiss(self) -> None:
        if self.crew is not None:
            self.crew.discard()

    def _run(self, first: Job) -> None:
        crew = (self.crew or self._hire()).get()
        crew.muster()
        self.summary.workers = len(crew.workers)
        self.progress.running = lambda: crew.running
        waiting: list[Job] = [first]
        crew.run(
            lambda: waiting.pop() if waiting else self._next(), self._judged, self.progress.show
        )

    def _next(self) -> Job | None:
        """The next submission that must run; those before it that needn't are written down."""
        for student, source in self.todo:
            one = self._screen(student, source)
            if one.screened.outcome:
                seal = "sealed" if self.options.sandboxed else "no-sandbox"
                self.summary.refused += 1
                self._write(one, screening.refuse(self.lesson, one.screened, seal))
                continue
            judged = self._stored(one)
            if judged is not None:
                self._write(one, judged)
                continue
            if one.verdict in self.running:
                self.running[one.verdict].append(one)
                continue
            self.running[one.verdict] = [one]
            task = Task(
                self.lesson.name,
                json.dumps(one.screened.notebook),
                one.screened.files,
                self.secret,
                self.options.sandboxed,
                self.limits,
            )
            return Job(student, task, one)
        return None

    def _screen(self, student: str, source: Path) -> _Submission:
        one = _Submission(student, source, screening.screen_submission(source, self.lesson))
        if not one.screened.outcome:
            digest = submission_hash(one.screened.notebook, one.screened.files)
            seed = seed_of(self.secret, digest, "")
            cells = [c.get("id", "") for c in one.screened.notebook.cells if c.cell_type == "code"]
            one.run = cache_keys.run_key(
                self.lesson, digest, seed, self.options.sandboxed, self.limits, cells
            )
            one.verdict = cache_keys.verdict_key(one.run, self.judge_digest)
        return one

    def _stored(self, one: _Submission) -> GradingResult | None:
        """The verdict from what is kept, if that suffices."""
        if self.options.fresh:
            return None
        name = self.lesson.name
        with contextlib.suppress(CourseError, ValueError, KeyError, TypeError):
            content = self.store.get(name, VERDICTS, one.verdict)
            if content is not None:
                judged = from_bytes(content)
                self.summary.remembered += 1
                return judged
        recording = self.store.get(name, RUNS, one.run)
        if recording is None:
            return None
        digest = submission_hash(one.screened.notebook, one.screened.files)
        again = judge_again(recording, self.lesson, digest, self.secret)
        if again is not None:
            self.store.put(name, VERDICTS, one.verdict, to_bytes(again))
            self.summary.judged_again += 1
        return again

    # --- what came back

    def _judged(self, job: Job, done: TaskResult) -> None:
        first: _Submission = job.about
        name = self.lesson.name
        everyone = self.running.pop(first.verdict, [first])
        if done.failed == workers_module.LOST:
            self.summary.set_aside += len(everyone)
            self.summary.refused += len(everyone)
            judged = self._set_aside(first)
            self.store.put(name, VERDICTS, first.verdict, to_bytes(judged))
        elif done.failed:
            from autograder.nbgrader_plugin.autograde import judge_failed

            kind, _, trace = done.failed.partition("\n")
            print(f"The judge failed on {first.student}: {kind}\n{trace}", file=sys.stderr)
            self.summary.refused += len(everyone)
            screened = replace(first.screened, flags=[])  # each gets its own when it is written
            judged = judge_failed(self.lesson, screened, kind, self.options.sandboxed)
        else:
            if done.recording is not None:
                self.store.put(name, RUNS, first.run, done.recording)
            self.store.put(name, VERDICTS, first.verdict, done.judged)
            judged = from_bytes(done.judged)
            self.summary.ran += 1
            self.summary.remembered += len(everyone) - 1
            self.summary.cpu_seconds += judged.verdict.resources.get("cpu_seconds", 0.0)
        for number, one in enumerate(everyone):
            self._write(one, judged, ran=number == 0)

    def _set_aside(self, one: _Submission) -> GradingResult:
        message = (
            f"The submission was set aside: {workers_module.TRIES} of the processes that judge ended while "
            "they judged it. Nothing was judged. Ask your instructor to look at it."
        )
        screened = replace(
            one.screened,
            outcome=workers_module.LOST,
            message=message,
            flags=[{"code": workers_module.LOST, "message": f"{message} `--fresh` tries again."}],
        )
        seal = "sealed" if self.options.sandboxed else "no-sandbox"
        refused = screening.refuse(self.lesson, screened, seal)
        digest = submission_hash(one.screened.notebook, one.screened.files)
        return replace(refused, verdict=replace(refused.verdict, submission=digest))

    def _write(self, one: _Submission, judged: GradingResult, ran: bool = False) -> None:
        """Into the gradebook, unless it is there already."""
        if not one.screened.outcome:
            flags = [*one.screened.flags, *judged.verdict.flags]
            judged = replace(judged, verdict=replace(judged.verdict, flags=flags))
        verdict, summary = judged.verdict, self.summary
        recorded = self.recorded.get(one.student)
        if self.book.is_written(one.student, one.source, verdict, recorded):
            summary.unchanged += 1
        else:
            try:
                self.book.write(one.student, one.source, one.screened, judged)
            except GradeNotWrittenError as error:
                summary.unwritten[one.student] = str(error)
                self.progress.tell(failed=True, ran=ran)
                return
        summary.points[one.student] = verdict.points
        summary.flagged += bool(verdict.flags)
        if verdict.outcome:
            summary.problems.append(
                {"student": one.student, "outcome": verdict.outcome, "message": verdict.message}
            )
        self.progress.tell(failed=bool(verdict.outcome), ran=ran)

    # --- the gradebook as it was

    def _reliable(self) -> dict[str, Any]:
        """What the gradebook holds, or nothing when all must be written anew."""
        state = self.lesson.course / STATE / f"{self.lesson.name}.due"
        try:
            same = state.read_text(encoding="utf-8") == self.book.due()
        except OSError:
            same = False
        # Another due date, or another rule for those who are late, changes every penalty.
        return self.book.recorded() if same and not self.options.fresh else {}

    def _note_due(self) -> None:
        """Everything is written for this due date, as it was before the first."""
        if not self.options.students and not self.summary.unwritten:
            _write_text(self.lesson.course / STATE / f"{self.lesson.name}.due", self.book.due())

    def _write_summary(self) -> None:
        path = self.lesson.course / STATE / f"{self.lesson.name}.json"
        _write_text(path, json.dumps(asdict(self.summary), indent=1) + "\n")


def _write_text(path: Path, text: str) -> None:
    with explain_os_errors(path):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)


@contextmanager
def _alone(course: Path) -> Iterator[None]:
    """One coordinator for a course at a time: the lock ends with the process."""
    try:
        import fcntl
    except ModuleNotFoundError:
        raise CourseError(
            f"Grading needs Linux, and this is {sys.platform}; grade in a virtual machine or in WSL."
        ) from None
    path = course / STATE / "grading"
    with explain_os_errors(path):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        file = path.open("a", encoding="utf-8")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CourseError(
                f"Another `autograder grade` is at work in {course}. Wait until it has ended."
            ) from None
        yield
