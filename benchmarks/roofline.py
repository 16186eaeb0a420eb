"""Where the time of a training step goes, and how near it comes to what the machine can do.

    python benchmarks/roofline.py [--recipe fast] [--steps 100] [--threads none]
        [--size 2048] [--out runs/time_to_target] [--rehearsal]

Measures, one after the other in this process: the machine's rate on a large float32 matrix
product in TensorFlow; the seconds of a training step, by `fit` as a training calls it; and,
in steps under TensorFlow's profiler, the time in each operation, summed up by kind.

Rates use the operations that a step needs, as in time_to_target.py: the images need no gradient,
so the first layer has none for its input. The rate of a whole step has pooling and all the rest
in its time and not in its operations.

Against what else the machine does, the matrix product and the step are the fastest of several
(medians are written too), and an operation's time is its median over steps. Shares are of the
time in operations, added up over threads that run some side by side; the profiler itself
slows small operations. Writes roofline.json and roofline.html.
"""

from __future__ import annotations

import argparse
import collections
import os
import platform
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import flops
import jinja2
import numpy as np
import published_recipes
import time_to_target
from rich.console import Console
from rich.table import Table

from fmnist_lab import data
from fmnist_lab.errors import CourseError
from fmnist_lab.files import write_atomically, write_json
from fmnist_ref import models, preprocess, training
from fmnist_ref.environment import machine, versions
from fmnist_ref.recipes import Plan

if TYPE_CHECKING:
    import keras

KINDS = (
    "convolution, forward",
    "convolution, gradients",
    "matrix product",
    "pooling",
    "pooling, gradient",
    "batch normalisation",
    "dropout and random numbers",
    "activation and bias",
    "loss and softmax",
    "optimiser",
    "input",
    "other",
)
FITS = 5
# an operation of TensorFlow's graph: its path, a colon, its type
OPERATION = re.compile(r"[^\s:]+:\w+")
# what comes before it are the loop over steps and the fetching of batches
STEP = "StatefulPartitionedCall/"


@dataclass(frozen=True)
class Operation:
    """One operation of a training step: seconds a step, all its calls in one."""

    name: str
    type: str
    kind: str
    seconds: float


def kind_of(name: str, type: str, optimizer: str) -> str:
    """One of KINDS, by the operation's type and by the layer in its path."""
    if STEP not in name:
        return "input"
    path = name.rpartition(STEP)[2]
    rules = (
        ("Conv" in type and "Backprop" in type, "convolution, gradients"),
        ("Conv" in type, "convolution, forward"),
        ("MatMul" in type, "matrix product"),
        ("Pool" in type and "Grad" in type, "pooling, gradient"),
        ("Pool" in type, "pooling"),
        ("batch_normalization" in path or "BatchNorm" in type, "batch normalisation"),
        ("dropout" in path or "Random" in type, "dropout and random numbers"),
        ("Softmax" in type or "compile_loss" in path, "loss and softmax"),
        ("Bias" in type or "activation" in path, "activation and bias"),
        ("Relu" in type or "Sigmoid" in type, "activation and bias"),
        (path.startswith(f"{optimizer}/"), "optimiser"),
    )
    return next((kind for holds, kind in rules if holds), "other")


def matrix_product_rates(size: int, repeats: int) -> list[float]:
    """Operations per second of TensorFlow's float32 product of two (size, size) matrices."""
    import tensorflow as tf

    a, b = (tf.random.normal((size, size), seed=seed) for seed in (0, 1))
    product = tf.function(tf.linalg.matmul)
    product(a, b).numpy()  # traced, and its memory there
    rates = []
    for _ in range(repeats):
        started = time.perf_counter()
        product(a, b).numpy()
        rates.append(2 * size**3 / (time.perf_counter() - started))
    return rates


def fit(model: keras.Model, x: np.ndarray, y: np.ndarray, batch_size: int) -> float:
    """Seconds of an epoch."""
    started = time.perf_counter()
    model.fit(x, y, batch_size=batch_size, shuffle=False, verbose=0)
    return time.perf_counter() - started


def operations(
    model: keras.Model, x: np.ndarray, y: np.ndarray, batch_size: int
) -> list[Operation]:
    """Every operation of a step of `fit` under TensorFlow's profiler, the slowest first.

    An operation's time is its median over steps, and without what runs inside it.
    """
    import tensorflow as tf
    from tensorflow.tsl.profiler.protobuf import xplane_pb2

    with tempfile.TemporaryDirectory() as directory:
        with tf.profiler.experimental.Profile(directory):
            fit(model, x, y, batch_size)
        space = xplane_pb2.XSpace()
        (trace,) = Path(directory).rglob("*.xplane.pb")
        space.ParseFromString(trace.read_bytes())
    own: collections.defaultdict[str, list[int]] = collections.defaultdict(list)
    for plane in space.planes:
        for line in plane.lines:
            for name, picoseconds in own_times(plane, line):
                own[name].append(picoseconds)
    steps = -(-len(x) // batch_size)
    done = []
    for full, times in own.items():
        name, _, type = full.rpartition(":")
        seconds = statistics.median(times) * len(times) / steps / 1e12
        kind = kind_of(name, type, model.optimizer.name)
        done.append(Operation(name.rpartition(STEP)[2], type, kind, seconds))
    return sorted(done, key=lambda operation: -operation.seconds)


def own_times(plane: Any, line: Any) -> list[tuple[str, int]]:
    """Names and picoseconds of a thread's operations, less those that ran inside each."""
    named = ((plane.event_metadata[event.metadata_id].name, event) for event in line.events)
    events = [(name, e) for name, e in named if OPERATION.fullmatch(name)]
    events.sort(key=lambda pair: (pair[1].offset_ps, -pair[1].duration_ps))
    own = [event.duration_ps for _, event in events]
    around: list[int] = []  # those that still run
    for i, (_, event) in enumerate(events):
        while around and _end(events[around[-1]][1]) <= event.offset_ps:
            around.pop()
        if around:
            own[around[-1]] -= event.duration_ps
        around.append(i)
    return [(name, time) for (name, _), time in zip(events, own, strict=True)]


def _end(event: Any) -> int:
    return event.offset_ps + event.duration_ps


def flops_by_kind(model: keras.Model) -> dict[str, int]:
    """Floating-point operations that one image costs in a training step, by kind."""
    from keras import layers

    done = dict.fromkeys(("forward", "gradients", "dense"), 0)
    for layer, forward, gradients in flops.step_flops(model):
        if isinstance(layer, layers.Dense):
            done["dense"] += forward + gradients
        else:
            done["forward"] += forward
            done["gradients"] += gradients
    return {
        "convolution, forward": done["forward"],
        "convolution, gradients": done["gradients"],
        "matrix product": done["dense"],
    }


def measure(options: argparse.Namespace, say: Console) -> dict[str, Any]:
    """Everything that roofline.json holds."""
    recipe = published_recipes.find(options.recipe)
    load = os.getloadavg()[0]
    say.print(
        f"{machine()}, {os.cpu_count()} cores; 1-minute load before the start: {load:.1f}",
        highlight=False,
        soft_wrap=True,
    )
    batch_size = recipe.training.batch_size if isinstance(recipe, Plan) else recipe.batch_size
    images, labels = preprocess.preprocess(data.load_table("train"))
    x, y, *_ = preprocess.train_validation_split(images, labels, 0.2, time_to_target.SPLIT_SEED)
    steps = min(4 if options.rehearsal else options.steps, len(x) // batch_size)
    x, y = x[: steps * batch_size], y[: steps * batch_size]

    time_to_target.set_tensorflow_threads(options.threads)
    training.make_deterministic(0)
    rates = matrix_product_rates(256 if options.rehearsal else options.size, 10)
    model = published_recipes.build(recipe, len(x), models.STEPS_PER_CALL)
    if isinstance(recipe, Plan) and recipe.network.pca_filters:
        models.set_pca_filters(model, x)
    fit(model, x, y, batch_size)  # traced here
    fits = [fit(model, x, y, batch_size) / steps for _ in range(FITS)]
    seconds = min(fits)
    done = operations(model, x, y, batch_size)

    total = sum(operation.seconds for operation in done)
    flops = {kind: n * batch_size for kind, n in flops_by_kind(model).items()}
    kinds = []
    for kind in KINDS:
        spent = sum(operation.seconds for operation in done if operation.kind == kind)
        rate = flops[kind] / spent if kind in flops and spent else None
        kinds.append({"kind": kind, "seconds": spent, "share": spent / total, "rate": rate})
    step_flops = batch_size * time_to_target.training_flops(model)
    peak = max(rates)
    return {
        "recipe": options.recipe,
        "rehearsal": options.rehearsal,
        "machine": {
            "processor": machine(),
            "cores": os.cpu_count(),
            "threads": options.threads,
            "system": platform.platform(terse=True),
            "load_before": load,
        },
        "versions": versions(),
        "matrix_product": {
            "size": 256 if options.rehearsal else options.size,
            "best_rate": peak,
            "median_rate": statistics.median(rates),
        },
        "step": {
            "images": batch_size,
            "steps_measured": steps,
            "flops": step_flops,
            "seconds": seconds,
            "median_seconds": statistics.median(fits),
            "rate": step_flops / seconds,
            "share_of_matrix_product": step_flops / seconds / peak,
            "seconds_in_operations": total,
        },
        "kinds": kinds,
        "slowest": [
            {
                "operation": operation.name,
                "type": operation.type,
                "kind": operation.kind,
                "seconds": operation.seconds,
                "share": operation.seconds / total,
            }
            for operation in done[:15]
        ],
    }


def summary(result: dict[str, Any]) -> str:
    """The step in a sentence."""
    step, product = result["step"], result["matrix_product"]
    return (
        f"A step of '{result['recipe']}' on {step['images']} images: "
        f"{step['flops'] / 1e9:.2f} GFLOP in {1000 * step['seconds']:.1f} ms, "
        f"{step['rate'] / 1e9:.1f} GFLOP/s; that is {step['share_of_matrix_product']:.0%} of the "
        f"{product['best_rate'] / 1e9:.1f} GFLOP/s of a matrix product of {product['size']} x "
        f"{product['size']} here."
    )


def tables(result: dict[str, Any]) -> list[Table]:
    """Time by kind, then the slowest operations."""
    peak = result["matrix_product"]["best_rate"]
    kinds = Table(title="Time of a step by kind of operation")
    for heading in ("kind", "ms", "share", "GFLOP/s", "of the matrix product"):
        kinds.add_column(heading, justify="left" if heading == "kind" else "right")
    for row in result["kinds"]:
        rate = row["rate"]
        kinds.add_row(
            row["kind"],
            f"{1000 * row['seconds']:.2f}",
            f"{row['share']:.1%}",
            f"{rate / 1e9:.0f}" if rate else "",
            f"{rate / peak:.0%}" if rate else "",
        )
    slowest = Table(title="The slowest operations")
    for heading in ("operation", "ms", "share", "kind"):
        numbers = heading in ("ms", "share")
        slowest.add_column(heading, justify="right" if numbers else "left", overflow="fold")
    for row in result["slowest"]:
        slowest.add_row(
            row["operation"], f"{1000 * row['seconds']:.2f}", f"{row['share']:.1%}", row["kind"]
        )
    return [kinds, slowest]


PAGE = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(
    """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A training step of '{{ r.recipe }}' against the machine</title>
<link rel="icon" href="data:,">
<style>
:root { color-scheme: light; --ink: #1b1f24; --soft: #4a5460; --line: #d5dae0; --mark: #0b5c8a; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 4rem; color: var(--ink);
  background: #fff; font: 1rem/1.55 system-ui, sans-serif; }
p { max-width: 46rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding-bottom: .4rem; }
th, td { padding: .3rem .8rem; border-bottom: 1px solid var(--line); text-align: right; }
th:first-child, .text { text-align: left; }
td { white-space: nowrap; }
tbody th { font-weight: 400; overflow-wrap: anywhere; }
.bar { width: 16rem; text-align: left; }
.bar div { height: .9rem; background: var(--mark); }
</style>
</head>
<body>
<h1>A training step against the machine</h1>
{% if r.rehearsal %}<p><strong>A rehearsal: its numbers mean nothing.</strong></p>{% endif %}
<p>{{ sentence }}</p>
<p>Operations are those of convolutions and dense layers: forward, and the gradients that a step
needs, which are none for the images and none for filters that are not trained.
What else a step does takes time and is not among them: that is why a whole step stays below the
rates of its convolutions.</p>
<h2>By kind of operation</h2>
<div class="scroll"><table>
<caption>Each bar is the share of the time in operations, whose number stands beside it. Rates
are given where operations can be counted.</caption>
<thead><tr><th scope="col">kind</th><th scope="col">ms a step</th><th scope="col">share</th>
<th scope="col" class="bar">&nbsp;</th><th scope="col">GFLOP/s</th>
<th scope="col">of the matrix product</th></tr></thead>
<tbody>
{% for row in r.kinds %}<tr><th scope="row">{{ row.kind }}</th>
<td>{{ "%.2f" | format(1000 * row.seconds) }}</td><td>{{ "%.1f" | format(100 * row.share) }} %</td>
<td class="bar" aria-hidden="true"><div style="width: {{ "%.1f" | format(100 * row.share) }}%"></div></td>
<td>{% if row.rate %}{{ "%.0f" | format(row.rate / 1e9) }}{% endif %}</td>
<td>{% if row.rate %}{{ "%.0f" | format(100 * row.rate / peak) }} %{% endif %}</td></tr>
{% endfor %}</tbody></table></div>
<h2>The slowest operations</h2>
<div class="scroll"><table>
<thead><tr><th scope="col">operation</th><th scope="col">ms a step</th><th scope="col">share</th>
<th scope="col" class="text">kind</th></tr></thead>
<tbody>
{% for row in r.slowest %}<tr><th scope="row">{{ row.operation }}</th>
<td>{{ "%.2f" | format(1000 * row.seconds) }}</td><td>{{ "%.1f" | format(100 * row.share) }} %</td>
<td class="text">{{ row.kind }}</td></tr>
{% endfor %}</tbody></table></div>
<h2>How it was measured</h2>
<p>{{ r.machine.processor }}, {{ r.machine.cores }} cores, TensorFlow's threads:
{{ r.machine.threads or "its own choice" }}; 1-minute load before the start
{{ "%.1f" | format(r.machine.load_before) }}. The matrix product is the best of ten (median
{{ "%.1f" | format(r.matrix_product.median_rate / 1e9) }} GFLOP/s). The step is the best of {{ fits }}
times {{ r.step.steps_measured }} steps (median {{ "%.1f" | format(1000 * r.step.median_seconds) }} ms).
The times of single operations come from as many steps under
TensorFlow's profiler, {{ "%.1f" | format(1000 * r.step.seconds_in_operations) }} ms a step in all,
added up over threads.</p>
<p>{% for name, version in r.versions.items() %}{{ name }} {{ version }}{{ ", " if not loop.last }}
{%- endfor %}</p>
</body>
</html>
"""
)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--recipe", default="fast", help="any recipe of time_to_target.py")
    parser.add_argument("--steps", type=time_to_target.positive, default=100)
    parser.add_argument(
        "--size", type=time_to_target.positive, default=2048, help="of the matrices"
    )
    parser.add_argument(
        "--threads", type=time_to_target.threads, help="none (default), or a number"
    )
    parser.add_argument("--out", type=Path, default=Path("runs/time_to_target"))
    parser.add_argument(
        "--rehearsal", action="store_true", help="four steps and small matrices: does it run?"
    )
    options = parser.parse_args(arguments)
    time_to_target.set_threads(options.threads, os.environ)
    say = Console(width=None if sys.stdout.isatty() else 130)
    result = measure(options, say)
    out = options.out / "rehearsal" if options.rehearsal else options.out
    write_json(out / "roofline.json", result)
    peak = result["matrix_product"]["best_rate"]
    page = PAGE.render(r=result, sentence=summary(result), peak=peak, fits=FITS)
    with write_atomically(out / "roofline.html") as stream:
        stream.write(page.encode())
    if options.rehearsal:
        say.print("A rehearsal: its numbers mean nothing.")
    for shown in (summary(result), *tables(result)):
        say.print(shown, highlight=False)
    say.print(f"written: {out}/roofline.json, .html", highlight=False, soft_wrap=True)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CourseError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_status)
