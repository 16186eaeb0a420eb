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
gradients that a step needs (see `step_flops`).

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
import math
import os
import platform
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import numpy as np
from rich.console import Console
from rich.table import Table

from fmnist_lab import data
from fmnist_lab.errors import CourseError, MachineError
from fmnist_lab.files import write_atomically, write_json
from fmnist_ref import models, preprocess, split, training
from fmnist_ref.environment import machine, versions
from fmnist_ref.recipes import RECIPES, Plan

if TYPE_CHECKING:
    import keras

TARGET_ACCURACY, TARGET_LOSS = 0.92, 0.25
SPLIT_SEED = 0
REHEARSAL_ROWS, REHEARSAL_SCORED = 1280, 500
THREAD_VARIABLES = ("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS")
Layer = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Published:
    """A recipe of somebody else: Keras's names and arguments, a constant learning rate.

    `whole_cap`: takes all of --cap-minutes on a laptop's CPU, and so gets one seed.
    """

    name: str
    source: str
    layers: tuple[Layer, ...]
    optimizer: tuple[str, dict[str, Any]]
    batch_size: int
    epochs: int
    whole_cap: bool = False


def _convolution(filters: int, size: int, activation: str = "relu", **more: Any) -> Layer:
    settings = {"filters": filters, "kernel_size": size, "activation": activation}
    return "Conv2D", {"padding": "same", **settings, **more}


def _dense(units: int, activation: str = "relu", **more: Any) -> Layer:
    return "Dense", {"units": units, "activation": activation, **more}


def _dropout(rate: float) -> Layer:
    return "Dropout", {"rate": rate}


_POOL: Layer = ("MaxPooling2D", {"pool_size": 2})
_MEAN_POOL: Layer = ("AveragePooling2D", {"pool_size": 2})
_FLATTEN: Layer = ("Flatten", {})
_HE = {"kernel_initializer": "he_normal"}

# Where a description ends in logits, the softmax is a layer here; the loss is the same.
PUBLISHED: dict[str, Published] = {
    recipe.name: recipe
    for recipe in (
        Published(
            name="starting-project",
            source=(
                "the kind of network of a student's first notebook: two convolutions with pooling "
                "and dropout, Adam at 0.001, batches of 32, no schedule; in these numbers "
                "github.com/hepheir/2020_Study-Notitle, src/examples/a.py, which trains 10 "
                "epochs; here 20"
            ),
            layers=(
                _convolution(32, 3),
                _POOL,
                _dropout(0.25),
                _convolution(32, 3),
                _POOL,
                _dropout(0.25),
                _FLATTEN,
                _dense(128),
                _dropout(0.5),
                _dense(10, "softmax"),
            ),
            optimizer=("Adam", {"learning_rate": 0.001}),
            batch_size=32,
            epochs=20,
        ),
        Published(
            name="zalando",
            source=(
                "the convnet baseline of github.com/zalandoresearch/fashion-mnist, "
                "benchmark/convnet.py (TensorFlow's MNIST tutorial network): plain gradient "
                "descent at 0.001, batches of 400, 100 times 2,000 steps, here 1,667 epochs"
            ),
            layers=(
                _convolution(32, 5),
                _POOL,
                _convolution(64, 5),
                _POOL,
                _FLATTEN,
                _dense(1024),
                _dropout(0.4),
                _dense(10, "softmax"),
            ),
            optimizer=("SGD", {"learning_rate": 0.001}),
            batch_size=400,
            epochs=1667,
            whole_cap=True,
        ),
        Published(
            name="hands-on",
            source=(
                "A. Géron, Hands-On Machine Learning with Scikit-Learn, Keras and TensorFlow, "
                "3rd edition, chapter 14 (github.com/ageron/handson-ml3, "
                "14_deep_computer_vision_with_cnns): He initialisation, Nadam at its default "
                "0.001, Keras's default batches of 32, 10 epochs"
            ),
            layers=(
                _convolution(64, 7, **_HE),
                _POOL,
                _convolution(128, 3, **_HE),
                _convolution(128, 3, **_HE),
                _POOL,
                _convolution(256, 3, **_HE),
                _convolution(256, 3, **_HE),
                _POOL,
                _FLATTEN,
                _dense(128, **_HE),
                _dropout(0.5),
                _dense(64, **_HE),
                _dropout(0.5),
                _dense(10, "softmax"),
            ),
            optimizer=("Nadam", {"learning_rate": 0.001}),
            batch_size=32,
            epochs=10,
            whole_cap=True,
        ),
        Published(
            name="lenet",
            source=(
                "Zhang, Lipton, Li, Smola, Dive into Deep Learning, section LeNet "
                "(github.com/d2l-ai/d2l-en, chapter_convolutional-neural-networks/lenet.md, "
                "editions before 1.0): sigmoid, average pooling, Xavier initialisation, plain "
                "gradient descent at 0.9, batches of 256, 10 epochs"
            ),
            # Keras's own initialisation, Glorot's uniform, is the one that is called Xavier's
            layers=(
                _convolution(6, 5, "sigmoid"),
                _MEAN_POOL,
                _convolution(16, 5, "sigmoid", padding="valid"),
                _MEAN_POOL,
                _FLATTEN,
                _dense(120, "sigmoid"),
                _dense(84, "sigmoid"),
                _dense(10, "softmax"),
            ),
            optimizer=("SGD", {"learning_rate": 0.9}),
            batch_size=256,
            epochs=10,
        ),
    )
}
DEFAULT_RECIPES = (*PUBLISHED, "fast")


def find(name: str) -> Published | Plan:
    """A published recipe, or the final plan of one of ours, which trains on as many images.

    Raises CourseError for neither.
    """
    if name in PUBLISHED:
        return PUBLISHED[name]
    if name in RECIPES:
        plan = RECIPES[name].final
        return replace(plan, training=replace(plan.training, validation_too=False))
    known = ", ".join((*PUBLISHED, *RECIPES))
    raise CourseError(f"there is no recipe '{name}'; the recipes are: {known}.")


def build(recipe: Published | Plan, rows: int, steps_per_execution: int) -> keras.Model:
    """The network, compiled for a training on `rows` images."""
    import keras

    if isinstance(recipe, Plan):
        model = models.build(recipe.network)
        steps = -(-rows // recipe.training.batch_size) * recipe.training.epochs
        models.compile_for(model, recipe.training, steps)
        return model
    side = preprocess.IMAGE_SIDE
    model = keras.Sequential([keras.Input((side, side, 1))])
    for name, settings in recipe.layers:
        model.add(getattr(keras.layers, name)(**settings))
    optimizer, settings = recipe.optimizer
    model.compile(
        optimizer=getattr(keras.optimizers, optimizer)(**settings),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        steps_per_execution=steps_per_execution,
        jit_compile=False,
    )
    return model


def layer_flops(layer: keras.layers.Layer) -> int:
    """Floating-point operations for one image through a layer, a multiply-add as two.

    0 for layers other than convolutions and dense ones. Raises ValueError for a layer with
    kernels that is neither.
    """
    from keras import layers

    known = {
        layers.Dense: ("kernel",),
        layers.Conv2D: ("kernel",),
        layers.DepthwiseConv2D: ("kernel",),
        layers.SeparableConv2D: ("depthwise_kernel", "pointwise_kernel"),
    }
    kernels = known.get(type(layer))
    if kernels is None:
        if hasattr(layer, "kernel"):
            raise ValueError(f"cannot count the operations of {type(layer).__name__}")
        return 0
    # a kernel is applied at every place of the output: its height and width, if it has any
    places = math.prod(layer.output.shape[1:-1])
    return sum(2 * places * math.prod(getattr(layer, name).shape) for name in kernels)


def forward_flops(model: keras.Model) -> int:
    """Floating-point operations for one image through a built model, nested ones too."""
    return sum(
        forward_flops(layer) if hasattr(layer, "layers") else layer_flops(layer)
        for layer in model.layers
    )


def step_flops(model: keras.Model) -> list[tuple[keras.layers.Layer, int, int]]:
    """Each layer of a model, in order, with the floating-point operations that one image costs in a
    training step: forward, and for gradients.

    Gradients cost as much as forward for a layer's weights, if they are trained, and as much
    again for its input, if anything before it is trained.
    """
    costs, trained_before = [], False
    for layer in model.layers:
        forward = forward_flops(layer) if hasattr(layer, "layers") else layer_flops(layer)
        trained = bool(layer.trainable_variables)
        costs.append((layer, forward, forward * (trained + trained_before)))
        trained_before = trained_before or trained
    return costs


def training_flops(model: keras.Model) -> int:
    """Floating-point operations that one image costs in a training step of a model."""
    return sum(forward + gradients for _, forward, gradients in step_flops(model))


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


class Enough(Exception):
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

        Raises Enough when the job's limit on epochs or time is reached before the recipe's end.
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
            raise Enough
        yield
        self.resume()


SCORES = training.scores  # as it is before a run puts the clock around it


def run(job: Job, say: Console) -> dict[str, Any]:
    """Train once, in this process. Returns what is kept."""
    recipe = find(job.recipe)
    images, labels = preprocess.preprocess(data.load_table("train"))
    arrays = training.Arrays(*split.train_validation_split(images, labels, 0.2, SPLIT_SEED))
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

    import keras  # noqa: F401 - before the clock starts: everyone has imported it
    import tensorflow as tf

    set_tensorflow_threads(job.threads)
    started, load = time.strftime("%Y-%m-%d %H:%M:%S"), os.getloadavg()[0]

    def finished(model: keras.Model) -> keras.Model:
        return models.finished(model, recipe.network) if isinstance(recipe, Plan) else model

    watch = Watch(job, rows, x_test, y_test, say, finished)
    with contextlib.suppress(Enough):
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


def reached(epochs: Sequence[dict[str, float]]) -> dict[str, float] | None:
    """The first epoch after which accuracy and loss are both as good as the target."""
    return next(
        (
            e
            for e in epochs
            if e["test_accuracy"] >= TARGET_ACCURACY and e["test_loss"] <= TARGET_LOSS
        ),
        None,
    )


def summarize(name: str, runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Medians over seeds of one recipe's runs; None for a target that half did not reach."""
    hits = [reached(run["epochs"]) for run in runs]
    last = [run["epochs"][-1] for run in runs]

    def to_target(key: str) -> float | None:
        value = statistics.median([hit[key] if hit else math.inf for hit in hits])
        return None if math.isinf(value) else value

    return {
        "recipe": name,
        "seeds": [run["job"]["seed"] for run in runs],
        "parameters": runs[0]["parameters"],
        "epochs": statistics.median([len(run["epochs"]) for run in runs]),
        "planned_epochs": runs[0]["job"]["planned_epochs"],
        "seconds": statistics.median([e["seconds"] for e in last]),
        "cores_used": statistics.median([e["cpu_seconds"] / e["seconds"] for e in last]),
        "seeds_that_reached": sum(hit is not None for hit in hits),
        "epochs_to_target": to_target("epoch"),
        "seconds_to_target": to_target("seconds"),
        "flops_to_target": to_target("flops"),
        "flops": statistics.median([e["flops"] for e in last]),
        "test_accuracy": statistics.median([e["test_accuracy"] for e in last]),
        "test_loss": statistics.median([e["test_loss"] for e in last]),
    }


def compare(rows: list[dict[str, Any]]) -> None:
    """Adds to each row its time as a multiple of ours, the first of our recipes."""
    ours = next((row for row in rows if row["recipe"] not in PUBLISHED), None)
    unit = ours and ours["seconds_to_target"]
    for row in rows:
        row["times_ours"] = (row["seconds_to_target"] or row["seconds"]) / unit if unit else None
        row["times_ours_is_a_bound"] = row["seconds_to_target"] is None


def target_words(row: dict[str, Any]) -> str:
    """'8 epochs, 61 s, 4.1 TFLOP' or 'not reached in 10 epochs', and of how many seeds."""
    hits, seeds = row["seeds_that_reached"], len(row["seeds"])
    if row["seconds_to_target"] is None:
        words = f"not reached in {_count(row['epochs'], 'epoch')}"
        return words if not hits else f"{words} ({hits} of {seeds} seeds did)"
    words = (
        f"{_count(row['epochs_to_target'], 'epoch')}, {row['seconds_to_target']:.0f} s, "
        f"{row['flops_to_target'] / 1e12:.1f} TFLOP"
    )
    return words if hits == seeds else f"{words} ({hits} of {seeds} seeds)"


def ratio_words(row: dict[str, Any]) -> str:
    """'4.2', 'over 4.2' for a recipe that has not reached the target, '-' when ours has not."""
    if row["times_ours"] is None:
        return "-"
    return f"{'over ' if row['times_ours_is_a_bound'] else ''}{row['times_ours']:.1f}"


def _count(number: float, noun: str) -> str:
    return f"{number:g} {noun}{'' if number == 1 else 's'}"


def table(rows: Sequence[dict[str, Any]]) -> Table:
    """The comparison, a row for each recipe."""
    shown = Table(title=f"Time to {TARGET_ACCURACY:.1%} test accuracy at {TARGET_LOSS} test loss")
    for heading in (
        "recipe",
        "seeds",
        "parameters",
        "epochs",
        "seconds",
        "to the target",
        "time / ours",
        "last accuracy",
        "last loss",
    ):
        numbers = heading not in ("recipe", "seeds", "to the target")
        shown.add_column(heading, justify="right" if numbers else "left")
    for row in rows:
        shown.add_row(
            row["recipe"],
            ", ".join(map(str, row["seeds"])),
            f"{row['parameters']:,}",
            f"{row['epochs']:g} of {row['planned_epochs']}",
            f"{row['seconds']:.0f}",
            target_words(row),
            ratio_words(row),
            f"{row['test_accuracy']:.2%}",
            f"{row['test_loss']:.3f}",
        )
    return shown


def words(rows: Sequence[dict[str, Any]], runs: Sequence[dict[str, Any]]) -> str:
    """The figure for those who do not see it: what is drawn, then every point."""
    lines = [
        "Test accuracy against seconds in training, a line for each seed of each recipe, a point",
        f"for each epoch; a level line at the target's {TARGET_ACCURACY:.1%}. Recipes differ by",
        "marker and by line style as well as by colour.",
        "",
    ]
    lines += [
        f"{row['recipe']}: {target_words(row)}; at the end {row['test_accuracy']:.2%} and "
        f"{row['test_loss']:.3f} after {row['seconds']:.0f} s; time / ours: {ratio_words(row)}"
        for row in rows
    ]
    for run in runs:
        lines += ["", f"{run['job']['recipe']}, seed {run['job']['seed']}"]
        lines += [
            f"  epoch {e['epoch']}: {e['seconds']:.1f} s, {e['test_accuracy']:.2%}, "
            f"loss {e['test_loss']:.3f}"
            for e in run["epochs"]
        ]
    return "\n".join(lines) + "\n"


def draw(path: Path, runs: Sequence[dict[str, Any]]) -> None:
    """Accuracy against seconds, both axes stretched: seconds and errors are logarithmic."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

    figure, axes = plt.subplots(figsize=(9, 5.5), layout="constrained")
    names = list(dict.fromkeys(run["job"]["recipe"] for run in runs))
    for run in runs:
        style = names.index(run["job"]["recipe"])
        axes.plot(
            [e["seconds"] for e in run["epochs"]],
            [1 - e["test_accuracy"] for e in run["epochs"]],
            color=f"C{style % 10}",
            marker="osD^vPX*<>"[style % 10],
            linestyle=("-", "--", "-.", ":")[style % 4],
            linewidth=1.2,
            markersize=5,
            label=run["job"]["recipe"] if run["job"]["seed"] == _first_seed(runs, run) else None,
        )
    axes.axhline(1 - TARGET_ACCURACY, color="black", linewidth=1)
    axes.annotate(
        f"target {TARGET_ACCURACY:.1%}",
        (1, 1 - TARGET_ACCURACY),
        xycoords=("axes fraction", "data"),
        xytext=(-4, 4),
        textcoords="offset points",
        ha="right",
    )
    axes.set(xscale="log", yscale="log", xlabel="seconds in training", ylabel="test accuracy")
    ticks = [0.9, 0.7, 0.5, 0.3, 0.2, 0.15, 0.12, 0.1, 0.09, 0.08, 0.07, 0.06, 0.05]
    axes.yaxis.set_major_locator(FixedLocator(ticks))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda error, _: f"{1 - error:.0%}"))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda seconds, _: f"{seconds:g}"))
    axes.xaxis.set_minor_formatter(
        FuncFormatter(lambda seconds, _: f"{seconds:g}" if f"{seconds:g}"[0] in "25" else "")
    )
    axes.invert_yaxis()
    axes.grid(alpha=0.3)
    axes.legend(title="recipe, a line a seed")
    with write_atomically(path) as stream:
        figure.savefig(stream, format="png", dpi=150)
    plt.close(figure)


def _first_seed(runs: Sequence[dict[str, Any]], run: dict[str, Any]) -> int:
    return next(r["job"]["seed"] for r in runs if r["job"]["recipe"] == run["job"]["recipe"])


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
