"""Run the verdict corpus through the judge, and see that nothing of it is left afterwards.

Right solutions must pass, wrong ones fail for the right reason, hostile ones get what they
earned and change nothing outside their box.
"""

from __future__ import annotations

import contextlib
import itertools
import math
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from html.parser import HTMLParser
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING, Any

from autograder.corpus import Submission, collide, notebook_of, read, submissions
from autograder.corpus.monitor import SideEffectMonitor, marked_processes
from autograder.course import Lesson, find_lessons, grading
from fmnist_lab.errors import CourseError, MachineError
from fmnist_lab.files import write_json

if TYPE_CHECKING:
    from autograder.judge import GradingResult, JudgeSession
    from autograder.sandbox import Limits

# The same inputs in each run of the corpus, whatever the course's own secret is.
SECRET = b"the verdict corpus is judged with the same inputs each time"
LONGEST = 1800.0  # seconds without any verdict, after which a run is given up
# Lesson 08 always trains, a little: one right entry, and the codes of which it is about.
TRAINED_NAMES = ("accepted/separable",)
TRAINED_CODES = ("does-not-learn", "training-lost", "too-many-parameters", "raises")
FEW_CODES, FEW_ACCEPTED = 4, 2
WRONG = ("false accept", "false reject", "wrong reason", "left behind")
# Tags and attributes that must not come alive on a page that shows a check's panel.
_LIVE = frozenset(
    [
        "script",
        "iframe",
        "img",
        "svg",
        "object",
        "embed",
        "link",
        "style",
        "form",
        "input",
        "meta",
        "base",
    ]
)


@dataclass(frozen=True)
class Finding:
    """What came of one submission. ``wrong`` is "" when that is what was expected.

    Else it is one of WRONG, and ``problem`` says what was found. ``seconds`` is wall time.
    """

    lesson: str
    name: str
    kind: str
    seconds: float
    wrong: str = ""
    problem: str = ""
    points: float = 0.0
    cpu_seconds: float = 0.0


# --- what to run -------------------------------------------------------------------------


def is_light(lesson: Lesson) -> bool:
    """Whether the lesson does without TensorFlow."""
    return not lesson.traits.uses_keras


def trains(submission: Submission) -> bool:
    """Whether judging it trains a network: then only a full run takes it, save a few."""
    traits = submission.lesson.traits
    if traits.checks_train:
        return submission.code not in TRAINED_CODES and submission.name not in TRAINED_NAMES
    return submission.path is None and traits.solution_trains


def select(lessons: Sequence[Lesson], everything: bool = False) -> list[Submission]:
    """The submissions to run: all, or a part that keeps every hostile file.

    The part has no long training, of the wrong ones the first of each check and code, and in
    costly lessons at most FEW_CODES of a check and FEW_ACCEPTED right ones.
    """
    chosen = []
    for lesson in lessons:
        codes: dict[str, set[str]] = {}
        for submission in submissions(lesson):
            if not everything and submission.kind != "hostile":
                if trains(submission):
                    continue
                seen = codes.setdefault(submission.check, set())
                name = submission.code or submission.name
                most = FEW_CODES if submission.code else FEW_ACCEPTED
                if name in seen or (lesson.traits.costly and len(seen) >= most):
                    continue
                seen.add(name)
            chosen.append(submission)
    return chosen


def limits_of(light: bool, everything: bool) -> tuple[Limits, float]:
    """The bounds of the boxes and the seconds of one cell: small ones, soon reached."""
    from autograder.sandbox import Limits

    if light:
        small = 64 * 2**20
        return Limits(
            memory_bytes=2**30,
            processes=128,
            cpu_seconds=20,
            wall_seconds=45,
            disk_bytes=small,
            file_bytes=small,
        ), 12.0
    return (Limits(), 900.0) if everything else (Limits(cpu_seconds=180, wall_seconds=600), 300.0)


Batch = tuple[Submission, ...]


def batches(chosen: Sequence[Submission], together: bool) -> list[Batch]:
    """What one box runs: a submission or, ``together``, several about different exercises."""
    made: list[list[Submission]] = []
    for submission in chosen:
        fits = (
            batch
            for batch in made
            if all(_mix(part, submission) and not collide(part, submission) for part in batch)
        )
        batch = next(fits, None) if together else None
        if batch is None:
            made.append([submission])
        else:
            batch.append(submission)
    return [tuple(batch) for batch in made]


def _mix(first: Submission, second: Submission) -> bool:
    """Whether what each does stays in its own exercise, as far as can be told."""
    return (
        first.lesson == second.lesson
        and first.lesson.traits.independent_exercises
        and first.kind == second.kind != "hostile"
        and not any(_wide(submission) for submission in (first, second))
    )


def _wide(submission: Submission) -> bool:
    """Whether it does more than one exercise's work: other cells, training."""
    return bool(submission.added) or any(".fit(" in code for code in submission.replaced.values())


def _units(chosen: Sequence[Submission], together: bool = True) -> list[list[Batch]]:
    """What one session runs in a row: after each hostile one another one, judged as always."""
    units = []
    for light in (False, True):
        own = [s for s in chosen if is_light(s.lesson) == light]
        others = iter(batches([s for s in own if s.kind != "hostile"], together))
        for hostile in (s for s in own if s.kind == "hostile"):
            units.append([(hostile,), *itertools.islice(others, 1)])
        units += [[batch] for batch in others]
    return units


# --- running it --------------------------------------------------------------------------


@dataclass(frozen=True)
class VerifyOptions:
    """How to run it."""

    jobs: int = 1
    everything: bool = False
    sandboxed: bool = True


def verify(
    chosen: Sequence[Submission],
    options: VerifyOptions,
    tell: Callable[[Finding], None] = lambda finding: None,
) -> list[Finding]:
    """Judge the submissions, ``options.jobs`` at a time; ``tell`` hears each finding.

    Raises SandboxUnavailable where no box can be had, and EnvironmentFailure for hostile
    submissions without one: they are only run in a box.
    """
    from autograder.sandbox import require_sandbox

    if options.sandboxed:
        require_sandbox()
    elif any(s.kind == "hostile" for s in chosen):
        raise MachineError(
            "Hostile submissions are only run in a sandbox. Leave --no-sandbox away, or run "
            "the others alone."
        )
    before, found = marked_processes(), []
    for finding in _run(_units(chosen, not options.everything), options):
        tell(finding)
        found.append(finding)
    left = marked_processes() - before
    return [*found, _left(sorted(left))] if left else found


def _run(units: Sequence[Sequence[Batch]], options: VerifyOptions) -> Iterator[Finding]:
    jobs = min(options.jobs, len(units))
    if jobs <= 1:
        with VerifyWorker(options) as work:
            for unit in units:
                yield from work.unit(unit)
        yield from work.after
        return
    context = multiprocessing.get_context("spawn")
    todo: Any = context.Queue()
    done: Any = context.Queue()
    for unit in units:
        todo.put([[_address(submission) for submission in batch] for batch in unit])
    for _ in range(jobs):
        todo.put(None)
    workers = [
        context.Process(target=_worker, args=(todo, done, options), daemon=True)
        for _ in range(jobs)
    ]
    for worker in workers:
        worker.start()
    try:
        yield from _collect(done, workers)
    finally:
        with contextlib.suppress(Empty):  # stopped: what has begun is ended, nothing more begun
            while True:
                todo.get_nowait()
        for _ in workers:
            todo.put(None)
        for worker in workers:
            worker.join(LONGEST)


def _address(submission: Submission) -> tuple[str, str, str]:
    lesson = submission.lesson
    return str(lesson.course), lesson.name, str(submission.path or "")


def _collect(done: Any, workers: Sequence[Any]) -> Iterator[Finding]:
    """The workers' findings, until each has said that it is finished."""
    working, last = len(workers), time.monotonic()
    while working:
        try:
            message = done.get(timeout=5)
        except Empty:
            dead = [w.exitcode for w in workers if w.exitcode]
            if dead or time.monotonic() - last > LONGEST:
                how = f"ended with status {dead[0]}" if dead else f"was silent for {LONGEST:g} s"
                raise MachineError(f"A process that judges the corpus {how}.") from None
            continue
        last = time.monotonic()
        if isinstance(message, dict):
            yield Finding(**message)
        elif message is None:
            working -= 1
        else:
            raise MachineError(f"The corpus can't be judged: {message}")


def _worker(todo: Any, done: Any, options: VerifyOptions) -> None:
    import traceback

    lessons: dict[tuple[str, str], Lesson] = {}

    def submission(course: str, name: str, path: str) -> Submission:
        if (course, name) not in lessons:
            lessons[course, name] = find_lessons(Path(course), [name])[0]
        lesson = lessons[course, name]
        return read(Path(path), lesson) if path else Submission(lesson, None)

    try:
        with VerifyWorker(options) as work:
            while (unit := todo.get()) is not None:
                for finding in work.unit([tuple(submission(*a) for a in batch) for batch in unit]):
                    done.put(asdict(finding))
        for finding in work.after:
            done.put(asdict(finding))
        done.put(None)
    except MachineError as problem:
        done.put(str(problem))
    except BaseException:
        done.put(traceback.format_exc())


def _left(what: Sequence[str]) -> Finding:
    return Finding("", "after all of them", "hostile", 0.0, "left behind", "; ".join(what))


class VerifyWorker:
    """One worker: a session of judging, and a watch over what must stay as it is.

    ``after`` holds what was found wrong when all had ended.
    """

    def __init__(self, options: VerifyOptions) -> None:
        self.options = options
        self.after: list[Finding] = []
        self._session: JudgeSession | None = None
        self._light: bool | None = None

    def __enter__(self) -> VerifyWorker:
        self.watch = SideEffectMonitor()
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self._close()
        left = self.watch.left_at_the_end() if kind is None else []
        self.watch.close()
        if left:
            self.after.append(_left(left))

    def _close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def session(self, light: bool) -> JudgeSession:
        """The session for light or heavy lessons; the other one is closed."""
        from autograder.judge import JudgeSession

        if self._session is None or self._light != light:
            self._close()
            limits, cell_seconds = limits_of(light, self.options.everything)
            self._light = light
            self._session = JudgeSession(
                self.watch.course,
                sandboxed=self.options.sandboxed,
                limits=limits,
                secret=SECRET,
                cell_seconds=cell_seconds,
                ahead=False,
            )
        return self._session

    def unit(self, unit: Iterable[Batch]) -> Iterator[Finding]:
        """Judge some batches in the same session; where one is not as expected, each alone."""
        for batch in unit:
            found = self.batch(batch)
            if len(batch) > 1 and any(finding.wrong for finding in found):
                found = [finding for alone in batch for finding in self.batch((alone,))]
            yield from found

    def batch(self, batch: Batch) -> list[Finding]:
        """Judge what one box runs, and look around afterwards."""
        started = time.monotonic()
        judged = self.judge(batch)
        compared = [compare(submission, judged, batch) for submission in batch]
        left = self.watch.left() if batch[0].kind == "hostile" else []
        if left:
            compared = [
                ("left behind", "; ".join([*left, *filter(None, [said])])) for _, said in compared
            ]
        seconds = (time.monotonic() - started) / len(batch)
        cpu = judged.verdict.resources.get("cpu_seconds", 0.0) / len(batch)
        return [
            Finding(
                submission.lesson.name,
                submission.name,
                submission.kind,
                round(seconds, 2),
                wrong,
                problem,
                judged.verdict.points,
                round(cpu, 2),
            )
            for submission, (wrong, problem) in zip(batch, compared, strict=True)
        ]

    def judge(self, batch: Batch) -> GradingResult:
        """Judge it: through screening as handed in, or, cut short, as far as it goes."""
        from autograder.screening import judge_screened, screen

        submission, lesson = batch[0], batch[0].lesson
        session = self.session(is_light(lesson))
        if submission.kind == "rejected":
            return session.judge(lesson, notebook_of(batch))
        with tempfile.TemporaryDirectory(
            prefix="handed-in-", dir=self.watch.scratch, ignore_cleanup_errors=True
        ) as place:
            directory = Path(place) / "someone" / lesson.name
            directory.mkdir(parents=True)
            submission.write(directory, batch[1:])
            return judge_screened(session, lesson, screen(directory, lesson))


# --- what must come of it ----------------------------------------------------------------


def compare(submission: Submission, judged: GradingResult, batch: Batch = ()) -> tuple[str, str]:
    """What is wrong with a verdict and what was found, or two empty texts.

    ``batch`` are all of those that the verdict is about, when ``submission`` isn't alone.
    """
    verdict, lesson = judged.verdict, submission.lesson
    results = {result["id"]: result for result in verdict.checks}
    if list(results) != list(lesson.checks):
        return "wrong reason", f"the verdict is about {list(results)}"
    for check in lesson.checks.values():
        score = results[check.id]["score"]
        if not (isinstance(score, float) and math.isfinite(score) and 0 <= score <= check.points):
            return "wrong reason", f"{check.id} has the score {score!r}"
    unsafe = _unsafe(submission, judged, results)
    if unsafe:
        return "wrong reason", unsafe
    how = f" ({verdict.outcome}: {verdict.message})" if verdict.outcome else ""
    how += "".join(f"; the cell {c} raised {e:.200}" for c, e in verdict.errors.items())

    def said(check_id: str) -> str:
        result = results[check_id]
        return f"{check_id} {result['score']:g} {result['code']}: {result['observed']}{how}"

    if submission.kind == "rejected":
        others = {part.check for part in batch} - {submission.check}
        return _compare_rejected(submission, results, said, others)
    earned = set(lesson.checks) if submission.kind == "accepted" else submission.earned
    for check in lesson.checks.values():
        score = results[check.id]["score"]
        if check.id in earned and score < check.points:
            return "false reject", said(check.id)
        if check.id not in earned and score > 0:
            return "false accept", said(check.id)
    if verdict.outcome != submission.outcome:
        found = f"the outcome is {verdict.outcome!r}; expected {submission.outcome!r}{how}"
        return "wrong reason", found
    flags = [flag["code"] for flag in verdict.flags]
    if submission.flag and submission.flag not in flags:
        return "wrong reason", f"the flags are {flags}; expected {submission.flag!r}"
    return "", ""


def _compare_rejected(
    submission: Submission,
    results: dict[str, dict[str, Any]],
    said: Callable[[str], str],
    others: set[str],
) -> tuple[str, str]:
    for check in submission.lesson.checks.values():
        result = results[check.id]
        passed = result["score"] >= check.points
        if check.id != submission.check:
            if not passed and check.id not in others:
                return "wrong reason", said(check.id)
            continue
        if passed:
            return "false accept", f"{check.id} passed; expected {submission.code}"
        if result["code"] != submission.code:
            return "wrong reason", f"expected {submission.code}, got {said(check.id)}"
        break
    return "", ""


def _unsafe(
    submission: Submission, judged: GradingResult, results: dict[str, dict[str, Any]]
) -> str:
    """What is wrong with the outputs of the graded cells, or "".

    nbgrader reads a score from them, and people look at them.
    """
    by_grade_id = {result["grade_id"]: result for result in results.values()}
    for cell in submission.notebook().cells:
        result = by_grade_id.get(grading(cell).get("grade_id", ""))
        outputs = judged.outputs.get(cell.get("id", ""))
        if result is None or (outputs is None and submission.prelude):
            continue
        kinds = [output["output_type"] for output in outputs or []]
        if kinds != ["display_data", "execute_result"]:
            return f"the outputs of {result['id']} are {kinds}"
        assert outputs is not None
        shown = outputs[1]["data"]
        if list(shown) != ["text/plain"] or float(shown["text/plain"]) != result["score"]:
            return f"the outputs of {result['id']} give {shown}; its score is {result['score']:g}"
        panel = _Panel()
        panel.feed(outputs[0]["data"].get("text/html", ""))
        if panel.live:
            return f"the panel of {result['id']} holds {panel.live}"
    return ""


class _Panel(HTMLParser):
    """Finds what a browser would run in a check's panel."""

    def __init__(self) -> None:
        super().__init__()
        self.live = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        text = [name for name, value in attrs if name.startswith("on")]
        text += [value for _, value in attrs if value and "script:" in value]
        if tag in _LIVE or text:
            self.live = f"<{' '.join([tag, *text])}>"


# --- telling -----------------------------------------------------------------------------


def summary(found: Sequence[Finding], seconds: float, jobs: int) -> dict[str, Any]:
    """The run in numbers, for JSON."""
    told: dict[str, Any] = {}
    for kind in ("accepted", "rejected", "hostile"):
        own = [f for f in found if f.kind == kind and f.lesson]
        told[kind] = {"right": sum(not f.wrong for f in own), "of": len(own)}
    for wrong in WRONG:
        named = [f"{f.lesson}/{f.name}: {f.problem}" for f in found if f.wrong == wrong]
        told[wrong.replace(" ", "_")] = named
    return {
        **told,
        "seconds": round(seconds, 1),
        "jobs": jobs,
        "submissions": [asdict(f) for f in found],
    }


def table(found: Sequence[Finding]) -> Any:
    """A rich table: right out of total, lesson by lesson."""
    from rich.table import Table

    shown = Table("lesson", title="The verdict corpus")
    for name in ("accepted", "rejected", "hostile", "seconds"):
        shown.add_column(name, justify="right")
    found = [f for f in found if f.lesson]
    for name in [*sorted({f.lesson for f in found}), "all"]:
        own = [f for f in found if name in ("all", f.lesson)]
        cells = []
        for kind in ("accepted", "rejected", "hostile"):
            some = [f for f in own if f.kind == kind]
            cells.append(f"{sum(not f.wrong for f in some)}/{len(some)}")
        if name == "all":
            shown.add_section()
        shown.add_row(name, *cells, f"{sum(f.seconds for f in own):.0f}")
    return shown


def command(
    lessons: Sequence[Lesson],
    options: VerifyOptions,
    *,
    only: Sequence[str] = (),
    report: Path | None = None,
) -> int:
    """``autograder verify``: a table, and every wrong verdict by name; 1 when there is one.

    ``only`` picks submissions whose name holds one of its texts; CourseError for a text that is
    in none. ``report`` is where the JSON goes.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console()
    chosen = select(lessons, options.everything)
    if only:
        every = select(lessons, True)
        chosen = [s for s in every if any(text in s.name for text in only)]
    if not options.sandboxed:
        chosen = [s for s in chosen if s.kind != "hostile"]
    for text in only:
        if not any(text in submission.name for submission in chosen):
            raise CourseError(
                f"No submission to {', '.join(lesson.name for lesson in lessons)} has {text!r} in "
                "its name; names look like hostile/fork_bomb, and tests/submissions/ holds them all"
                f"{'' if options.sandboxed else '. Without a sandbox hostile ones are left out'}."
            )
    started = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("submissions", total=len(chosen))
        found = verify(chosen, options, lambda finding: progress.advance(task))
    seconds = time.monotonic() - started
    if report is not None:
        write_json(report, summary(found, seconds, options.jobs))
    console.print(table(found))
    for finding in found:
        if finding.wrong:
            where = "/".join(filter(None, [finding.lesson, finding.name]))
            console.print(
                f"{finding.wrong}: {where}: {finding.problem}", markup=False, soft_wrap=True
            )
    kinds = [finding.wrong for finding in found]
    console.print(
        f"{kinds.count('false accept')} false accepts, {kinds.count('false reject')} false "
        f"rejects, {kinds.count('wrong reason')} with another reason or ending, "
        f"{kinds.count('left behind')} that left something behind, of {len(chosen)} submissions "
        f"in {seconds:.0f} s."
    )
    if not options.sandboxed:
        console.print("Without a sandbox: the hostile ones were not run.")
    return 1 if any(kinds) else 0
