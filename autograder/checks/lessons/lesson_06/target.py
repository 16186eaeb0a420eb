"""Checks of lesson 06: dropout by hand, a fair choice, a network that reaches the target."""

from __future__ import annotations

from typing import NoReturn

import numpy as np

from autograder.checks import (
    Function,
    Network,
    PartialCredit,
    evaluation_arrays,
    expect,
    fail,
    graded,
    require_repeatable,
)
from autograder.checks.values import describe

# --- dropout by hand ---------------------------------------------------------------------

DROPOUT_EXAMPLE = (
    "x = np.tile([2.0, -4.0], (2, 5))\n"
    "dropout(x, 0.2, np.random.default_rng(0))  # expected a few zeros, all others 2.5 or -5"
)


@graded(
    points=4,
    statement="`dropout` zeroes about `rate` of the values and divides the others by 1 - rate.",
    codes=(
        "dropout-does-nothing",
        "dropout-one-mask-for-all",
        "dropout-whole-rows",
        "dropout-keeps-rate",
        "dropout-wrong-share",
        "dropout-not-scaled",
        "dropout-divided-by-rate",
        "dropout-scaled-down",
        "dropout-scaled-by-count",
        "dropout-wrong-values",
        "dropout-rate-zero",
        "dropout-ignores-generator",
        "dropout-own-seed",
    ),
)
def check_dropout(dropout: Function, rng: np.random.Generator) -> None:
    """100,000 values other than zero: which are dropped, and what becomes of the others."""
    seeds = [int(seed) for seed in rng.integers(0, 2**31, size=6)]
    x = rng.uniform(0.5, 2, size=(400, 250)) * rng.choice([-1.0, 1.0], size=(400, 250))
    for rate, seed in zip((0.2, 0.7, 0.5), seeds, strict=False):
        _check_rate(dropout, x, rate, seed)

    for shape, kind in (((6, 8, 8, 3), np.float32), ((300,), np.float64)):
        values = rng.uniform(0.5, 2, size=shape).astype(kind)
        got = _dropped(dropout, values, 0.4, seeds[3])
        is_kept = got != 0
        expect.close(
            got[is_kept],
            values[is_kept] / 0.6,
            f"a kept value of dropout(x, 0.4, rng) with x of shape {shape}",
            "dropout-wrong-values",
            DROPOUT_EXAMPLE,
            tolerance=1e-4,
        )
        if not 0.15 < 1 - is_kept.mean() < 0.65:
            fail(
                "dropout-wrong-share",
                f"With x of shape {shape}, {1 - is_kept.mean():.0%} of the values are 0; expected "
                "about 40 %.",
                DROPOUT_EXAMPLE,
            )

    small = x[:20, :20]
    if not np.allclose(_dropped(dropout, small, 0.0, seeds[4]), small, rtol=1e-6, atol=0):
        fail(
            "dropout-rate-zero",
            "With rate 0 the values have changed; expected them as they were.",
            "dropout(np.ones(10), 0.0, np.random.default_rng(0))  # expected ten ones",
        )
    first, again, other = (
        _dropped(dropout, small, 0.5, seed) for seed in (seeds[4], seeds[4], seeds[5])
    )
    if not np.array_equal(first, again):
        fail(
            "dropout-ignores-generator",
            "Two generators with the same seed gave different results; expected the same.",
            "a, b = (dropout(np.ones(20), 0.5, np.random.default_rng(3)) for _ in range(2))\n"
            "np.array_equal(a, b)  # expected True",
        )
    if np.array_equal(first, other):
        fail(
            "dropout-own-seed",
            "Generators with different seeds gave the same result; expected different ones.",
            "a, b = (dropout(np.ones(20), 0.5, np.random.default_rng(s)) for s in (3, 4))\n"
            "np.array_equal(a, b)  # expected False",
        )


def _dropped(dropout: Function, x: np.ndarray, rate: float, seed: int) -> np.ndarray:
    return expect.array(
        dropout(x, rate, np.random.default_rng(seed)),
        shape=x.shape,
        what=f"dropout(x, {rate}, rng)",
        example=DROPOUT_EXAMPLE,
    )


def _check_rate(dropout: Function, x: np.ndarray, rate: float, seed: int) -> None:
    def explain(code: str, observed: str) -> NoReturn:
        fail(code, observed, DROPOUT_EXAMPLE)

    got = _dropped(dropout, x, rate, seed)
    zero = got == 0
    if np.allclose(got, x, rtol=1e-6, atol=0):
        explain(
            "dropout-does-nothing",
            f"With rate {rate} every value came back as it was; expected {rate:.0%} zeros.",
        )
    if zero.any() and not zero.all():
        if (zero == zero[0]).all():
            explain(
                "dropout-one-mask-for-all",
                "Every row lost the same columns; expected each value to be dropped by itself.",
            )
        if (zero == zero[:, :1]).all():
            explain(
                "dropout-whole-rows",
                "Whole rows are 0 and others are complete; expected each value to be dropped "
                "by itself.",
            )
    share = float(zero.mean())
    # with 100,000 values, chance moves the share by 0.0016; a fixed number of drops is exact
    if abs(share - rate) > 0.01:
        zeros = "of the values are 0; expected"
        if abs(share - (1 - rate)) <= 0.01:
            explain("dropout-keeps-rate", f"With rate {rate}, {share:.0%} {zeros} {rate:.0%}.")
        explain("dropout-wrong-share", f"With rate {rate}, {share:.1%} {zeros} about {rate:.0%}.")
    factors = got[~zero] / x[~zero]
    wanted = 1 / (1 - rate)
    if np.allclose(factors, wanted, rtol=1e-4):
        return
    factor = float(factors[0])
    if np.allclose(factors, factor, rtol=1e-4):
        for code, value, tolerance in (
            ("dropout-not-scaled", 1.0, 1e-4),
            ("dropout-divided-by-rate", 1 / rate, 1e-4),
            ("dropout-scaled-down", 1 - rate, 1e-4),
            ("dropout-scaled-by-count", 1 / (1 - share), 1e-6),
        ):
            if abs(factor / value - 1) <= tolerance:
                explain(
                    code,
                    f"With rate {rate} every kept value was multiplied by {factor:.4g}; expected "
                    f"1 / (1 - {rate}) = {wanted:.4g}.",
                )
    explain(
        "dropout-wrong-values",
        f"With rate {rate} a kept value {x[~zero][0]:.4g} became {got[~zero][0]:.4g}; expected "
        f"{x[~zero][0] * wanted:.4g}.",
    )


# --- a fair choice -----------------------------------------------------------------------

EXPERIMENT_EXAMPLE = (
    'names = ["dropout", "epochs", "seed", "accuracy", "loss", "val_accuracy", "val_loss",\n'
    '         "test_accuracy"]\n'
    "rows = [dict(zip(names, values)) for values in (\n"
    "    (0.0, 30, 0, 0.98, 0.05, 0.915, 0.33, 0.909),\n"
    "    (0.2, 20, 0, 0.95, 0.14, 0.917, 0.22, 0.921),\n"
    "    (0.5, 20, 0, 0.91, 0.25, 0.919, 0.24, 0.912),\n"
    "    (0.3, 20, 0, 0.93, 0.19, 0.919, 0.23, 0.914),\n"
    "    (0.8, 10, 0, 0.83, 0.46, 0.870, 0.35, 0.866),\n"
    ")]\n"
    "best_experiment(rows)  # expected the row with dropout 0.3"
)
# for a rule that takes the last of equals
TURNED_EXAMPLE = EXPERIMENT_EXAMPLE.replace("best_experiment(rows)", "best_experiment(rows[::-1])")

Row = dict[str, float]


def _rows(rng: np.random.Generator) -> dict[str, Row]:
    """Experiments by the mistake that would choose them; "right" is the one to choose.

    Every row is the extreme of one thing only, and they come in random order.
    """

    def between(low: float, high: float) -> float:
        return round(float(rng.uniform(low, high)), 4)

    def row(**values: float) -> Row:
        plain: Row = {
            "dropout": round(float(rng.uniform(0.1, 0.6)), 2),
            "epochs": int(rng.integers(5, 20)),
            "seed": 0,
            "accuracy": between(0.88, 0.90),
            "loss": between(0.30, 0.35),
            "val_accuracy": between(0.88, 0.90),
            "val_loss": between(0.30, 0.35),
            "test_accuracy": between(0.88, 0.90),
        }
        return plain | values

    named = {
        "right": row(val_accuracy=0.915, val_loss=0.29, accuracy=0.93, loss=0.21),
        "best-by-training": row(accuracy=0.99, loss=0.08),
        "best-by-training-loss": row(loss=0.03, accuracy=0.985, val_loss=0.45),
        "best-by-test": row(test_accuracy=0.93),
        "best-by-loss": row(val_loss=0.25),
        "best-by-gap": row(accuracy=0.85, val_accuracy=0.899),
        "best-takes-worst": row(val_accuracy=0.80),
        "best-takes-worst-loss": row(val_loss=0.60),
        "best-longest": row(epochs=40),
        **{f"plain-{i}": row() for i in range(3)},
    }
    names = [str(name) for name in rng.permutation(list(named)) if name != "right"]
    # the right row stands neither first nor last, where a wrong rule may find it by luck
    names.insert(int(rng.integers(2, len(names) - 1)), "right")
    return {name: named[name] for name in names}


SAYS = {
    "best-by-training": "the highest training accuracy",
    "best-by-training-loss": "the lowest training loss",
    "best-by-test": "the highest test accuracy",
    "best-by-loss": "the lowest validation loss",
    "best-by-gap": "the smallest gap",
    "best-takes-worst": "the lowest validation accuracy",
    "best-takes-worst-loss": "the highest validation loss",
    "best-longest": "the most epochs",
}
SAME_CODE = {
    "best-by-training-loss": "best-by-training",
    "best-takes-worst-loss": "best-takes-worst",
}


@graded(
    points=2,
    statement="`best_experiment` takes the highest val_accuracy; of equals the lowest val_loss.",
    codes=(
        "best-not-a-row",
        *(code for code in SAYS if code not in SAME_CODE),
        "best-wrong-row",
        "best-tie",
    ),
)
def check_best_experiment(best_experiment: Function, rng: np.random.Generator) -> None:
    """Rows of which each is extreme in one thing, then ties in both orders."""
    draws = []
    for _ in range(3):
        named = _rows(rng)
        rows = list(named.values())
        draws.append((named, list(named)[_row_of(best_experiment(rows), rows)]))
    picked = {name for _, name in draws}
    if picked != {"right"}:
        named, name = next(draw for draw in draws if draw[1] != "right")
        # a rule picks its row in every order; a slip in the loop may meet any row by luck
        known = name in SAYS and len(picked) == 1
        row = f"the row with {SAYS[name]}" if known else f"row {list(named).index(name)}"
        fail(
            SAME_CODE.get(name, name) if known else "best-wrong-row",
            f"It is {row}, with val_accuracy {named[name]['val_accuracy']:g}; expected the row with "
            f"val_accuracy {named['right']['val_accuracy']:g}.",
            EXPERIMENT_EXAMPLE,
        )
    for better_first in (True, False):
        named = _rows(rng)
        lower = named["right"]
        higher = lower | {"val_loss": 0.295, "dropout": lower["dropout"] + 0.1, "accuracy": 0.94}
        pair = [lower, higher] if better_first else [higher, lower]
        rows = [row for name, row in named.items() if name != "right"]
        rows[3:3] = pair
        if _row_of(best_experiment(rows), rows) != rows.index(lower):
            fail(
                "best-tie",
                "Two rows share the highest val_accuracy, 0.915, with val_loss 0.29 and 0.295; "
                "expected the one with 0.29.",
                TURNED_EXAMPLE if better_first else EXPERIMENT_EXAMPLE,
            )
    require_repeatable(best_experiment, rows)


def _row_of(value: object, rows: list[Row]) -> int:
    """The position of the row that came back."""
    if value is None:
        fail(
            "returns-none",
            "best_experiment(results) is None; expected one of the rows. Is there a `return`?",
            EXPERIMENT_EXAMPLE,
        )
    if isinstance(value, dict):
        for position, row in enumerate(rows):
            same = (_same_number(value.get(key), number) for key, number in row.items())
            if len(value) == len(row) and all(same):
                return position
    fail(
        "best-not-a-row",
        f"best_experiment(results) is {describe(value)}; expected one of the rows, the "
        "whole dict as it was.",
        EXPERIMENT_EXAMPLE,
    )


def _same_number(value: object, number: float) -> bool:
    return isinstance(value, (int, float)) and abs(value - number) < 1e-9


# --- the target --------------------------------------------------------------------------

FROM, FULL = 0.88, 0.915
PROBE = 1000  # images for the first look and the diagnoses
ACCURACY_EXAMPLE = "(model.predict(x_val, verbose=0).argmax(axis=1) == y_val).mean()"


@graded(
    points=8,
    statement="`model` reaches the target: points rise from 0 at 88 % to 8 at 91.5 % accuracy.",
    codes=(
        "target-not-a-model",
        "target-wrong-input",
        "target-wrong-output",
        "target-not-probabilities",
        "target-expects-pixels",
        "target-untrained",
        "target-below",
        "target-partly",
    ),
)
def check_target(model: object) -> PartialCredit:
    """Accuracy of a clean rebuild on images that the caller provides; the loss is only shown."""
    if not isinstance(model, Network):
        message = f"`model` is {describe(model)}; expected a Keras model."
        fail("target-not-a-model", message, "type(model)")
    if model.problem:
        fail("cannot-cross", model.problem, "type(model), [type(layer) for layer in model.layers]")
    images, labels = evaluation_arrays()
    takes, gives = model.input_shape, model.output_shape
    if len(takes) != 4 or any(
        size not in (None, wanted) for size, wanted in zip(takes[1:], (28, 28, 1), strict=True)
    ):
        fail(
            "target-wrong-input",
            f"`model` takes inputs of shape {takes}; expected (None, 28, 28, 1).",
            "model.input_shape",
        )
    if tuple(gives) != (None, 10):
        fail(
            "target-wrong-output",
            f"`model` gives outputs of shape {gives}; expected (None, 10), one number a class.",
            "model.output_shape",
        )
    first = model.predict(images[:PROBE])
    if not np.isfinite(first).all():
        fail(
            "not-finite",
            "The predictions hold NaN or infinity; expected ordinary numbers.",
            "model.predict(x_val[:5], verbose=0)",
        )
    sums = first.sum(axis=1)
    in_unit = first.min() >= 0 and first.max() <= 1
    if in_unit and np.abs(sums - 1).max() > 0.01:
        fail(
            "target-not-probabilities",
            f"The ten outputs of an image lie between 0 and 1 but add up to {sums[0]:.3g}; expected "
            "probabilities (softmax) that add up to 1, or bare scores.",
            "model.predict(x_val[:5], verbose=0).sum(axis=1)",
        )
    output = np.concatenate([first, model.predict(images[PROBE:])]).astype(np.float64)
    accuracy = float((output.argmax(axis=1) == labels).mean())
    loss = _loss(output if in_unit else _softmax(output), labels)
    figures = f"Accuracy {accuracy:.4f} and loss {loss:.3f} on {len(labels):,} images."
    if accuracy <= FROM:
        _explain(model, images[:PROBE], labels[:PROBE], accuracy, figures)
    share = min((accuracy - FROM) / (FULL - FROM), 1.0)
    if share < 1:
        return PartialCredit(
            share,
            f"{figures} Full points from an accuracy of {FULL}.",
            code="target-partly",
            example=ACCURACY_EXAMPLE,
        )
    return PartialCredit(1.0, figures)


def _explain(
    model: Network, images: np.ndarray, labels: np.ndarray, accuracy: float, figures: str
) -> None:
    """Why the accuracy is too low: the inputs' scale, no training, or simply not enough."""
    on_pixels = float((model.predict(images * 255).argmax(axis=1) == labels).mean())
    if on_pixels > max(accuracy + 0.05, 0.5):
        fail(
            "target-expects-pixels",
            f"{figures} On the same images times 255 the accuracy is {on_pixels:.2f}: the network "
            "expects pixels from 0 to 255; expected from 0 to 1.",
            "model.evaluate(x_val * 255, y_val)",
        )
    if accuracy < 0.25:
        fail(
            "target-untrained",
            f"{figures} Guessing at random gives 0.10; expected a trained network.",
            ACCURACY_EXAMPLE,
        )
    fail("target-below", f"{figures} Points begin above {FROM}.", ACCURACY_EXAMPLE)


def _softmax(scores: np.ndarray) -> np.ndarray:
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=1, keepdims=True))


def _loss(probabilities: np.ndarray, labels: np.ndarray) -> float:
    picked = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(picked, 1e-7)).mean())
