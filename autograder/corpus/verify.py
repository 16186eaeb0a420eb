"""``autograder verify``: run the verdict corpus, show a table and every wrong verdict.

Right solutions must pass, wrong ones must fail for the right reason, hostile ones must get what
they earned and must change nothing outside their box.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from autograder.corpus.compare import MismatchKind
from autograder.corpus.run import VerifyOptions, VerifyResult, verify
from autograder.corpus.selection import select
from autograder.corpus.submissions import KINDS, CorpusSubmission
from autograder.course import Lesson
from fmnist_lab.errors import CourseError
from fmnist_lab.files import write_json


def command(
    lessons: Sequence[Lesson],
    options: VerifyOptions,
    *,
    only: Sequence[str] = (),
    report: Path | None = None,
) -> int:
    """Run the corpus of these lessons. Returns the exit status, 1 when a verdict is wrong.

    ``only`` picks the submissions whose name holds one of its texts. Raises CourseError for a
    text that is in no name. ``report`` is where a summary is written as JSON.
    """
    console = Console()
    chosen = _chosen(lessons, options, only)
    started = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("submissions", total=len(chosen))
        results = verify(chosen, options, lambda result: progress.advance(task))
    seconds = time.monotonic() - started
    if report is not None:
        write_json(report, summary(results, seconds, options.jobs))
    console.print(table(results))
    for result in results:
        if result.wrong:
            name = "/".join(filter(None, [result.lesson, result.name]))
            console.print(f"{result.wrong}: {name}: {result.problem}", markup=False, soft_wrap=True)
    kinds = [result.wrong for result in results]
    console.print(
        f"{kinds.count(MismatchKind.FALSE_ACCEPT)} false accepts, "
        f"{kinds.count(MismatchKind.FALSE_REJECT)} false rejects, "
        f"{kinds.count(MismatchKind.WRONG_REASON)} with another reason or ending, "
        f"{kinds.count(MismatchKind.LEFT_BEHIND)} that left something behind, of {len(chosen)} "
        f"submissions in {seconds:.0f} s."
    )
    if not options.sandboxed:
        console.print("There was no sandbox, so the hostile submissions were not run.")
    return 1 if any(kinds) else 0


def _chosen(
    lessons: Sequence[Lesson], options: VerifyOptions, only: Sequence[str]
) -> list[CorpusSubmission]:
    chosen = select(lessons, options.everything or bool(only))
    if only:
        chosen = [s for s in chosen if any(text in s.name for text in only)]
    if not options.sandboxed:
        chosen = [s for s in chosen if s.kind != "hostile"]
    for text in only:
        if not any(text in submission.name for submission in chosen):
            raise CourseError(
                f"No submission to {', '.join(lesson.name for lesson in lessons)} has {text!r} in "
                "its name; names look like hostile/fork_bomb, and tests/submissions/ holds them all"
                f"{'' if options.sandboxed else '. Without a sandbox hostile ones are left out'}."
            )
    return chosen


def summary(results: Sequence[VerifyResult], seconds: float, jobs: int) -> dict[str, Any]:
    """The run in numbers, for JSON."""
    content: dict[str, Any] = {}
    for kind in KINDS:
        of_kind = [r for r in results if r.kind == kind and r.lesson]
        content[kind] = {"right": sum(not r.wrong for r in of_kind), "of": len(of_kind)}
    for wrong in MismatchKind:
        problems = [f"{r.lesson}/{r.name}: {r.problem}" for r in results if r.wrong == wrong]
        content[wrong.replace(" ", "_")] = problems
    return {
        **content,
        "seconds": round(seconds, 1),
        "jobs": jobs,
        "submissions": [asdict(result) for result in results],
    }


def table(results: Sequence[VerifyResult]) -> Table:
    """A table of right verdicts out of all, lesson by lesson."""
    rows = Table("lesson", title="The verdict corpus")
    for name in (*KINDS, "seconds"):
        rows.add_column(name, justify="right")
    results = [result for result in results if result.lesson]
    for name in [*sorted({result.lesson for result in results}), "all"]:
        of_lesson = [result for result in results if name in ("all", result.lesson)]
        cells = []
        for kind in KINDS:
            of_kind = [result for result in of_lesson if result.kind == kind]
            cells.append(f"{sum(not result.wrong for result in of_kind)}/{len(of_kind)}")
        if name == "all":
            rows.add_section()
        rows.add_row(name, *cells, f"{sum(result.seconds for result in of_lesson):.0f}")
    return rows
