"""Run the verdict corpus: right solutions must pass, wrong ones fail for the right reason."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from autograder._fresh import Fresh
from autograder.corpus import Submission, submissions
from autograder.course import Lesson

# 01-03 never import TensorFlow; importing it once for all of the others saves seconds each.
LIGHT = ("numpy", "fmnist_lab", "autograder.checks", "autograder._cells", "IPython.display")
HEAVY = (*LIGHT, "keras")
SECONDS = {"light": 180.0, "heavy": 600.0}


@dataclass(frozen=True)
class Verdict:
    """What came of one submission. ``problem`` is "" when that is what was expected.

    ``kind`` is "false accept", "false reject", "wrong reason" or "".
    """

    submission: Submission
    seconds: float
    kind: str = ""
    problem: str = ""
    points: float = 0.0


def is_light(lesson: Lesson) -> bool:
    """Whether the lesson does without TensorFlow."""
    return lesson.number in ("01", "02", "03")


def verify(
    lessons: Sequence[Lesson],
    jobs: int = 2,
    tell: Callable[[Verdict], None] = lambda verdict: None,
    solutions: bool = True,
) -> list[Verdict]:
    """Run every submission of the lessons, ``jobs`` at a time; ``tell`` hears each verdict.

    Without ``solutions`` only the files of the corpus: solutions train for minutes.
    """
    corpus = [
        s for lesson in lessons for s in submissions(lesson) if solutions or s.path is not None
    ]
    verdicts: dict[int, Verdict] = {}
    for light in (True, False):
        for verdict in _run([s for s in corpus if is_light(s.lesson) == light], light, jobs):
            tell(verdict)
            verdicts[id(verdict.submission)] = verdict
    return [verdicts[id(s)] for s in corpus]


def _run(todo: Sequence[Submission], light: bool, jobs: int) -> Iterator[Verdict]:
    if not todo:
        return
    waiting: SimpleQueue[Submission] = SimpleQueue()
    for submission in todo:
        waiting.put(submission)
    done: SimpleQueue[Verdict | BaseException] = SimpleQueue()

    def work() -> None:
        try:
            with Fresh(LIGHT if light else HEAVY) as fresh:
                while True:
                    done.put(run_one(waiting.get_nowait(), fresh))
        except Empty:
            return
        except BaseException as error:
            done.put(error)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(min(jobs, len(todo)))]
    for thread in threads:
        thread.start()
    for _ in todo:
        verdict = done.get()
        if isinstance(verdict, BaseException):
            raise verdict
        yield verdict
    for thread in threads:
        thread.join()


def run_one(submission: Submission, fresh: Fresh) -> Verdict:
    """Run one submission in a new process and compare with what is expected of it."""
    seconds = SECONDS["light" if is_light(submission.lesson) else "heavy"]
    with _scratch() as place:
        answer = fresh.run(submission.cells(), seconds, place)
    return judge_answer(submission, answer, seconds)


@contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="submission-", ignore_cleanup_errors=True) as place:
        yield Path(place)


def judge_answer(submission: Submission, answer: dict[str, Any], limit: float) -> Verdict:
    """Compare what a run gave with the expectation."""
    reject = "false reject" if submission.accepted else "wrong reason"
    if answer["status"] != "ok":
        how = f"stopped after {limit:g} s" if answer["status"] == "too slow" else "process died"
        return Verdict(submission, limit, reject, f"{how}, no results")
    seconds = answer["seconds"]
    results = {r["id"]: r for r in answer["results"]}
    points = sum(r["score"] for r in answer["results"])
    errors = "".join(f"; the cell {c} raised {e:.200}" for c, e in answer["errors"].items())
    if is_light(submission.lesson) and answer["tensorflow"] and submission.path is None:
        return Verdict(submission, seconds, reject, "the solution imports TensorFlow", points)
    for check in submission.lesson.checks.values():
        result = results.get(check.id)
        if result is None:
            return Verdict(submission, seconds, reject, f"{check.id} did not run{errors}", points)
        passed = result["score"] >= check.points
        said = f"{check.id} {result['code']}: {result['observed']}{errors}"
        if check.id == submission.check:
            if passed:
                problem = f"{check.id} passed; expected {submission.code}"
                return Verdict(submission, seconds, "false accept", problem, points)
            if result["code"] != submission.code:
                problem = f"expected {submission.code}, got {said}"
                return Verdict(submission, seconds, "wrong reason", problem, points)
            return Verdict(submission, seconds, points=points)
        if not passed:
            return Verdict(submission, seconds, reject, said, points)
    return Verdict(submission, seconds, points=points)


def table(verdicts: Sequence[Verdict]) -> Any:
    """A rich table: right out of total, lesson by lesson."""
    from rich.table import Table

    shown = Table("lesson", title="The verdict corpus")
    for name in ("accepted", "rejected", "seconds"):
        shown.add_column(name, justify="right")
    rows = sorted({v.submission.lesson.name for v in verdicts})
    for name in [*rows, "all"]:
        own = [v for v in verdicts if name in ("all", v.submission.lesson.name)]
        cells = []
        for accepted in (True, False):
            some = [v for v in own if v.submission.accepted == accepted]
            cells.append(f"{sum(not v.problem for v in some)}/{len(some)}")
        if name == "all":
            shown.add_section()
        shown.add_row(name, *cells, f"{sum(v.seconds for v in own):.1f}")
    return shown


def command(lessons: Sequence[Lesson], jobs: int) -> int:
    """``autograder verify``: a table, and every wrong verdict by name; 1 when there is one."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console()
    total = sum(len(submissions(lesson)) for lesson in lessons)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("submissions", total=total)
        verdicts = verify(lessons, jobs, lambda verdict: progress.advance(task))
    console.print(table(verdicts))
    wrong = [v for v in verdicts if v.problem]
    for verdict in wrong:
        where = f"{verdict.submission.lesson.name}/{verdict.submission.name}"
        console.print(f"{verdict.kind}: {where}: {verdict.problem}", markup=False, soft_wrap=True)
    kinds = [v.kind for v in wrong]
    console.print(
        f"{kinds.count('false accept')} false accepts, {kinds.count('false reject')} false "
        f"rejects, {kinds.count('wrong reason')} rejected for another reason, "
        f"of {len(verdicts)} submissions."
    )
    return 1 if wrong else 0
