"""The reference run: every stage from the table to the report."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from fmnist_lab import data
from fmnist_lab.diagnosis import diagnose
from fmnist_lab.errors import CourseError, MachineError
from fmnist_lab.files import write_atomically, write_json
from fmnist_ref import environment, evaluation, experiments, models, preprocess, training
from fmnist_ref.display import Display, cost
from fmnist_ref.recipes import Plan, Recipe

UNFINISHED = ".unfinished"
METRICS = "metrics.json"
RESULTS = (METRICS, "report.html", "model.keras", "figures")


@dataclass(frozen=True)
class Inputs:
    """The data of a run. The test table is not looked at before `evaluate`."""

    table: NDArray[np.uint8]  # (60000, 785): the label, then the pixels
    test_table: NDArray[np.uint8]  # (10000, 785)
    source: dict[str, Any]  # where both come from, and their sums
    arrays: training.Arrays  # the training table, split


@dataclass(frozen=True)
class TrainedNetworks:
    """What training gave; `by_dropout` and `comparison` are of the dropout rates compared."""

    baseline: training.FitResult
    by_dropout: dict[float, training.FitResult]
    comparison: list[experiments.ExperimentRow]
    final: training.FitResult
    # of the final network on the validation images; None where it has trained on them
    validation_loss: float | None
    validation_accuracy: float | None


@dataclass(frozen=True)
class TestResults:
    """What the test images say of the baseline and of the final network."""

    images: NDArray[np.float32]  # (10000, 28, 28, 1)
    labels: NDArray[np.uint8]
    probabilities: NDArray[np.float32]  # (10000, 10), of the final network
    loss: float
    accuracy: float
    baseline_loss: float
    baseline_accuracy: float


@contextmanager
def timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    """Put the seconds that the block takes into `seconds`, under the name of the stage."""
    started = time.perf_counter()
    yield
    seconds[stage] = round(time.perf_counter() - started, 2)


def run(recipe: Recipe, seed: int, out: Path, data_path: Path | None, console: Console) -> Path:
    """Do the whole path and leave metrics.json, report.html, model.keras and figures/ in `out`.

    Interrupted, the next run with the same recipe, seed, data and versions goes on after
    the last finished epoch; until it is done, `out` holds no result of any run. Returns the path
    of metrics.json.

    Raises CourseError for what the user can mend, MachineError for a full disk.
    """
    try:
        if out.exists() and not out.is_dir():
            raise CourseError(
                f"--out {out} is a file; expected a directory, which is created if need be."
            )
    except OSError as error:
        raise CourseError(
            f"--out {out} can't be looked at ({error.strerror}); choose another directory."
        ) from None
    seconds: dict[str, float] = {}
    inputs = prepare(seed, data_path, seconds, console)
    work = _open_work(out, _key(recipe, seed, inputs.source))
    networks = train_all(recipe, inputs.arrays, seed, work, seconds, console)
    results = evaluate(inputs.test_table, networks, seconds)
    metrics = _metrics(recipe, seed, inputs.source, networks, results)
    _write(out, metrics, inputs.table, networks, results, seconds)
    shutil.rmtree(work)
    return out / METRICS


def prepare(
    seed: int, data_path: Path | None, seconds: dict[str, float], console: Console
) -> Inputs:
    """Load both tables, and split the training table for `seed`."""
    with timed(seconds, "data"):
        table = data.load_table("train", data_path)
        test_table = data.load_table("test", data_path)
        source = data.describe(data_path)
        if source["sha256"] == data.PUBLISHED_SHA256:
            source |= data.verify()
    console.print(
        f"data: {len(table):,} training and {len(test_table):,} test images, {source['source']}",
        soft_wrap=not console.is_terminal,
    )
    with timed(seconds, "prepare"):
        images, labels = preprocess.preprocess(table)
        arrays = training.Arrays(*preprocess.train_validation_split(images, labels, 0.2, seed))
    console.print(
        f"split: {len(arrays.x_train):,} to train on, {len(arrays.x_val):,} to validate, "
        f"seed {seed}; the test images stay closed until the end",
        soft_wrap=not console.is_terminal,
    )
    return Inputs(table, test_table, source, arrays)


def train_all(
    recipe: Recipe,
    arrays: training.Arrays,
    seed: int,
    work: Path,
    seconds: dict[str, float],
    console: Console,
) -> TrainedNetworks:
    """Train the baseline, the comparison and the final network; checkpoints go to `work`."""
    costs = {name: cost(plan, arrays) for name, plan in _plans(recipe).items()}
    with Display(console, sum(costs.values())) as display:

        def train(name: str, plan: Plan) -> training.FitResult:
            report = display.trainer(name, costs[name])
            return training.train(plan, arrays, seed, work / f"{name}.npz", report)

        with timed(seconds, "baseline"):
            baseline = train("baseline", recipe.baseline)
        with timed(seconds, "comparison"):
            comparison, by_dropout = experiments.compare(
                recipe, arrays, seed, work, lambda name: display.trainer(name, costs[name])
            )
        with timed(seconds, "final"):
            final = train("final", recipe.final)
            final.model = models.with_test_time_augmentation(final.model, recipe.final.network)
            loss, accuracy = (
                (None, None)
                if recipe.final.training.validation_too
                else training.scores(final.model, arrays.x_val, arrays.y_val)
            )
        display.say("every choice is made: one look at the test set")
    return TrainedNetworks(baseline, by_dropout, comparison, final, loss, accuracy)


def evaluate(
    test_table: NDArray[np.uint8], networks: TrainedNetworks, seconds: dict[str, float]
) -> TestResults:
    """Measure the baseline and the final network on the test images, once."""
    with timed(seconds, "test"):
        images, labels = preprocess.preprocess(test_table)
        final = training.scores(networks.final.model, images, labels)
        baseline = training.scores(networks.baseline.model, images, labels)
        probabilities = networks.final.model.predict(images, batch_size=1000, verbose=0)
    return TestResults(images, labels, probabilities, *final, *baseline)


def _metrics(
    recipe: Recipe,
    seed: int,
    source: dict[str, Any],
    networks: TrainedNetworks,
    results: TestResults,
) -> dict[str, Any]:
    """All of metrics.json but the times and the memory."""
    matrix = evaluation.confusion_matrix(results.labels, results.probabilities.argmax(axis=1))
    baseline = networks.baseline
    return {
        "test_accuracy": results.accuracy,
        "test_loss": results.loss,
        "test_standard_error": evaluation.standard_error(results.accuracy, len(results.labels)),
        "validation_accuracy": networks.validation_accuracy,
        "validation_loss": networks.validation_loss,
        "target": {"test_accuracy": 0.92, "test_loss": 0.25},
        "recipe": recipe.name,
        "seed": seed,
        "baseline": {
            "test_accuracy": results.baseline_accuracy,
            "test_loss": results.baseline_loss,
            "validation_accuracy": baseline.history["val_accuracy"][-1],
            "validation_loss": baseline.history["val_loss"][-1],
            **_describe(recipe.baseline, baseline),
        },
        "comparison": {
            "rows": [asdict(row) for row in networks.comparison],
            "best": asdict(experiments.best(networks.comparison)),
            "diagnoses": {
                f"{rate:g}": diagnose(trained.history)
                for rate, trained in networks.by_dropout.items()
            },
        },
        "final": _describe(recipe.final, networks.final),
        "confusion_matrix": matrix.tolist(),
        "recall": evaluation.per_class_recall(matrix).tolist(),
        "precision": evaluation.per_class_precision(matrix).tolist(),
        "most_confused": [
            {"true": true, "predicted": predicted, "images": int(matrix[true, predicted])}
            for true, predicted in evaluation.most_confused(matrix, 5)
        ],
        "data": source,
        "versions": environment.versions(),
        "machine": {
            "processor": environment.machine(),
            "cores": os.cpu_count(),
            "system": platform.platform(terse=True),
        },
    }


def _write(
    out: Path,
    metrics: dict[str, Any],
    table: NDArray[np.uint8],
    networks: TrainedNetworks,
    results: TestResults,
    seconds: dict[str, float],
) -> None:
    """Write every result; times and memory are added to `metrics`."""
    with timed(seconds, "report"):
        from fmnist_ref import report

        figures = report.draw(
            out / "figures",
            metrics,
            table=table,
            images=results.images[..., 0],
            labels=results.labels,
            probabilities=results.probabilities,
        )
        _save_model(out / "model.keras", networks.final)
    # The page shows the seconds of this stage too, so it is written when its clock has stopped.
    metrics["seconds"] = {**seconds, "total": sum(seconds.values())}
    baseline_seconds = networks.baseline.seconds
    metrics["seconds_training"] = {
        "baseline": baseline_seconds,
        # One of the compared trainings goes on from the baseline's, and includes its seconds.
        "comparison": sum(trained.seconds for trained in networks.by_dropout.values())
        - baseline_seconds,
        "final": networks.final.seconds,
    }
    metrics["peak_memory_bytes"] = _peak_memory_bytes()
    report.write(out / "report.html", metrics, figures)
    write_json(out / METRICS, metrics)


def _read(path: Path) -> dict[str, Any] | None:
    """A JSON object; None for a file that is missing or holds anything else."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def _plans(recipe: Recipe) -> dict[str, Plan]:
    plans = {"baseline": recipe.baseline}
    for rate in recipe.dropout_rates:
        plans[f"dropout {rate:g}"] = experiments.with_dropout(
            recipe.baseline, rate, max(recipe.epochs_compared)
        )
    plans["final"] = recipe.final
    return plans


def _describe(plan: Plan, trained: training.FitResult) -> dict[str, Any]:
    return {
        "plan": plan.as_dict(),
        "history": trained.history,
        "diagnosis": (None if plan.training.validation_too else diagnose(trained.history)),
        "parameters": trained.model.count_params(),
        # Test-time augmentation runs the network once for each view of an image.
        "forward_flops_per_image": models.forward_flops(plan.network)
        * models.tta_views(plan.network),
    }


def _save_model(path: Path, trained: training.FitResult) -> None:
    """Keras writes to a name, so it writes beside, and the whole file is copied in."""
    beside = path.with_name(f".{path.stem}-writing.keras")
    try:
        trained.model.save(beside)
        with write_atomically(path) as stream:
            stream.write(beside.read_bytes())
    except OSError as error:
        raise MachineError(
            f"{path} could not be written ({error.strerror or error}); "
            "free some space or choose another directory with --out."
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def _key(recipe: Recipe, seed: int, source: dict[str, Any]) -> dict[str, Any]:
    """What must be the same for an interrupted run to go on."""
    plan = json.dumps(asdict(recipe), sort_keys=True)
    return {
        "recipe": recipe.name,
        "plan": hashlib.sha256(plan.encode()).hexdigest(),
        "seed": seed,
        "data": source["sha256"],
        "versions": environment.versions(),
    }


def _open_work(out: Path, key: dict[str, Any]) -> Path:
    """The directory of checkpoints; cleared, with every earlier result, unless it is of
    this very run."""
    work = out / UNFINISHED
    marker = work / "run.json"
    earlier = _read(marker)
    if earlier == key:
        return work
    others = [name for name in RESULTS if (out / name).exists()]
    if others and earlier is None and not {"recipe", "seed"} <= (_read(out / METRICS) or {}).keys():
        raise CourseError(
            f"{out} has files that are not of a run ({', '.join(others)}), and a run would replace "
            "them. Choose another directory with --out."
        )
    try:
        for name in (UNFINISHED, *RESULTS):
            old = out / name
            if old.is_dir():
                shutil.rmtree(old)
            else:
                old.unlink(missing_ok=True)
    except OSError as error:
        raise MachineError(
            f"{out} could not be cleared of an earlier run ({error.strerror}); "
            "choose another directory with --out."
        ) from error
    write_json(marker, key)
    return work


def _peak_memory_bytes() -> int | None:
    """The largest resident memory of this process so far; None where the system can't say."""
    try:
        # Linux counts in ru_maxrss also the process that started this one; VmHWM is its own.
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split(maxsplit=1)[0]) * 1024
    except (OSError, IndexError, ValueError):
        pass
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
