"""How long recipes train until 92.0 % test accuracy at a test loss of 0.25 or less.

    python benchmarks/time_to_target.py [--recipes NAME ...] [--seeds 0-2] [--epochs N]
        [--cap-minutes 15] [--threads none] [--steps-per-execution 25] [--out DIR] [--rehearsal]

Trains networks that people would use instead, each re-created from its published
description (`PUBLISHED`, with its source), and ours, side by side on one machine. Ours are
the final networks of `fmnist_ref.recipes`, trained by `fmnist_ref.training` itself.

What is the same for all: the 48,000 training images (the split of seed 0); their order, by
(seed, epoch); TensorFlow's threads; operations that add in a fixed order; steps per call of
TensorFlow (25, as ours; `--steps-per-execution 1` is how most people run the others, and
slower); no XLA, which Keras turns on by itself where there is a GPU, and which makes a CPU slower.
Every run is a fresh process, one at a time.

Seconds are what a person waits for in training: building and compiling the network, tracing
it, ordering the images, every step. Importing TensorFlow, loading data and scoring are not
counted. After every epoch the clock stops and the 10,000 test images are scored, to draw the
picture and for nothing else: no network, epoch or recipe is chosen by them here. The other
12,000 images are scored by our own training, as it always does, and otherwise not used.

Operations are those of convolutions and dense layers, a multiply-add as two: forward, and the
gradients that a step needs (see flops.py).

`--cap-minutes` is looked at after each epoch: no epoch begins after it. A finished run is kept
in --out under its settings and not run again; an interrupted one begins anew. Without
--seeds, recipes that take a whole cap are run with seed 0, the others with seeds 0, 1 and 2.
Writes time_to_target.json, time_to_target.png and, the same in words, time_to_target.txt.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import numpy as np
from flops import training_flops
from published_recipes import PUBLISHED, Published, build, find
from rich.console import Console
from time_to_target_results import (
    TARGET_ACCURACY,
    TARGET_LOSS,
    compare,
    draw,
    summarize,
    table,
    words,
)

from fmnist_lab import data
from fmnist_lab.errors import CourseError, MachineError
from fmnist_lab.files import write_atomically, write_json
from fmnist_lab.keras_setup import load_keras
from fmnist_ref import models, preprocess, training
from fmnist_ref.environment import machine, versions
from fmnist_ref.recipes import RECIPES, Plan

if TYPE_CHECKING:
    import keras

SPLIT_SEED = 0
REHEARSAL_ROWS, REHEARSAL_SCORED = 1280, 500
THREAD_VARIABLES = ("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS")
DEFAULT_RECIPES = (*PUBLISHED, "fast")


@dataclass(frozen=True)
class Job:
    """One run, and all that its numbers depend on: what a kept run is found by."""

    recipe: str
    plan: dict[str, Any]
    seed: int
    planned_epochs: int
    epochs: int  # at most
    cap_minutes: float
    threads: int | None
    steps_per_execution: int
    rows: int | None  # None: all 48,000
    machine: str
    versions: dict[str, str]

    def path(self, out: Path) -> Path:
        """Where the finished run is kept: other settings, another file."""
        settings = json.dumps(asdict(self), sort_keys=True).encode()
        key = hashlib.sha256(settings).hexdigest()[:10]
        return out / "runs" / f"{self.recipe}-seed-{self.seed}-{key}.json"


class NoMoreEpochsError(Exception):
    """Epochs are left, and no further one shall begin."""


class Watch:
    """Seconds in training, and the test scores at the end of every epoch."""

    def __init__(
        self,
        job: Job,
        rows: int,
        x_test: np.ndarray,
        y_test: np.ndarray,
        say: Console,
        finished: Callable[[keras.Model], keras.Model] = lambda model: model,
    ) -> None:
        self.job, self.rows, self.say, self.finished = job, rows, say, finished
        self.x_test, self.y_test = x_test, y_test
        self.epochs: list[dict[str, float]] = []
        self.model: keras.Model | None = None  # as it is used after training
        self.flops = 0  # of one image, forward
        self.seconds = self.cpu_seconds = 0.0
        self.resume()

    def resume(self) -> None:
        """The clock goes on."""
        self._since = time.perf_counter(), time.process_time()

    @contextlib.contextmanager
    def epoch_ended(self, model: keras.Model) -> Iterator[None]:
        """The clock stops, the test images are scored; it goes on after the block.

        Raises NoMoreEpochsError when the job's limit on epochs or time is reached before the recipe's end.
        """
        self.seconds += time.perf_counter() - self._since[0]
        self.cpu_seconds += time.process_time() - self._since[1]
        if self.model is None:
            self.model, self.flops = self.finished(model), training_flops(model)
        loss, accuracy = SCORES(self.model, self.x_test, self.y_test)
        number = len(self.epochs) + 1
        self.epochs.append(
            {
                "epoch": number,
                "seconds": self.seconds,
                "cpu_seconds": self.cpu_seconds,
                "flops": self.flops * self.rows * number,
                "test_accuracy": accuracy,
                "test_loss": loss,
            }
        )
        self.say.print(
            f"{self.job.recipe}, seed {self.job.seed}: epoch {number}, {self.seconds:.1f} s, "
            f"test accuracy {accuracy:.2%}, loss {loss:.3f}",
            highlight=False,
            soft_wrap=True,
        )
        over = number >= self.job.epochs or self.seconds >= 60 * self.job.cap_minutes
        if over and number < self.job.planned_epochs:
            raise NoMoreEpochsError
        yield
        self.resume()


SCORES = training.scores  # as it is before a run puts the clock around it


def run(job: Job, say: Console) -> dict[str, Any]:
    """Train once, in this process. Returns what is kept."""
    recipe = find(job.recipe)
    images, labels = preprocess.preprocess(data.load_table("train"))
    arrays = training.Arrays(*preprocess.train_validation_split(images, labels, 0.2, SPLIT_SEED))
    x_test, y_test = preprocess.preprocess(data.load_table("test"))
    if job.rows:
        few = slice(REHEARSAL_SCORED)
        arrays = training.Arrays(
            arrays.x_train[: job.rows],
            arrays.y_train[: job.rows],
            arrays.x_val[few],
            arrays.y_val[few],
        )
        x_test, y_test = x_test[few], y_test[few]
    rows = len(arrays.x_train)
    if isinstance(recipe, Plan):
        rows = min(rows, recipe.training.train_rows or rows)

    load_keras()  # before the clock starts: everyone has imported it
    import tensorflow as tf

    set_tensorflow_threads(job.threads)
    started, load = time.strftime("%Y-%m-%d %H:%M:%S"), os.getloadavg()[0]

    def finished(model: keras.Model) -> keras.Model:
        return (
            models.with_test_time_augmentation(model, recipe.network)
            if isinstance(recipe, Plan)
            else model
        )

    watch = Watch(job, rows, x_test, y_test, say, finished)
    with contextlib.suppress(NoMoreEpochsError):
        if isinstance(recipe, Plan):
            train_ours(recipe, arrays, job, watch)
        else:
            train_published(recipe, arrays, job, watch)
    if watch.model is None:
        raise RuntimeError(f"{job.recipe} was trained without an epoch's end being seen")
    return {
        "job": asdict(job),
        "started": started,
        "load_before": load,
        "threads": {  # 0: TensorFlow's own choice
            "intra_op": tf.config.threading.get_intra_op_parallelism_threads(),
            "inter_op": tf.config.threading.get_inter_op_parallelism_threads(),
        },
        "parameters": watch.model.count_params(),
        "training_flops_per_image": watch.flops,
        "images_per_epoch": rows,
        "epochs": watch.epochs,
    }


def train_ours(plan: Plan, arrays: training.Arrays, job: Job, watch: Watch) -> None:
    """By fmnist_ref.training, which scores the validation images after every epoch: there the
    clock stops, and the test images are scored too."""

    def scored(model: keras.Model, x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
        with watch.epoch_ended(model):
            return SCORES(model, x, y)

    with (
        mock.patch.object(training, "scores", scored),
        mock.patch.object(models, "STEPS_PER_CALL", job.steps_per_execution),
    ):
        watch.resume()
        training.train(plan, arrays, job.seed)


def train_published(recipe: Published, arrays: training.Arrays, job: Job, watch: Watch) -> None:
    """An epoch at a time, its order of images drawn as ours is."""
    watch.resume()
    training.make_deterministic(job.seed)
    model = build(recipe, len(arrays.x_train), job.steps_per_execution)
    for epoch in range(recipe.epochs):
        order = np.random.default_rng([job.seed, epoch]).permutation(len(arrays.x_train))
        model.fit(
            arrays.x_train[order],
            arrays.y_train[order],
            batch_size=recipe.batch_size,
            shuffle=False,
            verbose=0,
        )
        with watch.epoch_ended(model):
            pass


def set_threads(threads: int | None, environment: MutableMapping[str, str]) -> None:
    """For a process that has this environment; None leaves TensorFlow its own choice."""
    environment["TF_CPP_MIN_LOG_LEVEL"] = "3"
    for name in THREAD_VARIABLES:
        if threads is None:
            environment.pop(name, None)
        else:
            environment[name] = str(threads)


def set_tensorflow_threads(threads: int | None) -> None:
    """In this process, which has computed nothing with TensorFlow so far."""
    import tensorflow as tf

    if threads is not None:
        tf.config.threading.set_intra_op_parallelism_threads(threads)
        tf.config.threading.set_inter_op_parallelism_threads(threads)


def run_in_child(job: Job, out: Path) -> None:
    """Run in a fresh process, which keeps the result. Raises MachineError if it fails."""
    environment = dict(os.environ)
    set_threads(job.threads, environment)
    command = [sys.executable, str(Path(__file__).resolve()), "--child", json.dumps(asdict(job))]
    with subprocess.Popen([*command, "--out", str(out)], env=environment) as child:
        try:
            status = child.wait()
        except BaseException:
            child.terminate()
            raise
    if status:
        raise MachineError(
            f"the run of {job.recipe} with seed {job.seed} ended with status {status}; what is "
            "printed above says why. Finished runs are kept: the same command goes on."
        )


def jobs(options: argparse.Namespace) -> list[Job]:
    """In the order in which they run: the first seed of every recipe, then the second."""
    made = []
    for name in dict.fromkeys(options.recipes):
        recipe = find(name)
        if isinstance(recipe, Plan):
            plan, epochs, whole_cap = recipe.as_dict(), recipe.training.epochs, False
        else:
            plan, epochs, whole_cap = asdict(recipe), recipe.epochs, recipe.whole_cap
        seeds = options.seeds or (range(1) if whole_cap or options.rehearsal else range(3))
        limit = options.epochs or (1 if options.rehearsal else epochs)
        made += [
            Job(
                recipe=name,
                # through JSON, as a kept run has it
                plan=json.loads(json.dumps(plan)),
                seed=seed,
                planned_epochs=epochs,
                epochs=min(limit, epochs),
                cap_minutes=options.cap_minutes,
                threads=options.threads,
                steps_per_execution=options.steps_per_execution,
                rows=REHEARSAL_ROWS if options.rehearsal else None,
                machine=machine(),
                versions=versions(),
            )
            for seed in seeds
        ]
    order = {name: i for i, name in enumerate(options.recipes)}
    return sorted(made, key=lambda job: (job.seed, order[job.recipe]))


def benchmark(options: argparse.Namespace, say: Console) -> None:
    """Every run that is not kept, then the table, the figure and the files."""
    out = options.out / "rehearsal" if options.rehearsal else options.out
    planned = jobs(options)
    load = os.getloadavg()[0]
    say.print(
        f"{machine()}, {os.cpu_count()} cores; 1-minute load before the start: {load:.1f}",
        highlight=False,
        soft_wrap=True,
    )
    for name in dict.fromkeys(job.recipe for job in planned):
        seeds = [str(job.seed) for job in planned if job.recipe == name]
        why = (
            ", one seed: it takes the whole cap"
            if name in PUBLISHED and PUBLISHED[name].whole_cap and not options.seeds
            else ""
        )
        say.print(f"{name}: seed {', '.join(seeds)}{why}", highlight=False, soft_wrap=True)
    runs = []
    for job in planned:
        kept = job.path(out)
        if kept.exists():
            stored = json.loads(kept.read_text())
            say.print(
                f"{job.recipe}, seed {job.seed}: kept from {stored['started']}",
                highlight=False,
                soft_wrap=True,
            )
        else:
            run_in_child(job, out)
        runs.append(json.loads(kept.read_text()))
    names = list(dict.fromkeys(job.recipe for job in planned))
    runs.sort(key=lambda run: (names.index(run["job"]["recipe"]), run["job"]["seed"]))
    rows = [summarize(n, [run for run in runs if run["job"]["recipe"] == n]) for n in names]
    compare(rows)
    if options.rehearsal:
        say.print(f"A rehearsal on {REHEARSAL_ROWS} images: its numbers mean nothing.")
    say.print(table(rows))
    say.print(
        "Medians over seeds. 'time / ours': seconds to the target as a multiple of ours; 'over' "
        "for all the time spent by a recipe that has not reached it.",
        soft_wrap=True,
    )
    loads = [run["load_before"] for run in runs]
    say.print(
        f"1-minute load before the runs: {min(loads):.1f} to {max(loads):.1f}; cores used: "
        + ", ".join(f"{row['recipe']} {row['cores_used']:.1f}" for row in rows),
        highlight=False,
        soft_wrap=True,
    )
    for name in names:
        source = PUBLISHED[name].source if name in PUBLISHED else "fmnist_ref.recipes"
        say.print(f"{name}: {source}", highlight=False, soft_wrap=True)
    say.print(
        ", ".join(f"{name} {version}" for name, version in planned[0].versions.items()),
        highlight=False,
        soft_wrap=True,
    )
    write_json(
        out / "time_to_target.json",
        {
            "target": {"test_accuracy": TARGET_ACCURACY, "test_loss": TARGET_LOSS},
            "rehearsal": options.rehearsal,
            "machine": {
                "processor": machine(),
                "cores": os.cpu_count(),
                "system": platform.platform(terse=True),
                "load_before": load,
            },
            "versions": planned[0].versions,
            "sources": {n: PUBLISHED[n].source for n in names if n in PUBLISHED},
            "summary": rows,
            "runs": runs,
        },
    )
    draw(out / "time_to_target.png", runs)
    with write_atomically(out / "time_to_target.txt") as stream:
        stream.write(words(rows, runs).encode())
    say.print(f"written: {out}/time_to_target.json, .png, .txt", highlight=False, soft_wrap=True)


def seeds(text: str) -> list[int]:
    """'0-2' or '4' to whole numbers."""
    first, _, last = text.partition("-")
    try:
        numbers = list(range(int(first), int(last or first) + 1))
    except ValueError:
        numbers = []
    if not numbers:
        raise argparse.ArgumentTypeError(f"'{text}' is no seed and no range such as 0-2")
    return numbers


def positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no whole number above 0")
    return int(text)


def threads(text: str) -> int | None:
    """A number, or 'none' for TensorFlow's own choice."""
    return None if text == "none" else positive(text)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    made.add_argument(
        "--recipes",
        nargs="+",
        default=list(DEFAULT_RECIPES),
        metavar="NAME",
        help=f"of {', '.join((*PUBLISHED, *RECIPES))} (default: {' '.join(DEFAULT_RECIPES)})",
    )
    made.add_argument("--seeds", type=seeds, help="0-2, or one seed, for every recipe")
    made.add_argument("--epochs", type=positive, help="at most so many, for every recipe")
    made.add_argument("--cap-minutes", type=float, default=15.0, help="of training, a run")
    made.add_argument(
        "--threads", type=threads, help="TensorFlow's; none (default): its own choice"
    )
    made.add_argument("--steps-per-execution", type=positive, default=models.STEPS_PER_CALL)
    made.add_argument("--out", type=Path, default=Path("runs/time_to_target"))
    made.add_argument(
        "--rehearsal",
        action="store_true",
        help=f"{REHEARSAL_ROWS} images, one epoch, one seed: does it run? Kept in OUT/rehearsal",
    )
    made.add_argument("--child", type=json.loads, help=argparse.SUPPRESS)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    # a pipe has 80 columns, and the table needs more
    say = Console(width=None if sys.stdout.isatty() else 150)
    if options.child:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # the parent says that it was stopped
        job = Job(**options.child)
        write_json(job.path(options.out), run(job, say))
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        benchmark(options, say)
    except KeyboardInterrupt:
        print("stopped; finished runs are kept, and the same command goes on", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CourseError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_status)
