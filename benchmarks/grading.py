"""Grading a class: this project's ``autograder grade`` beside ``nbgrader autograde`` as it comes.

    python benchmarks/grading.py [--part PART...] [--quick] [--epochs N] [--anew]

The parts, each with its submissions from the verdict corpus, and about how long each takes on two
idle processors:

light     lesson 02, 40 submissions: stock, then ours on 2 workers; then, for the grades, one at a
          time through the judge (10 min)
heavy     lesson 06, 10 submissions that train: stock, ours on 2 workers, and 2 submissions by
          stock with one thread, for what threads alone would give (25 min)
again     both again, after light and heavy: nothing changed; then changed checks (1 min)
scale     the forty on 1, 2 and 4 workers (4 min)
large     100, 1,000 and 5,000 light submissions whose judging takes no time: the coordinator's
          seconds and memory for each, and a plot of both (30 min)

A measurement that is finished is kept in --out and not made again, so a run that was stopped goes
on; every run prints all that is there and writes it to results.json. ``--epochs`` shortens the
training of lesson 06 (the solution's is 6), and then the grades of stock and ours may differ by
a little, since networks trained on one thread and on two do. ``--quick`` has small sizes, and its
numbers prove nothing.

"Stock" is nbgrader with its own Execute in its own kernel, with no box, its thread counts left to
the libraries; the checks then run inside the student's kernel. Only its limit of 30 seconds a
cell is lifted, since training takes longer. Times are of the whole command, start-up included,
unless a row says "without start-up".
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from autograder.corpus import submissions
from autograder.course import Lesson, find_course, find_lessons, nbgrader_metadata
from fmnist_lab.errors import CourseError

STOCK_CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "fmnist"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "lessons"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "__pycache__", "*.pyc", "*.py"]
c.Execute.timeout = 3600
"""
SIZES: dict[bool, dict[str, Any]] = {
    False: {"light": 40, "heavy": 10, "threads": 2, "large": (100, 1000, 5000), "epochs": 6},
    True: {"light": 6, "heavy": 1, "threads": 1, "large": (20, 40, 80), "epochs": 1},
}
PARTS = ("light", "heavy", "again", "scale", "large")
EPOCHS = "epochs, batch_size, peak = 6,"  # in the solution of 06
BOUNDS = "FROM, FULL = 0.88, 0.915"  # in its checks
THREADS = (
    *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"),
    *("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"),
)
Row = dict[str, Any]


# --- courses -----------------------------------------------------------------------------


def class_of(
    lesson: Lesson, place: Path, students: int, stock: bool = False, epochs: int = 6
) -> Lesson:
    """A course directory with submissions from the corpus, the lesson in its gradebook."""
    shutil.rmtree(place, ignore_errors=True)
    target = place / "solutions" / lesson.name
    shutil.copytree(lesson.source.parent, target, ignore=shutil.ignore_patterns("*.ipynb"))
    shutil.copy(lesson.course / "nbgrader_config.py", place)
    class_lesson = Lesson(place, lesson.name)
    from autograder.nbgrader_plugin.assignment import build_assignments

    build_assignments([class_lesson], gradebook=True)
    if stock:
        (place / "nbgrader_config.py").write_text(STOCK_CONFIG)
    for number, notebook in enumerate(notebooks(lesson, students, epochs)):
        directory = place / "submitted" / f"s{number:04d}" / lesson.name
        directory.mkdir(parents=True)
        (directory / f"{lesson.name}.ipynb").write_text(json.dumps(notebook))
        (directory / "timestamp.txt").write_text("2026-01-02 03:04:05 UTC")
    return class_lesson


def notebooks(lesson: Lesson, students: int, epochs: int) -> list[Any]:
    """Whole notebooks, no two the same: for 06 the solution, which trains, each time."""
    solution = "".join(cell.source for cell in lesson.notebook.cells)
    if lesson.number == "06" and EPOCHS not in solution:
        raise SystemExit(f"error: the solution of {lesson.name} does not say {EPOCHS!r}.")
    chosen = [s for s in submissions(lesson, ("accepted", "rejected")) if not s.inserts_cells]
    if lesson.number == "06":
        chosen = chosen[:1]
    notebooks = []
    for number in range(students):
        submission = chosen[number % len(chosen)]
        notebook = copy.deepcopy(lesson.notebook)
        comment = f"# student {number}\n"
        for cell in notebook.cells:
            about = nbgrader_metadata(cell)
            cell.source = cell.source.replace(EPOCHS, EPOCHS.replace("6", str(epochs)))
            cell.source = submission.sources.get(about.get("grade_id", ""), cell.source)
            if about.get("solution") and cell.cell_type == "code":
                cell.source, comment = comment + cell.source, ""
        notebooks.append(notebook)
    return notebooks


# --- what is measured --------------------------------------------------------------------


def run(command: Sequence[str], course: Path, log: Path, **more: str) -> float:
    """Wall seconds of a command. Its output goes to ``log``."""
    environment = {k: v for k, v in os.environ.items() if k not in THREADS} | more
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    started = time.monotonic()
    with log.open("a") as file:
        done = subprocess.run(
            list(command), cwd=course, env=environment, stdout=file, stderr=file, check=False
        )
    if done.returncode:
        raise SystemExit(f"error: {' '.join(command)} ended with {done.returncode}; see {log}.")
    return time.monotonic() - started


def stock(class_lesson: Lesson, log: Path, **more: str) -> Row:
    """One ``nbgrader autograde``."""
    command = [sys.executable, "-m", "nbgrader", "autograde", class_lesson.name, "--force"]
    load = os.getloadavg()[0]
    seconds = run(command, class_lesson.course, log, **more)
    return {"seconds": seconds, "load_before": load, "grades": grades(class_lesson)}


def ours(class_lesson: Lesson, log: Path, *arguments: str, **more: str) -> Row:
    """One ``autograder grade``, with what it says of itself."""
    measured = class_lesson.course / "measured.json"
    command = [
        sys.executable,
        __file__,
        "--child",
        str(measured),
        "grade",
        class_lesson.number,
        *arguments,
    ]
    load = os.getloadavg()[0]
    seconds = run(command, class_lesson.course, log, **more)
    summary = json.loads(
        (class_lesson.course / ".autograder" / f"{class_lesson.name}.json").read_text()
    )
    return {
        "seconds": seconds,
        "load_before": load,
        "without_start": summary["seconds"] - summary["start_seconds"],
        "summary": {k: v for k, v in summary.items() if k not in ("points", "problems")},
        "grades": grades(class_lesson),
        **json.loads(measured.read_text()),
    }


def grades(class_lesson: Lesson) -> dict[str, dict[str, float]]:
    """Points from checks by student and cell, as the gradebook has them."""
    from nbgrader.api import Gradebook

    grades_by_student: dict[str, dict[str, float]] = {}
    with Gradebook(f"sqlite:///{class_lesson.course / 'gradebook.db'}", "fmnist") as gradebook:
        for submission in gradebook.assignment_submissions(class_lesson.name):
            grades_by_student[submission.student_id] = {
                grade.name: round(grade.auto_score or 0.0, 4)
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
    return grades_by_student


def differing(one: Row, other: Row) -> str:
    """The students whose grades differ in any cell, as text."""
    students = sorted({*one["grades"], *other["grades"]})
    differ = [s for s in students if one["grades"].get(s) != other["grades"].get(s)]
    return f"{len(differ)} of {len(students)}{': ' + ', '.join(differ) if differ else ''}"


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
    status = cli.main(arguments)
    used = resource.getrusage(resource.RUSAGE_SELF)
    measured.write_text(
        json.dumps(
            {
                # not ru_maxrss: it begins with what the process that started this one had
                "memory_mb": max(memory for _, memory in samples),
                "cpu_seconds_of_coordinator": used.ru_utime + used.ru_stime,
                "memory_samples": samples,
            }
        )
    )
    return status


def dask_setup(worker: object) -> None:
    """A worker's judge that takes no time: for the coordinator's own cost."""
    from autograder.grading import worker as worker_module
    from autograder.judge import CheckVerdict, GradingResult, Isolation, Verdict

    def judge_task(task: Any) -> Any:
        checks = [
            CheckVerdict(c.id, c.points, c.points, grade_id=c.grade_id)
            for c in Lesson(Path(), task.lesson).checks.values()
        ]
        submission = str(hash(task.notebook))
        verdict = Verdict(task.lesson, submission, "", Isolation.NONE, checks=checks)
        return worker_module.TaskJudged(
            worker_module.to_bytes(GradingResult(verdict, {})), b"x" * 10_000
        )

    worker_module.judge_task = judge_task


# --- the parts ---------------------------------------------------------------------------


class Benchmark:
    """Makes measurements, keeps them, shows them."""

    def __init__(self, out: Path, quick: bool, epochs: int, anew: bool) -> None:
        self.out = out
        self.sizes = SIZES[quick]
        self.epochs = epochs or self.sizes["epochs"]
        self.anew = anew
        self.measured_now: set[str] = set()  # in this run
        self.course = find_course(Path(__file__).resolve().parent)
        self.log = out / "log.txt"
        out.mkdir(parents=True, exist_ok=True)
        self.console = Console(width=None if sys.stdout.isatty() else 120)

    def lesson(self, number: str) -> Lesson:
        """The course's lesson."""
        return find_lessons(self.course, [number])[0]

    def stored(self, name: str) -> Row | None:
        """What was measured before."""
        path = self.out / f"{name}.json"
        return json.loads(path.read_text()) if path.exists() else None

    def measure(self, name: str, make: Callable[[], Row]) -> None:
        """Measure, unless it is kept."""
        if self.stored(name) and (not self.anew or name in self.measured_now):
            return
        self.measured_now.add(name)
        self.console.print(f"{name} ...")
        self._store(name, {"when": time.strftime("%Y-%m-%d %H:%M"), **make()})

    def _store(self, name: str, row: Row) -> None:
        path = self.out / f"{name}.json"
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(row, indent=1) + "\n")
        beside.replace(path)

    def table(self, title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Print one."""
        shown = Table(*columns, title=title, title_justify="left")
        for row in rows:
            shown.add_row(*map(str, row))
        self.console.print(shown)

    # --- measuring

    def light(self) -> None:
        """Lesson 02: stock, ours, and one at a time through the judge."""
        n, lesson = self.sizes["light"], self.lesson("02")
        self.measure(
            "light-stock",
            lambda: stock(class_of(lesson, self.out / "light-stock", n, True), self.log),
        )
        self.measure("light-2", partial(self._ours, lesson, n, 2))
        self.measure("one-at-a-time", partial(self._one_at_a_time, lesson, n))

    def _one_at_a_time(self, lesson: Lesson, n: int) -> Row:
        secret = self.out / "course-02-2" / ".autograder" / "secret"
        if not secret.exists():
            raise SystemExit(f"error: {secret.parent.parent} is gone; run --part light --anew.")
        class_lesson = class_of(lesson, self.out / "course-one", n)
        (class_lesson.course / ".autograder").mkdir(mode=0o700, exist_ok=True)
        shutil.copy(secret, class_lesson.course / ".autograder")
        return stock(class_lesson, self.log)  # its settings name the judge

    def heavy(self) -> None:
        """Lesson 06."""
        n, few, lesson = self.sizes["heavy"], self.sizes["threads"], self.lesson("06")
        one_thread = dict.fromkeys(THREADS, "1")

        def stocked(name: str, students: int, **more: str) -> Row:
            class_lesson = class_of(lesson, self.out / name, students, True, self.epochs)
            return {"submissions": students, "epochs": self.epochs} | stock(
                class_lesson, self.log, **more
            )

        self.measure("heavy-stock", partial(stocked, "heavy-stock", n))
        self.measure("heavy-2", partial(self._ours, lesson, n, 2))
        self.measure("heavy-thread", partial(stocked, "heavy-thread", few, **one_thread))

    def _ours(self, lesson: Lesson, n: int, workers: int) -> Row:
        place = self.out / f"course-{lesson.number}-{workers}"
        class_lesson = class_of(lesson, place, n, epochs=self.epochs)
        return {"submissions": n} | ours(class_lesson, self.log, "--workers", str(workers))

    def again(self) -> None:
        """What is remembered: nothing changed, then a changed copy of the checks."""
        for number, first in (("02", "light-2"), ("06", "heavy-2")):
            lesson = self.lesson(number)
            class_lesson = Lesson(self.out / f"course-{number}-2", lesson.name)
            if self.stored(first) is None or not class_lesson.course.exists():
                self.console.print(f"Lesson {number} again: measure {first} first.")
                continue
            self.measure(f"again-{number}", partial(self._again, class_lesson))
            self.measure(f"changed-{number}", partial(self._again, class_lesson, changed=number))

    def _again(self, class_lesson: Lesson, changed: str = "") -> Row:
        """Grade what was graded: with the checks as they are, or as one might change them."""
        more = {}
        if changed:
            place = self.out / "changed"
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(self.course / "autograder", place / "autograder")
            path = place / "autograder" / "checks" / f"lesson_{changed}.py"
            text = path.read_text()
            if changed == "06":  # every network now falls short of the points' upper end
                if BOUNDS not in text:
                    raise SystemExit(f"error: {path.name} does not say {BOUNDS!r}.")
                text = text.replace(BOUNDS, BOUNDS.replace("0.915", f"{0.95 + time.time() % 0.01}"))
            path.write_text(f"{text}\n# changed {time.time()}\n")
            more["PYTHONPATH"] = str(place)
        row = ours(class_lesson, self.log, **more)
        summary = row["summary"]
        if summary["ran"] or (changed and not summary["judged_again"]):
            raise SystemExit(
                f"error: {summary['ran']} of {class_lesson.name} were run again: the course has changed "
                "since their first grading. Measure that anew: --part light heavy --anew."
            )
        return row

    def scale(self) -> None:
        """Lesson 02 on 1, 2 and 4 workers."""
        for workers in (1, 2, 4):
            measured = partial(self._ours, self.lesson("02"), self.sizes["light"], workers)
            self.measure(f"light-{workers}", measured)

    def large(self) -> None:
        """The coordinator alone."""
        lesson = self.lesson("02")
        preload = {
            "DASK_DISTRIBUTED__WORKER__PRELOAD": json.dumps([str(Path(__file__).resolve())]),
        }
        for n in self.sizes["large"]:
            self.measure(f"large-{n}", partial(self._coordinate, lesson, n, preload))
            shutil.rmtree(self.out / f"course-large-{n}", ignore_errors=True)

    def _coordinate(self, lesson: Lesson, n: int, preload: dict[str, str]) -> Row:
        class_lesson = class_of(lesson, self.out / f"course-large-{n}", n)
        return ours(class_lesson, self.log, "--workers", "1", "--no-sandbox", **preload) | {
            "grades": {}
        }

    # --- showing

    def show(self) -> None:
        """Print what there is, and write it down."""
        names = sorted(path.stem for path in self.out.glob("*-*.json"))
        everything: Row = {name: self.stored(name) for name in names}
        about = {
            "processors": len(os.sched_getaffinity(0)),
            "python": platform.python_version(),
            "versions": {n: metadata.version(n) for n in ("nbgrader", "distributed", "tensorflow")},
            "threads": "stock: the libraries' own choice; ours: one for each worker",
        }
        loads = [f"{row['load_before']:.1f}" for row in everything.values()]
        self._store("results", {"about": about, "measured": everything})
        self.console.print(
            f"{about['processors']} processors. Threads of {about['threads']}. Load of the machine "
            f"before the measurements: {', '.join(loads)}."
        )
        self._show_light(everything)
        self._show_heavy(everything)
        self._show_again(everything)
        self._show_scale(everything)
        self._show_large(everything)
        self.console.print(self.out / "results.json")

    def _show_light(self, results: Row) -> None:
        stocked, two, one = (results.get(n) for n in ("light-stock", "light-2", "one-at-a-time"))
        if not (stocked and two):
            return
        n = len(two["grades"])
        rows = [
            (
                name,
                f"{seconds:.1f}",
                f"{60 * n / seconds:.1f}",
                f"{stocked['seconds'] / seconds:.2f}",
            )
            for name, seconds in (
                ("stock", stocked["seconds"]),
                ("ours, 2 workers", two["seconds"]),
                ("ours, without start-up", two["without_start"]),
                *([("nbgrader with our judge", one["seconds"])] if one else []),
            )
        ]
        self.table(f"Lesson 02, {n} submissions", ("", "seconds", "a minute", "times stock"), rows)
        self.console.print(f"Grades that differ from stock's: {differing(two, stocked)}.")
        if one:
            self.console.print(f"Grades that differ, one at a time: {differing(two, one)}.")

    def _show_heavy(self, results: Row) -> None:
        stocked, two, thread = (results.get(n) for n in ("heavy-stock", "heavy-2", "heavy-thread"))
        if not (stocked and two):
            return
        n = len(two["grades"])
        ratio = stocked["seconds"] / two["seconds"]
        rows = [
            ("stock", f"{stocked['seconds']:.0f}", "1.00"),
            ("ours, 2 workers", f"{two['seconds']:.0f}", f"{ratio:.2f}"),
        ]
        title = f"Lesson 06, {n} submissions that train for {stocked['epochs']} epochs"
        self.table(title, ("", "seconds", "times stock"), rows)
        self.console.print(f"Grades that differ from stock's: {differing(two, stocked)}.")
        if thread:
            many, single = stocked["seconds"] / n, thread["seconds"] / thread["submissions"]
            self.console.print(
                f"Stock takes {many:.0f} s a submission, {single:.0f} s with one thread: two at a "
                f"time with one thread each could be {2 * many / single:.2f} times stock. All else "
                f"(starting less, no demonstrations; the box, the judge, the two networks in each "
                f"other's way) makes that times {ratio * single / (2 * many):.2f}."
            )

    def _show_again(self, results: Row) -> None:
        rows = []
        for number, first in (("02", "light-2"), ("06", "heavy-2")):
            for name in ("again", "changed"):
                one, before = results.get(f"{name}-{number}"), results.get(first)
                if not (one and before):
                    continue
                summary = one["summary"]
                rows.append(
                    (
                        f"{number}, {summary['submissions']}, "
                        f"{'nothing' if name == 'again' else 'checks'} changed",
                        f"{before['without_start']:.1f}",
                        f"{one['without_start']:.3f}",
                        f"{before['without_start'] / one['without_start']:.0f}",
                        f"{one['seconds'] - one['without_start']:.1f}",
                        f"{summary['remembered']} remembered, {summary['judged_again']} judged "
                        f"again, {summary['unchanged']} not written",
                    )
                )
        if rows:
            head = ("without start-up", "first, s", "again, s", "times", "start-up, s", "how")
            self.table("Again (06: a changed threshold; 02: a changed file)", head, rows)

    def _show_scale(self, results: Row) -> None:
        measured = {w: results[f"light-{w}"] for w in (1, 2, 4) if f"light-{w}" in results}
        if len(measured) < 2:
            return
        first = next(iter(measured.values()))["seconds"]
        rows = [
            (
                w,
                f"{r['seconds']:.1f}",
                f"{60 * len(r['grades']) / r['seconds']:.1f}",
                f"{first / r['seconds']:.2f}",
            )
            for w, r in measured.items()
        ]
        head = ("workers", "seconds", "a minute", f"times {min(measured)} worker")
        self.table("Lesson 02 by workers", head, rows)

    def _show_large(self, results: Row) -> None:
        sizes = [n for n in self.sizes["large"] if f"large-{n}" in results]
        if not sizes:
            return
        large = {n: results[f"large-{n}"] for n in sizes}
        rows = []
        for n, row in large.items():
            seconds, least = row["without_start"], large[sizes[0]]["without_start"]
            further = f"{1000 * (seconds - least) / (n - sizes[0]):.0f}" if n > sizes[0] else ""
            rows.append(
                (f"{n:,}", f"{seconds:.1f}", f"{1000 * seconds / n:.0f}", further, row["memory_mb"])
            )
        head = ("submissions", "seconds", "ms each", f"ms beyond {sizes[0]}", "memory, MB")
        self.table("The coordinator, judging left out", head, rows)
        self._plot(large)

    def _plot(self, rows: dict[int, Row]) -> None:
        from matplotlib.figure import Figure

        figure = Figure(figsize=(9, 3.4), layout="constrained")
        left, right = figure.subplots(1, 2)
        sizes = sorted(rows)
        left.plot(sizes, [rows[n]["without_start"] for n in sizes], "o-", color="#0072B2")
        left.set(xlabel="submissions", ylabel="seconds", xlim=0, ylim=0)
        for n, style in zip(sizes, (":", "--", "-"), strict=False):
            times, memory = zip(*rows[n]["memory_samples"], strict=True)
            right.plot(times, memory, style, color="#0072B2", label=f"{n:,} submissions")
        right.set(xlabel="seconds", ylabel="memory of the coordinator, MB", ylim=0)
        right.legend()
        figure.savefig(self.out / "coordinator.png", dpi=150)
        self.console.print(self.out / "coordinator.png")


def main() -> int:
    if sys.argv[1:2] == ["--child"]:
        return child(Path(sys.argv[2]), sys.argv[3:])
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--part", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART")
    parser.add_argument("--quick", action="store_true", help="small sizes: to see that it runs")
    parser.add_argument("--epochs", type=int, default=0, help="of lesson 06's training")
    parser.add_argument("--out", type=Path, help="default: runs/grading, runs/grading-quick")
    parser.add_argument("--anew", action="store_true", help="measure anew what is kept")
    options = parser.parse_args()
    place = "grading-quick" if options.quick else "grading"
    out = (options.out or find_course(Path(__file__).resolve().parent) / "runs" / place).resolve()
    benchmark = Benchmark(out, options.quick, options.epochs, options.anew)
    try:
        for part in PARTS:
            if part in options.part:
                getattr(benchmark, part)()
    finally:
        benchmark.show()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CourseError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_status)
