"""Grading a class: this project's ``autograder grade`` beside ``nbgrader autograde`` as it comes.

    python benchmarks/grading.py [--quick] [--only PART...] [--out runs/grading] [--again]

The parts, each with its submissions from the verdict corpus:

light     lesson 02, 40 submissions: stock, then ours on 1, 2 and 4 workers
heavy     lesson 06, 10 submissions that train: stock, ours on 2 workers and on 1
again     the ten (and the forty) again: nothing changed; then a changed judgement
large     100, 1,000 and 5,000 light submissions whose judging takes no time: the coordinator's
          seconds and memory for each, and a plot of both
same      the grades of part light, submission by submission, against ``nbgrader autograde``
          through the judge, one at a time

"Stock" is nbgrader with its own Execute in its own kernel, with no box, its thread counts left
to the libraries; the checks then run inside the student's kernel. Times are of the whole
command, start-up included, unless a row says "without start-up". A part that is finished is kept
in --out and not run again; ``--quick`` has small sizes, and its numbers prove nothing.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from autograder.corpus import submissions
from autograder.course import Lesson, find_course, find_lessons, grading

STOCK_CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "fmnist"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "lessons"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "__pycache__", "*.pyc", "*.py"]
"""
SIZES: dict[bool, dict[str, Any]] = {
    False: {"light": 40, "heavy": 10, "large": (100, 1000, 5000)},
    True: {"light": 6, "heavy": 1, "large": (20, 40, 80)},
}
PARTS = ("light", "heavy", "again", "large", "same")
Row = dict[str, Any]


# --- courses -----------------------------------------------------------------------------


def class_of(lesson: Lesson, place: Path, students: int, stock: bool = False) -> Lesson:
    """A course directory with submissions from the corpus, the lesson in its gradebook."""
    shutil.rmtree(place, ignore_errors=True)
    target = place / "solutions" / lesson.name
    shutil.copytree(lesson.source.parent, target, ignore=shutil.ignore_patterns("*.ipynb"))
    shutil.copy(lesson.course / "nbgrader_config.py", place)
    made = Lesson(place, lesson.name)
    from autograder import release

    release.build([made], gradebook=True)
    if stock:
        (place / "nbgrader_config.py").write_text(STOCK_CONFIG)
    for number, notebook in enumerate(notebooks(lesson, students)):
        directory = place / "submitted" / f"s{number:04d}" / lesson.name
        directory.mkdir(parents=True)
        (directory / f"{lesson.name}.ipynb").write_text(json.dumps(notebook))
        (directory / "timestamp.txt").write_text("2026-01-02 03:04:05 UTC")
    return made


def notebooks(lesson: Lesson, students: int) -> list[Any]:
    """Whole notebooks, no two the same: for 06 the solution, which trains, each time."""
    chosen = [s for s in submissions(lesson, ("accepted", "rejected")) if not s.added]
    if lesson.number == "06":
        chosen = chosen[:1]
    found = []
    for number in range(students):
        submission = chosen[number % len(chosen)]
        notebook = copy.deepcopy(lesson.notebook)
        own = f"# student {number}\n"
        for cell in notebook.cells:
            about = grading(cell)
            cell.source = submission.replaced.get(about.get("grade_id", ""), cell.source)
            if about.get("solution") and cell.cell_type == "code":
                cell.source, own = own + cell.source, ""
        found.append(notebook)
    return found


# --- what is measured --------------------------------------------------------------------


def run(command: Sequence[str], course: Path, log: Path, **more: str) -> float:
    """Wall seconds of a command. Its output goes to ``log``."""
    environment = {**os.environ, **more}
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    started = time.monotonic()
    with log.open("a") as file:
        subprocess.run(
            list(command), cwd=course, env=environment, stdout=file, stderr=file, check=True
        )
    return time.monotonic() - started


def stock(made: Lesson, log: Path) -> Row:
    """One ``nbgrader autograde``."""
    command = [sys.executable, "-m", "nbgrader", "autograde", made.name, "--force"]
    seconds = run(command, made.course, log)
    return {"seconds": seconds, "grades": grades(made)}


def ours(made: Lesson, log: Path, *arguments: str, **more: str) -> Row:
    """One ``autograder grade``, with what it says of itself."""
    measured = made.course / "measured.json"
    command = [sys.executable, __file__, "--child", str(measured), "grade", made.number, *arguments]
    seconds = run(command, made.course, log, **more)
    summary = json.loads((made.course / ".autograder" / f"{made.name}.json").read_text())
    return {
        "seconds": seconds,
        "without_start": summary["seconds"] - summary["start_seconds"],
        "summary": {k: v for k, v in summary.items() if k not in ("points", "problems")},
        "grades": grades(made),
        **json.loads(measured.read_text()),
    }


def grades(made: Lesson) -> dict[str, float]:
    """Points from checks by student, as the gradebook has them."""
    from nbgrader.api import Gradebook

    found: dict[str, float] = {}
    with Gradebook(f"sqlite:///{made.course / 'gradebook.db'}", "fmnist") as gradebook:
        for submission in gradebook.assignment_submissions(made.name):
            scores = [g.auto_score or 0.0 for n in submission.notebooks for g in n.grades]
            found[submission.student_id] = round(sum(scores), 4)
    return found


def child(measured: Path, arguments: list[str]) -> int:
    """``autograder`` in this process, its memory noted every half second."""
    from autograder import cli

    samples: list[tuple[float, int]] = []
    started = time.monotonic()

    def watch() -> None:
        page = resource.getpagesize()
        while True:
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            samples.append((round(time.monotonic() - started, 1), pages * page // 10**6))
            time.sleep(0.5)

    threading.Thread(target=watch, daemon=True).start()
    if os.environ.get("BENCHMARK_JUDGEMENT"):
        from autograder.engine import _identity

        own = _identity.judge_digest
        _identity.judge_digest = lambda lesson: own(lesson) + "changed"
    status = cli.main(arguments)
    used = resource.getrusage(resource.RUSAGE_SELF)
    measured.write_text(
        json.dumps(
            {
                "memory_mb": used.ru_maxrss // 1024,
                "cpu_seconds_of_coordinator": used.ru_utime + used.ru_stime,
                "memory_samples": samples,
            }
        )
    )
    return status


def dask_setup(worker: object) -> None:
    """A worker's judge that takes no time: for the coordinator's own cost."""
    from autograder.checks import Result
    from autograder.engine import _worker
    from autograder.judge import Judged, Verdict

    def judge(task: Any) -> Any:
        checks = [
            {**Result(c.id, c.points, c.points).to_dict(), "grade_id": c.grade_id}
            for c in Lesson(Path(), task.lesson).checks.values()
        ]
        verdict = Verdict(task.lesson, str(hash(task.notebook)), "", "no-sandbox", checks=checks)
        return _worker.Done(_worker.to_bytes(Judged(verdict, {})), b"x" * 10_000)

    _worker.judge = judge


# --- the parts ---------------------------------------------------------------------------


class Benchmark:
    """Runs parts, keeps their results."""

    def __init__(self, out: Path, quick: bool, again: bool) -> None:
        self.out = out
        self.sizes = SIZES[quick]
        self.again = again
        self.course = find_course(Path(__file__).resolve().parent)
        self.log = out / "log.txt"
        out.mkdir(parents=True, exist_ok=True)
        self.console = Console()

    def lesson(self, number: str) -> Lesson:
        """The course's lesson."""
        return find_lessons(self.course, [number])[0]

    def kept(self, name: str, make: Callable[[], Row]) -> Row:
        """What was measured before, or now."""
        path = self.out / f"{name}.json"
        if path.exists() and not self.again:
            return json.loads(path.read_text())
        self.console.print(f"{name} ...")
        found = make()
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(found, indent=1) + "\n")
        beside.replace(path)
        return found

    def table(self, title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Print one."""
        shown = Table(*columns, title=title, title_justify="left")
        for row in rows:
            shown.add_row(*map(str, row))
        self.console.print(shown)

    def light(self) -> None:
        """Lesson 02."""
        n, lesson = self.sizes["light"], self.lesson("02")
        stocked = self.kept(
            "light-stock",
            lambda: stock(class_of(lesson, self.out / "light-stock", n, True), self.log),
        )
        rows = [("stock", f"{stocked['seconds']:.1f}", f"{60 * n / stocked['seconds']:.1f}", "1")]
        one = 0.0
        for workers in (1, 2, 4):
            found = self.kept(f"light-{workers}", partial(self._ours, lesson, n, workers))
            one = one or found["seconds"]
            ratio = stocked["seconds"] / found["seconds"]
            bare = stocked["seconds"] / found["without_start"]
            rows.append(
                (
                    f"ours, {workers} workers",
                    f"{found['seconds']:.1f}",
                    f"{60 * n / found['seconds']:.1f}",
                    f"{ratio:.2f} ({bare:.2f} without our start-up; "
                    f"{one / found['seconds']:.2f} of one worker)",
                )
            )
        head = ("", "seconds", "a minute", "times stock")
        self.table(f"Lesson 02, {n} submissions, {os.cpu_count()} processors", head, rows)

    def _ours(self, lesson: Lesson, n: int, workers: int) -> Row:
        made = class_of(lesson, self.out / f"course-{lesson.number}-{workers}", n)
        return ours(made, self.log, "--workers", str(workers))

    def heavy(self) -> None:
        """Lesson 06."""
        n, lesson = self.sizes["heavy"], self.lesson("06")
        stocked = self.kept(
            "heavy-stock",
            lambda: stock(class_of(lesson, self.out / "heavy-stock", n, True), self.log),
        )
        two = self.kept("heavy-2", lambda: self._ours(lesson, n, 2))
        one = self.kept("heavy-1", lambda: self._ours(lesson, n, 1))
        rows = [
            (name, f"{r['seconds']:.0f}", f"{stocked['seconds'] / r['seconds']:.2f}")
            for name, r in (("stock", stocked), ("ours, 1 worker", one), ("ours, 2 workers", two))
        ]
        self.table(f"Lesson 06, {n} submissions that train", ("", "seconds", "times stock"), rows)
        threading_share = stocked["seconds"] / one["seconds"]
        self.console.print(
            f"One thread of TensorFlow and the demonstrations left out give {threading_share:.2f} "
            f"(1 worker against stock), a second worker {one['seconds'] / two['seconds']:.2f}."
        )
        differ = [s for s in two["grades"] if two["grades"][s] != stocked["grades"].get(s)]
        self.console.print(f"Grades that differ from stock's: {differ or 'none'}.")

    def again_(self) -> None:
        """What is remembered."""
        rows = []
        for number, n in (("02", self.sizes["light"]), ("06", self.sizes["heavy"])):
            lesson = self.lesson(number)
            first = self.out / f"{'light' if number == '02' else 'heavy'}-2.json"
            made = Lesson(self.out / f"course-{number}-2", lesson.name)
            if not first.exists() or not made.course.exists():
                self.console.print(f"Lesson {number} again: run its part first.")
                continue
            before = json.loads(first.read_text())["without_start"]
            nothing = self.kept(f"again-{number}", partial(ours, made, self.log))
            changed = self.kept(
                f"changed-{number}",
                partial(ours, made, self.log, BENCHMARK_JUDGEMENT="1"),
            )
            for name, found in (("nothing changed", nothing), ("changed judgement", changed)):
                seconds = found["without_start"]
                summary = found["summary"]
                rows.append(
                    (
                        f"{number}, {n} submissions, {name}",
                        f"{before:.1f}",
                        f"{seconds:.3f}",
                        f"{before / seconds:.0f}",
                        f"{summary['start_seconds']:.1f}",
                        f"{summary['ran']} run, {summary['judged_again']} judged again",
                    )
                )
        head = ("without start-up", "first, s", "again, s", "times", "start-up, s", "how")
        self.table("Again", head, rows)

    def large(self) -> None:
        """The coordinator alone."""
        lesson, rows, found = self.lesson("02"), [], {}
        preload = {
            "DASK_DISTRIBUTED__WORKER__PRELOAD": json.dumps([str(Path(__file__).resolve())]),
        }
        for n in self.sizes["large"]:
            found[n] = self.kept(f"large-{n}", partial(self._coordinate, lesson, n, preload))
            shutil.rmtree(self.out / f"course-large-{n}", ignore_errors=True)
            each = 1000 * found[n]["without_start"] / n
            row = (f"{n:,}", f"{found[n]['without_start']:.1f}", f"{each:.0f}")
            rows.append((*row, found[n]["memory_mb"]))
        head = ("submissions", "seconds", "ms each", "memory, MB")
        self.table("The coordinator, judging left out", head, rows)
        self._plot(found)

    def _coordinate(self, lesson: Lesson, n: int, preload: dict[str, str]) -> Row:
        made = class_of(lesson, self.out / f"course-large-{n}", n)
        return ours(made, self.log, "--workers", "1", "--no-sandbox", **preload)

    def _plot(self, found: dict[int, Row]) -> None:
        from matplotlib.figure import Figure

        figure = Figure(figsize=(9, 3.4), layout="constrained")
        left, right = figure.subplots(1, 2)
        sizes = sorted(found)
        left.plot(sizes, [found[n]["without_start"] for n in sizes], "o-", color="#0072B2")
        left.set(xlabel="submissions", ylabel="seconds", xlim=0, ylim=0)
        for n, style in zip(sizes, (":", "--", "-"), strict=False):
            times, memory = zip(*found[n]["memory_samples"], strict=True)
            right.plot(times, memory, style, color="#0072B2", label=f"{n:,} submissions")
        right.set(xlabel="seconds", ylabel="memory of the coordinator, MB", ylim=0)
        right.legend()
        figure.savefig(self.out / "coordinator.png", dpi=150)
        self.console.print(self.out / "coordinator.png")

    def same(self) -> None:
        """The same grades as one at a time."""
        n, lesson = self.sizes["light"], self.lesson("02")
        first = self.kept("light-2", lambda: self._ours(lesson, n, 2))

        def one_at_a_time() -> Row:
            made = class_of(lesson, self.out / "course-one", n)
            secret = self.out / "course-02-2" / ".autograder" / "secret"
            (made.course / ".autograder").mkdir()
            shutil.copy(secret, made.course / ".autograder")
            return stock(made, self.log)  # its settings name the judge

        one = self.kept("one-at-a-time", one_at_a_time)
        differ = {s for s in first["grades"] if first["grades"][s] != one["grades"].get(s)}
        self.console.print(
            f"Grades of {len(one['grades'])} submissions, a class at a time and one at a time: "
            f"{len(differ)} differ{': ' + ', '.join(sorted(differ)) if differ else ''}. One at a "
            f"time took {one['seconds']:.1f} s, {one['seconds'] / first['seconds']:.2f} times as long."
        )


def main() -> int:
    if sys.argv[1:2] == ["--child"]:
        return child(Path(sys.argv[2]), sys.argv[3:])
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="small sizes: to see that it runs")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART")
    parser.add_argument("--out", type=Path, help="default: runs/grading, runs/grading-quick")
    parser.add_argument("--again", action="store_true", help="measure anew what is kept")
    options = parser.parse_args()
    place = "grading-quick" if options.quick else "grading"
    out = (options.out or find_course(Path(__file__).resolve().parent) / "runs" / place).resolve()
    benchmark = Benchmark(out, options.quick, options.again)
    for part in PARTS:
        if part in options.only:
            getattr(benchmark, "again_" if part == "again" else part)()
    return 0


if __name__ == "__main__":
    sys.exit(main())
