"""``autograder leaderboard``: lesson 08's entries, each trained three times within a budget.

Each submission is screened and run in a box as far as the lesson's check. Then its ``entry`` is
called with seeds 0, 1 and 2 on the 48,000 training images; the 10,000 test images, which are not
in the box, go in without labels and in an order of their own, and the accuracy is computed out
here. Computing is measured from outside as well: all of the box during the three calls, which
hold the scoring too.

What the box says is not proof of everything. ``entry`` is locked and put back by screening, but
code after it may give the name to something else, and the number of parameters is what the
student's process tells. The test images are public: a table of their labels hidden in a notebook
can't be told from a very good network. The first places deserve a look at the code.

What came of a submission is kept in ``.autograder/cache``, by the hash of all that it depends
on, and written beside its verdict as ``leaderboard.json``.
"""

from __future__ import annotations

import hashlib
import json
import math
import statistics
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder import screening
from autograder.bridge.client import BoxLostError, Bridge
from autograder.checks import CheckFailedError, Function, expect, fail
from autograder.checks.lessons.lesson_08 import MAX_PARAMETERS, UNTRAINED
from autograder.course import LESSONS, Lesson
from autograder.grading import cache_keys
from autograder.grading.cache import VerdictCache
from autograder.judge import JudgeSession
from autograder.judge.session import course_secret, seed_of, submission_hash
from autograder.nbgrader_plugin import gradebook
from autograder.screening import ScreenedSubmission
from fmnist_lab.errors import CourseError
from fmnist_lab.files import write_bytes

if TYPE_CHECKING:
    from autograder.sandbox import Limits

CHECK = "08.build_model"
SEEDS = (0, 1, 2)
# The 97.5 % quantile of Student's t with two degrees of freedom: what three values allow.
SPREADS = 4.3
UNSEEN = 0.96  # no network of 500,000 parameters that was trained for minutes is known to reach it
# Of a box; the frame with 48,000 images and its copies take 1 GiB of it.
MEMORY = 4 * 2**30
WALL = 3  # times the computing that a box may take in all
KIND = "leaderboard"
FILE = "leaderboard.json"
FORMAT = 1
REASON = 400  # characters


@dataclass(frozen=True)
class Budget:
    """``cpu_seconds`` are for the three calls together, ``notebook_seconds`` for all before."""

    parameters: int = MAX_PARAMETERS
    cpu_seconds: float = 900.0
    notebook_seconds: float = 300.0

    def limits(self) -> Limits:
        """The bounds of a box in which all of it fits."""
        from autograder.sandbox import Limits

        computing = self.cpu_seconds + self.notebook_seconds
        return Limits(MEMORY, cpu_seconds=computing, wall_seconds=WALL * computing)


@dataclass(frozen=True)
class Images:
    """``x`` and ``y`` to train on; ``x_new`` to be scored, ``labels`` are never sent."""

    x: np.ndarray
    y: np.ndarray
    x_new: np.ndarray
    labels: np.ndarray

    @classmethod
    def of_the_course(cls) -> Images:
        """48,000 training images and the 10,000 test images, float32 (n, 28, 28, 1) in [0, 1]."""
        from fmnist_lab import recorded

        x, y, _, _ = recorded.training_arrays()
        return cls(x, y, *recorded.test_arrays())

    def digest(self) -> str:
        """SHA-256 of all of it."""
        made = hashlib.sha256()
        for array in (self.x, self.y, self.x_new, self.labels):
            made.update(f"{array.dtype} {array.shape}\n".encode())
            made.update(np.ascontiguousarray(array).data)
        return made.hexdigest()


@dataclass(frozen=True)
class Result:
    """What came of one submission. ``reason`` says why it has no rank, "" when it has one.

    ``accuracies`` has one a finished training, ``cpu_seconds`` is for all that were begun.
    """

    accuracies: tuple[float, ...] = ()
    parameters: int = 0
    cpu_seconds: float = 0.0
    reason: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def mean(self) -> float:
        """Of the accuracies."""
        return statistics.fmean(self.accuracies)

    @property
    def standard_error(self) -> float:
        """Of the mean."""
        return statistics.stdev(self.accuracies) / math.sqrt(len(self.accuracies))

    def told_apart(self, other: Result) -> bool:
        """Whether the gap is more than three trainings each explain by luck."""
        spread = math.hypot(self.standard_error, other.standard_error)
        return abs(self.mean - other.mean) > SPREADS * spread

    def to_json(self) -> str:
        """For the file beside the verdict, and for the store."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: bytes) -> Result | None:
        """Read one back; None for anything else."""
        try:
            content = json.loads(text)
            if content.pop("format") != FORMAT:
                return None
            for name in ("accuracies", "remarks"):
                content[name] = tuple(content[name])
            return cls(**content)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None


@dataclass(frozen=True)
class Row:
    """A student's place: ``rank`` None when there is none; ``near`` are rows not told apart."""

    student: str
    result: Result
    rank: int | None = None
    near: tuple[str, ...] = field(default=())

    @property
    def remark(self) -> str:
        """All that is to be said, in words."""
        said = [self.result.reason] if self.result.reason else []
        if self.near:
            more = f" and {len(self.near) - 5} more" if self.near[5:] else ""
            said.append(f"Can't be told apart from {', '.join(self.near[:5])}{more}.")
        return " ".join([*said, *self.result.remarks])


def leaderboard(
    lesson: Lesson,
    *,
    budget: Budget | None = None,
    images: Images | None = None,
    fresh: bool = False,
    sandboxed: bool = True,
    tell: Callable[[str], None] = lambda line: None,
) -> list[Row]:
    """Run every submission that isn't known yet; all rows, the best first.

    ``fresh`` runs the known ones too, ``tell`` hears how far it is. Raises CourseError when there
    is nothing to rank or nothing can be run; what was finished by then is kept.
    """
    if not lesson.traits.has_leaderboard:
        names = ", ".join(row.name for row in LESSONS if row.has_leaderboard)
        raise CourseError(f"{lesson.name} has no leaderboard; only {names} has one.")
    config = gradebook.settings(lesson.course)
    coursedir = gradebook.course_directory(config, lesson.name)
    found = gradebook.submitted(coursedir, lesson.name)
    sandboxed = sandboxed and gradebook.gradebook_writer(lesson.course, lesson, config).sandboxed
    images = images or Images.of_the_course()
    rows = []
    with _Board(lesson, budget or Budget(), images, fresh, sandboxed, tell) as board:
        for number, (student, source) in enumerate(found.items(), 1):
            result = board.result(f"{student} ({number} of {len(found)})", source)
            rows.append(Row(student, result))
            step = coursedir.autograded_directory
            directory = Path(coursedir.format_path(step, student, lesson.name))
            # Alone it would look to nbgrader like a submission that lost its notebook.
            if (directory / "verdict.json").is_file():
                write_bytes(directory / FILE, result.to_json().encode())
    return ranked(rows)


def ranked(rows: Iterable[Row]) -> list[Row]:
    """The rows with their ranks, those without one last. The same mean has the same rank."""
    rows = list(rows)
    last = sorted((r for r in rows if r.result.reason), key=lambda r: r.student)
    first = [r for r in rows if not r.result.reason]
    first.sort(key=lambda r: (-r.result.mean, r.result.cpu_seconds, r.student))
    means = [r.result.mean for r in first]
    return [
        replace(
            row,
            rank=means.index(row.result.mean) + 1,
            near=tuple(
                other.student
                for other in first
                if other is not row and not row.result.told_apart(other.result)
            ),
        )
        for row in first
    ] + last


class _Board:
    """Gives results, from what is kept or from a box; a context manager."""

    def __init__(
        self,
        lesson: Lesson,
        budget: Budget,
        images: Images,
        fresh: bool,
        sandboxed: bool,
        tell: Callable[[str], None],
    ) -> None:
        self.lesson, self.budget, self.images = lesson, budget, images
        self.fresh, self.sandboxed, self.tell = fresh, sandboxed, tell
        self.store = VerdictCache(lesson.course)
        self.secret = course_secret(lesson.course)
        self.session: JudgeSession | None = None
        self.ran: set[str] = set()  # keys: the same work handed in twice runs once
        own = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
        self.about = json.dumps([FORMAT, own, images.digest(), asdict(budget), SEEDS])
        self._stack = ExitStack()

    def __enter__(self) -> _Board:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def result(self, name: str, source: Path) -> Result:
        """Of one directory that was handed in."""
        screened = screening.screen_submission(source, self.lesson)
        if screened.outcome:
            self.tell(f"{name}: not run")
            return Result(reason=screened.message)
        digest = submission_hash(screened.notebook, screened.files)
        seed = seed_of(self.secret, digest, KIND)
        run = cache_keys.run_key(self.lesson, digest, seed, self.sandboxed, self.budget.limits())
        key = cache_keys.verdict_key(run, self.about)
        if not self.fresh or key in self.ran:
            content = self.store.get(self.lesson.name, KIND, key)
            kept = Result.from_json(content) if content is not None else None
            if kept is not None:
                self.tell(f"{name}: unchanged, not run again")
                return kept
        try:
            made = self._run(name, screened, seed)
        except CourseError:
            raise
        except Exception as error:  # of the judge's own making: the others go on
            traceback.print_exc()
            return Result(reason=f"The judge failed with {type(error).__name__}; run it again.")
        self.store.put(self.lesson.name, KIND, key, made.to_json().encode())
        self.ran.add(key)
        return made

    def _run(self, name: str, screened: ScreenedSubmission, seed: str) -> Result:
        self.tell(f"{name}: its notebook runs")
        if self.session is None:
            # A box started ahead would wait through another's training, on its own clock.
            session = JudgeSession(
                self.lesson.course,
                sandboxed=self.sandboxed,
                limits=self.budget.limits(),
                secret=self.secret,
                ahead=False,
            )
            self.session = self._stack.enter_context(session)
        order = np.random.default_rng(int(seed, 16))
        trial = Trial(self.images, self.budget, order, lambda line: self.tell(f"{name}: {line}"))
        check = self.lesson.checks[CHECK]
        executed = self.session.visit(
            self.lesson, check, screened.notebook, screened.files, trial.visit
        )
        made = trial.result(executed.message)
        if made.reason:
            self.tell(f"{name}: no rank. {made.reason}")
        if not self.sandboxed:
            made = replace(made, remarks=(*made.remarks, "It ran without a sandbox."))
        return made


class Trial:
    """The three calls of one submission's ``entry``, and what came of them."""

    def __init__(
        self,
        images: Images,
        budget: Budget,
        order: np.random.Generator,
        tell: Callable[[str], None] = lambda line: None,
    ) -> None:
        self.images, self.budget, self.order, self.tell = images, budget, order, tell
        self.accuracies: list[float] = []
        self.parameters: list[int] = []
        self.cpu_seconds = 0.0
        self.reason = ""
        self.began = False

    def visit(self, bridge: Bridge) -> None:
        """Ask a box that has run its notebook."""
        self.began = True
        try:
            entry = bridge.get("entry", "Function")
        except CheckFailedError as failure:
            self.reason = self._why(failure)
        else:
            self.run(entry, lambda: bridge.box.usage().cpu_seconds)

    def run(self, entry: Function, used: Callable[[], float]) -> None:
        """Call it three times; ``used`` gives the CPU seconds of its box so far."""
        for seed in SEEDS:
            began, before = used(), self.cpu_seconds
            try:
                self._once(entry.with_deadline(self.budget.cpu_seconds - before), seed)
            except CheckFailedError as failure:
                self.cpu_seconds = before + used() - began
                self.reason = self._why(failure)
                return
            self.cpu_seconds = before + used() - began
            if self.cpu_seconds > self.budget.cpu_seconds:
                self.reason = self._over()
                return
            self.tell(
                f"seed {seed}, accuracy {self.accuracies[-1]:.4f}, "
                f"{self.cpu_seconds - before:.0f} CPU seconds"
            )

    def result(self, message: str = "") -> Result:
        """What came of it; ``message`` says how the notebook was stopped, if it was."""
        reason = self.reason
        finished = len(self.accuracies) == len(SEEDS)
        if not reason and not finished:
            reason = message or "The notebook did not come to its end."
            if not self.began:
                reason += " `entry` was not reached."
        remarks = []
        if finished and not reason:
            if len(set(self.accuracies)) == 1:
                remarks.append("Three equal accuracies: is a seed set inside?")
            if len(set(self.parameters)) > 1:
                remarks.append("The number of parameters changed between the trainings.")
            if statistics.fmean(self.accuracies) > UNSEEN:
                remarks.append(f"Above {UNSEEN:.0%}: look at the code.")
        return Result(
            tuple(self.accuracies),
            max(self.parameters, default=0),
            round(self.cpu_seconds, 1),
            _one_line(reason),
            tuple(remarks),
        )

    def _once(self, entry: Function, seed: int) -> None:
        images = self.images
        order = self.order.permutation(len(images.labels))
        run = entry(images.x, images.y, images.x_new[order], seed)
        if not isinstance(run, dict) or not {"before", "after", "parameters"} <= set(run):
            fail("wrong-type", "`entry` is not the notebook's own cell any more.")
        self.parameters.append(int(expect.number(run["parameters"], "the number of parameters")))
        if self.parameters[-1] > self.budget.parameters:
            fail(
                "too-many-parameters",
                f"Over budget: {self.parameters[-1]:,} parameters; at most "
                f"{self.budget.parameters:,} are allowed.",
            )
        shape, labels = (len(order), 10), images.labels[order]
        right = {}
        for when in ("before", "after"):
            what = f"The scores for {len(order):,} images {when} training"
            scores = expect.array(run[when], shape=shape, what=what)
            right[when] = float(np.mean(scores.argmax(axis=1) == labels))
        if right["before"] > UNTRAINED:
            fail(
                "starts-trained",
                f"Not from scratch: with seed {seed}, {right['before']:.0%} of the new images were "
                "right before any training.",
            )
        self.accuracies.append(right["after"])

    def _why(self, failure: CheckFailedError) -> str:
        if failure.code == "not-implemented":
            return "`build_model` still raises NotImplementedError."
        if self.cpu_seconds > self.budget.cpu_seconds:
            return self._over()
        if failure.code == "too-slow":  # measured inside it was enough, or it waited for long
            near = self.cpu_seconds > 0.9 * self.budget.cpu_seconds
            return self._over() if near else "It waited for too long without computing."
        # Of a box that has ended the judge has more to say.
        return "" if isinstance(failure, BoxLostError) else failure.observed

    def _over(self) -> str:
        done, budget = len(self.accuracies), self.budget.cpu_seconds
        return (
            f"Over budget: {_minutes(self.cpu_seconds)} CPU minutes, with {done} of {len(SEEDS)} "
            f"trainings done; the three together have {_minutes(budget)}."
        )


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.1f}"


def _one_line(text: str) -> str:
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return plain if len(plain) <= REASON else f"{plain[: REASON - 1]}…"


# --- showing -----------------------------------------------------------------------------


def meaning(images: int) -> str:
    """What a gap between two rows means."""
    noise = 200 * math.sqrt(2 * 0.92 * 0.08 / images)
    return (
        "± is the standard error of three trainings: the luck of training. A row is told apart "
        f"from another when the gap between them is more than {SPREADS} standard errors of their "
        "difference, since three values say little about a spread; bars that just miss each "
        "other prove little. Where the remark says that two rows can't be told apart, their order "
        "is no result: take the cheaper one. The luck of the images is not in it: on "
        f"{images:,} of them, gaps below about {noise:.1f} points can be that."
    )


HEAD = ("rank", "student", "mean_accuracy", "standard_error", "parameters", "cpu_minutes", "remark")


def _cells(row: Row) -> tuple[str, ...]:
    result = row.result
    ranks = row.rank is not None
    return (
        str(row.rank) if ranks else "none",
        row.student,
        f"{result.mean:.4f}" if ranks else "",
        f"{result.standard_error:.4f}" if ranks else "",
        f"{result.parameters:,}" if result.parameters else "",
        _minutes(result.cpu_seconds) if result.cpu_seconds else "",
        row.remark,
    )


def as_csv(rows: Sequence[Row]) -> str:
    """One row a student; empty where there is no number."""
    from autograder.report import export

    table: list[Sequence[object]] = [[*HEAD, *(f"accuracy_seed_{seed}" for seed in SEEDS)]]
    for row in rows:
        cells: list[object] = list(_cells(row))
        cells[0] = row.rank or ""
        cells[4] = row.result.parameters or ""
        each = [round(a, 6) for a in row.result.accuracies]
        table.append([*cells, *each, *[""] * (len(SEEDS) - len(each))])
    return export.table(table)


def as_html(lesson: Lesson, rows: Sequence[Row], images: int = 10_000) -> str:
    """One page that needs nothing else."""
    import jinja2

    from autograder.report import pictures
    from fmnist_lab import plots

    points = [
        (row.student.replace("$", r"\$"), row.result.mean, row.result.standard_error)
        for row in rows
        if row.rank is not None
    ][:60]
    label = "accuracy (share right), mean and standard error"
    picture = pictures.picture(plots.error_bars(points, xlabel=label)) if points else None
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template("leaderboard.html.j2").render(
        lesson=lesson.name,
        head=[name.replace("_", " ").replace("cpu", "CPU") for name in HEAD],
        rows=[_cells(row) for row in rows],
        meaning=meaning(images),
        picture=picture,
    )


def command(
    lesson: Lesson, *, fresh: bool = False, sandboxed: bool = True, out: Path | None = None
) -> int:
    """Run it, show the table, write the page and the CSV file; the exit status."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from autograder.report.class_report import DIRECTORY

    rows = leaderboard(
        lesson,
        fresh=fresh,
        sandboxed=sandboxed,
        tell=lambda line: print(f"{lesson.name}: {line}", file=sys.stderr, flush=True),
    )
    out = out or lesson.course / DIRECTORY / f"class-{lesson.name}"
    write_bytes(out / "leaderboard.csv", as_csv(rows).encode())
    write_bytes(out / "leaderboard.html", as_html(lesson, rows).encode())
    shown: Any = Table()
    for name in ("rank", "student", "accuracy", "±", "parameters", "CPU min"):
        shown.add_column(name, justify="left" if name == "student" else "right", overflow="fold")
    shown.add_column("remark", overflow="fold")
    for row in rows:
        shown.add_row(*(Text(cell) for cell in _cells(row)))
    console = Console()
    console.print(shown)
    console.print(Text(meaning(10_000)))
    print((out / "leaderboard.html").resolve())
    print("Beside it: leaderboard.csv.")
    return 0
