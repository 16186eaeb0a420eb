"""The reference run: every stage from the table to the report."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console

from fmnist_lab import data
from fmnist_lab.diagnosis import diagnose
from fmnist_lab.errors import CourseError, MachineError
from fmnist_lab.files import write_atomically, write_json
from fmnist_ref import environment, evaluation, experiments, models, preprocess, split, training
from fmnist_ref.display import Display, cost
from fmnist_ref.recipes import Plan, Recipe

UNFINISHED = ".unfinished"
METRICS = "metrics.json"
RESULTS = (METRICS, "report.html", "model.keras", "figures")


def run(recipe: Recipe, seed: int, out: Path, data_path: Path | None, console: Console) -> Path:
    """Do the whole path and leave metrics.json, report.html, model.keras and figures/ in `out`.

    Interrupted, the next run with the same recipe, seed, data and versions goes on after
    the last finished epoch; until it is done, `out` holds no result of any run.

    Raises CourseError for what the user can mend, MachineError for a full disk.
    """
    try:
        if out.exists() and not out.is_dir():
            raise CourseError(f"--out {out} is a file; give a directory (it is made if need be).")
    except OSError as error:
        raise CourseError(
            f"--out {out} can't be looked at ({error.strerror}); choose another directory."
        ) from None
    clock = _Clock()
    with clock.stage("data"):
        table = data.load_table("train", data_path)
        test_table = data.load_table("test", data_path)
        source = data.describe(data_path) | data.verify()
    console.print(
        f"data: {len(table):,} training and {len(test_table):,} test images, {source['source']}",
        highlight=False,
        soft_wrap=not console.is_terminal,
    )
    with clock.stage("prepare"):
        arrays = _prepare(table, seed)
    console.print(
        f"split: {len(arrays.x_train):,} to train on, {len(arrays.x_val):,} to validate, "
        f"seed {seed}; the test images stay closed until the end",
        highlight=False,
        soft_wrap=not console.is_terminal,
    )
    work = _open_work(out, _key(recipe, seed, source))

    plans = _plans(recipe)
    costs = {name: cost(plan, arrays) for name, plan in plans.items()}
    with Display(console, sum(costs.values())) as display:
        with clock.stage("baseline"):
            baseline = training.train(
                recipe.baseline,
                arrays,
                seed,
                work / "baseline.npz",
                display.trainer("baseline", costs["baseline"]),
            )
        with clock.stage("comparison"):
            compared, trainings = experiments.compare(
                recipe,
                arrays,
                seed,
                work,
                lambda name: display.trainer(name, costs[name]),
            )
        with clock.stage("final"):
            final = training.train(
                recipe.final,
                arrays,
                seed,
                work / "final.npz",
                display.trainer("final", costs["final"]),
            )
            final.model = models.finished(final.model, recipe.final.network)
            validation_loss, validation_accuracy = (
                (None, None)
                if recipe.final.training.validation_too
                else training.scores(final.model, arrays.x_val, arrays.y_val)
            )
        display.say("every choice is made: one look at the test set")

    with clock.stage("test"):
        x_test, y_test = preprocess.preprocess(test_table)
        test_loss, test_accuracy = training.scores(final.model, x_test, y_test)
        baseline_loss, baseline_accuracy = training.scores(baseline.model, x_test, y_test)
        probabilities = final.model.predict(x_test, batch_size=1000, verbose=0)
    matrix = evaluation.confusion_matrix(y_test, probabilities.argmax(axis=1))

    metrics: dict[str, Any] = {
        "test_accuracy": test_accuracy,
        "test_loss": test_loss,
        "test_standard_error": evaluation.standard_error(test_accuracy, len(y_test)),
        "validation_accuracy": validation_accuracy,
        "validation_loss": validation_loss,
        "target": {"test_accuracy": 0.92, "test_loss": 0.25},
        "recipe": recipe.name,
        "seed": seed,
        "baseline": {
            "test_accuracy": baseline_accuracy,
            "test_loss": baseline_loss,
            "validation_accuracy": baseline.history["val_accuracy"][-1],
            "validation_loss": baseline.history["val_loss"][-1],
            **_describe(recipe.baseline, baseline),
        },
        "comparison": {
            "rows": [asdict(row) for row in compared],
            "best": asdict(experiments.best(compared)),
            "diagnoses": {f"{rate:g}": diagnose(done.history) for rate, done in trainings.items()},
        },
        "final": _describe(recipe.final, final),
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
    with clock.stage("report"):
        from fmnist_ref import report

        figures = report.draw(
            out / "figures",
            metrics,
            table=table,
            images=x_test[..., 0],
            labels=y_test,
            probabilities=probabilities,
        )
        _save_model(out / "model.keras", final)
    # the report tells what all that came before it cost, and so is written after its clock
    metrics["seconds"] = {**clock.seconds, "total": sum(clock.seconds.values())}
    metrics["seconds_training"] = {
        "baseline": baseline.seconds,
        # one of them goes on from the baseline
        "comparison": sum(done.seconds for done in trainings.values()) - baseline.seconds,
        "final": final.seconds,
    }
    metrics["peak_memory_bytes"] = _peak_memory()
    report.write(out / "report.html", metrics, figures)
    write_json(out / METRICS, metrics)
    shutil.rmtree(work)
    return out / METRICS


def _read(path: Path) -> dict[str, Any] | None:
    """A JSON object; None for a file that is missing or holds anything else."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _prepare(table: np.ndarray, seed: int) -> training.Arrays:
    images, labels = preprocess.preprocess(table)
    return training.Arrays(*split.train_validation_split(images, labels, 0.2, seed))


def _plans(recipe: Recipe) -> dict[str, Plan]:
    plans = {"baseline": recipe.baseline}
    for rate in recipe.dropout_rates:
        plans[f"dropout {rate:g}"] = experiments.with_dropout(
            recipe.baseline, rate, max(recipe.epochs_compared)
        )
    plans["final"] = recipe.final
    return plans


def _describe(plan: Plan, trained: training.Trained) -> dict[str, Any]:
    return {
        "plan": plan.as_dict(),
        "history": trained.history,
        "diagnosis": (None if plan.training.validation_too else diagnose(trained.history)),
        "parameters": trained.model.count_params(),
        # as the network is used: averaging over views of an image runs it once for each
        "forward_flops_per_image": models.forward_flops(plan.network) * models.views(plan.network),
    }


def _save_model(path: Path, trained: training.Trained) -> None:
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
            "them; choose another directory with --out."
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


def _peak_memory() -> int | None:
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


class _Clock:
    """Seconds of each stage in this process."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def stage(self, name: str) -> _Clock:
        self._name, self._started = name, time.perf_counter()
        return self

    def __enter__(self) -> None: ...

    def __exit__(self, *exception: object) -> None:
        self.seconds[self._name] = round(time.perf_counter() - self._started, 2)
