"""Checks of lesson 05: softmax, cross-entropy, compiling, fitting, reading curves."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks import (
    CheckFailedError,
    Function,
    Network,
    expect,
    fail,
    graded,
    require_repeatable,
    small_cnn,
)
from autograder.checks.values import describe, same

FLOOR = 1e-7  # what Keras takes a probability of 0 for, before the logarithm


def _softmax(logits: np.ndarray, axis: int | None = 1) -> np.ndarray:
    """Rows (n, k) to probabilities in float64; other axes for recognising a slip."""
    values = logits.astype(np.float64)
    exponentials = np.exp(values - values.max(axis=axis, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=axis, keepdims=True))


def _agree(got: np.ndarray, wanted: object, tolerance: float = 1e-4) -> bool:
    target = np.asarray(wanted, dtype=np.float64)
    return got.shape == target.shape and np.allclose(
        got.astype(np.float64), target, rtol=tolerance, atol=tolerance
    )


# --- softmax -----------------------------------------------------------------------------

SOFTMAX_EXAMPLE = (
    "logits = np.array([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]])\n"
    "softmax(logits).round(3)  # expected [[0.665, 0.245, 0.09], [0.333, 0.333, 0.333]]"
)
INTEGERS_EXAMPLE = (
    "logits = np.array([[2, 1, 0], [0, 0, 0]])\n"
    "softmax(logits).round(3)  # expected [[0.665, 0.245, 0.09], [0.333, 0.333, 0.333]]"
)
LARGE_EXAMPLE = (
    "softmax(np.array([[1000.0, 999.0, 998.0]])).round(3)  # expected [[0.665, 0.245, 0.09]]"
)
LOW_EXAMPLE = (
    "softmax(np.array([[-1000.0, -1001.0, -1002.0]])).round(3)  # expected [[0.665, 0.245, 0.09]]"
)
FAR_EXAMPLE = (
    "softmax(np.array([[1000.0, 999.0], [-1000.0, -1001.0]])).round(3)\n"
    "# expected [[0.731, 0.269], [0.731, 0.269]]"
)

# What a wrong softmax computes for moderate scores, by code
SOFTMAX_SLIPS: dict[str, tuple[Callable[[np.ndarray], np.ndarray], str]] = {
    "softmax-whole-batch": (
        lambda z: _softmax(z, axis=None),
        "All rows together add up to 1; expected every row to add up to 1 by itself",
    ),
    "softmax-over-images": (
        lambda z: _softmax(z, axis=0),
        "The columns add up to 1; expected the rows to",
    ),
    "softmax-not-divided": (
        lambda z: np.exp(z),
        "These are the bare exponentials; expected them divided by the sum of their row",
    ),
    "softmax-no-exponential": (
        lambda z: z / z.sum(axis=1, keepdims=True),
        "The scores themselves were divided by their sum; expected their exponentials",
    ),
    "softmax-sigmoid": (
        lambda z: 1 / (1 + np.exp(-z)),
        "Each score went through a sigmoid by itself; expected each row to add up to 1",
    ),
    "softmax-negated": (
        lambda z: _softmax(-z),
        "The lowest score gets the largest probability; expected the highest score to",
    ),
    "softmax-log": (
        lambda z: np.log(_softmax(z)),
        "These are logarithms of the probabilities; expected the probabilities",
    ),
    "softmax-hard": (
        lambda z: (z == z.max(axis=1, keepdims=True)).astype(np.float64),
        "The highest score gets 1 and all others 0; expected a share for every class",
    ),
    "softmax-other-base": (
        lambda z: _softmax(z * math.log(2)),
        "The powers are of 2; expected powers of e",
    ),
}


def _not_divided(got: np.ndarray, z: np.ndarray) -> bool:
    shifts = (z.max(axis=1, keepdims=True), z.max())
    return any(_agree(got, np.exp(z - shift)) for shift in shifts)


@graded(
    points=3,
    statement="`softmax` turns each row of scores into probabilities, large scores included.",
    codes=(*SOFTMAX_SLIPS, "softmax-overflow", "softmax-shared-shift", "softmax-wrong-values"),
)
def check_softmax(softmax: Function, rng: np.random.Generator) -> None:
    """Batches of moderate, large and far-apart scores against a float64 softmax."""
    # integers in the last batch: scores need not be floats
    for z in (
        rng.normal(0, 1.5, size=(4, 10)),
        rng.normal(0, 2, size=(7, 3)).astype(np.float32),
        rng.integers(-4, 5, size=(1, 10)),
    ):
        what = f"softmax of {z.shape[0]} rows of {z.shape[1]} scores"
        example = SOFTMAX_EXAMPLE if z.dtype.kind == "f" else INTEGERS_EXAMPLE
        got = expect.array(softmax(z), shape=z.shape, what=what, example=example, finite=False)
        right = _softmax(z)
        if _agree(got, right):
            continue
        for code, (slip, says) in SOFTMAX_SLIPS.items():
            with np.errstate(all="ignore"):
                wrong = slip(z.astype(np.float64))
            if not _agree(wrong, right) and _agree(got, wrong):
                fail(code, f"{says}. Row 0 adds up to {got[0].sum():.4g}.", example)
        if _not_divided(got, z.astype(np.float64)):
            says = SOFTMAX_SLIPS["softmax-not-divided"][1]
            fail("softmax-not-divided", f"{says}. Row 0 adds up to {got[0].sum():.4g}.", example)
        expect.close(got, right, what, "softmax-wrong-values", example, tolerance=1e-4)

    for sign, example in ((1, LARGE_EXAMPLE), (-1, LOW_EXAMPLE)):
        z = sign * rng.uniform(700, 1000, size=(3, 10))
        got = expect.array(
            softmax(z), shape=z.shape, what="softmax(logits)", example=example, finite=False
        )
        if not np.isfinite(got).all():
            fail(
                "softmax-overflow",
                f"With scores around {sign * 850} the result holds NaN or infinity; expected "
                "ordinary probabilities.",
                example,
            )
        if not _agree(got, _softmax(z)):
            fail(
                "softmax-overflow",
                f"With scores around {sign * 850} the largest probability of row 0 is "
                f"{got[0].max():.3g}; expected {_softmax(z)[0].max():.3g}. Large scores must keep "
                "their differences.",
                example,
            )

    z = rng.normal(0, 1, size=(3, 10)) + np.array([[900.0], [0.0], [-900.0]])
    got = expect.array(
        softmax(z), shape=z.shape, what="softmax(logits)", example=FAR_EXAMPLE, finite=False
    )
    if not np.isfinite(got).all() or not _agree(got, _softmax(z)):
        fail(
            "softmax-shared-shift",
            "With one row of scores near 900 and another near -900, the low row comes out as "
            f"{_short(got[2])}; expected {_short(_softmax(z)[2])}.",
            FAR_EXAMPLE,
        )
    require_repeatable(softmax, z)


def _short(row: np.ndarray) -> str:
    return "[" + ", ".join(f"{value:.3g}" for value in row[:4]) + ", ...]"


# --- cross-entropy -----------------------------------------------------------------------

CROSS_ENTROPY_EXAMPLE = (
    "guesses = np.full((2, 10), 0.05)\n"
    "guesses[0, 3] = guesses[1, 8] = 0.55\n"
    "y = np.array([3, 0])\n"
    "cross_entropy(guesses, y)  # expected 1.797"
)
ZERO_EXAMPLE = (
    "guesses = np.zeros((2, 10))\n"
    "guesses[:, 4] = 1\n"
    "cross_entropy(guesses, np.array([4, 7]))  # finite: (0 + 16.118) / 2"
)


def _of_true_class(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.asarray(p[np.arange(len(y)), y])


def _log(p: np.ndarray) -> np.ndarray:
    return np.asarray(np.log(np.maximum(p, FLOOR)))


def _cross_entropy(p: np.ndarray, y: np.ndarray) -> float:
    return float(-_log(_of_true_class(p.astype(np.float64), y)).mean())


def _one_hot(y: np.ndarray) -> np.ndarray:
    return np.eye(10)[y]


# What a wrong cross-entropy computes, by code: (probabilities, labels) -> number
CROSS_ENTROPY_SLIPS: dict[str, tuple[Callable[[np.ndarray, np.ndarray], float], str]] = {
    "loss-summed": (
        lambda p, y: _cross_entropy(p, y) * len(y),
        "This is the sum over the images; expected their mean",
    ),
    "loss-negative": (
        lambda p, y: -_cross_entropy(p, y),
        "The sign is turned: a loss is never below 0",
    ),
    "loss-divided-by-classes": (
        lambda p, y: _cross_entropy(p, y) / 10,
        "The sum was divided by images x classes; expected the mean over the images",
    ),
    "loss-binary": (
        lambda p, y: float(
            -(_one_hot(y) * _log(p) + (1 - _one_hot(y)) * _log(1 - p)).sum(axis=1).mean()
        ),
        "The other nine classes were priced too (binary cross-entropy)",
    ),
    "loss-all-classes": (
        lambda p, y: float(-_log(p).mean()),
        "The logarithms of all ten probabilities were averaged; expected the true class's alone",
    ),
    "loss-every-pair": (
        lambda p, y: float(-_log(p[:, y]).mean()),
        "Every row was paired with every label; expected row 0 with y[0], row 1 with y[1], ...",
    ),
    "loss-largest-probability": (
        lambda p, y: float(-_log(p.max(axis=1)).mean()),
        "The largest probability of each row was priced; expected that of the true class",
    ),
    "loss-entropy": (
        lambda p, y: float(-(p * _log(p)).sum(axis=1).mean()),
        "This is the entropy of the guesses, and the labels have no part in it",
    ),
    "loss-without-log": (
        lambda p, y: float(1 - _of_true_class(p, y).mean()),
        "This is the mean of 1 - p; expected the mean of -log(p)",
    ),
    "loss-squared-error": (
        lambda p, y: float(((p - _one_hot(y)) ** 2).sum(axis=1).mean()),
        "This is a squared error; expected the mean of -log(p)",
    ),
    "loss-accuracy": (
        lambda p, y: float((p.argmax(axis=1) == y).mean()),
        "This is the accuracy; expected the mean of -log(p)",
    ),
    "loss-log-of-mean": (
        lambda p, y: float(-np.log(_of_true_class(p, y).mean())),
        "The logarithm was taken of the mean; expected the mean of the logarithms",
    ),
    "loss-softmax-again": (
        lambda p, y: _cross_entropy(_softmax(p), y),
        "The rows went through a softmax; they are probabilities already",
    ),
}
# The same price from a mean over the (n, 10) array of squared errors, or in other bases
CROSS_ENTROPY_SCALED = {
    "loss-squared-error": lambda p, y: float(((p - _one_hot(y)) ** 2).mean()),
    "loss-binary": lambda p, y: float(
        -(_one_hot(y) * _log(p) + (1 - _one_hot(y)) * _log(1 - p)).mean()
    ),
    "loss-other-base": lambda p, y: _cross_entropy(p, y) / math.log(2),
}


@graded(
    points=3,
    statement="`cross_entropy` is the mean of -log(probability of the true class), and finite.",
    codes=(
        "loss-not-averaged",
        *CROSS_ENTROPY_SLIPS,
        "loss-other-base",
        "loss-infinite",
        "loss-zero-is-free",
        "loss-wrong-value",
    ),
)
def check_cross_entropy(cross_entropy: Function, rng: np.random.Generator) -> None:
    """Random guesses and labels, then a probability of exactly 0."""
    what = "cross_entropy(probabilities, y)"
    for n, kind, label_kind in ((7, np.float64, np.int64), (64, np.float32, np.uint8)):
        p = _guesses(rng, n).astype(kind)
        y = rng.integers(0, 10, size=n).astype(label_kind)
        value = cross_entropy(p, y)
        if isinstance(value, (np.ndarray, list, tuple)) and np.size(np.asarray(value)) > 1:
            fail(
                "loss-not-averaged",
                f"{what} is {describe(value)}; expected one number for the whole batch.",
                CROSS_ENTROPY_EXAMPLE,
            )
        got = expect.number(value, what, CROSS_ENTROPY_EXAMPLE)
        right = _cross_entropy(p, y)
        # 2e-3 of room: whether a floor of 1e-7 is a clip or is added makes a small difference
        if abs(got - right) <= 2e-3:
            continue
        _recognise_loss(got, right, p.astype(np.float64), y)
        fail(
            "loss-wrong-value", f"{what} is {got:.4f}; expected {right:.4f}.", CROSS_ENTROPY_EXAMPLE
        )

    p = _guesses(rng, 6)
    y = rng.integers(0, 10, size=6)
    p[0] = 0
    p[0, (y[0] + 1) % 10] = 1
    value = cross_entropy(p, y)
    if not isinstance(value, (int, float, np.ndarray)) or not np.all(np.isfinite(value)):
        fail(
            "loss-infinite",
            f"With a probability of 0 for one true class, {what} is {value}; expected a finite "
            "number.",
            ZERO_EXAMPLE,
        )
    got, others = expect.number(value, what, ZERO_EXAMPLE), _cross_entropy(p[1:], y[1:])
    price = got * 6 - others * 5
    if price < 6.9:
        fail(
            "loss-zero-is-free",
            f"A true class that was given probability 0 costs {price:.3g}; expected about 16, "
            "the price of 1e-7. It is the worst of all guesses.",
            ZERO_EXAMPLE,
        )
    require_repeatable(cross_entropy, p, y)


def _guesses(rng: np.random.Generator, n: int) -> np.ndarray:
    """(n, 10) probabilities, none below 0.01, rows adding up to 1."""
    return np.asarray(0.9 * rng.dirichlet(np.full(10, 0.5), size=n) + 0.01)


def _recognise_loss(got: float, right: float, p: np.ndarray, y: np.ndarray) -> None:
    y = y.astype(np.int64)
    for code, (slip, says) in CROSS_ENTROPY_SLIPS.items():
        if abs(got - slip(p, y)) <= 1e-4 * max(1, abs(right)):
            fail(code, f"{says}. It gave {got:.4f}; expected {right:.4f}.", CROSS_ENTROPY_EXAMPLE)
    for code, scaled in CROSS_ENTROPY_SCALED.items():
        ratio_10 = abs(got - _cross_entropy(p, y) / math.log(10)) <= 1e-4
        if abs(got - scaled(p, y)) <= 1e-4 or (code == "loss-other-base" and ratio_10):
            says = (
                "The logarithm has another base; expected the natural one"
                if code == "loss-other-base"
                else CROSS_ENTROPY_SLIPS[code][1]
            )
            fail(code, f"{says}. It gave {got:.4f}; expected {right:.4f}.", CROSS_ENTROPY_EXAMPLE)


# --- compiling ---------------------------------------------------------------------------

COMPILE_EXAMPLE = "compile_cnn(build_baseline()).get_compile_config()"
SAME_MODEL_EXAMPLE = (
    "given = build_baseline()\n"
    "before = len(given.layers)\n"
    "result = compile_cnn(given)\n"
    "result is given, before, len(result.layers)  # expected True, and twice the same number"
)
WEIGHTS_EXAMPLE = (
    "given = build_baseline()\n"
    "before = given.get_weights()[-1].copy()\n"
    "np.abs(compile_cnn(given).get_weights()[-1] - before).max()  # expected 0.0"
)
RETURN_EXAMPLE = "print(compile_cnn(build_baseline()))  # expected a Sequential, not None"
ADAMS = {"Adam", "AdamW"}
RATES = (5e-5, 2e-2)


@graded(
    points=4,
    statement="`compile_cnn` sets Adam, the cross-entropy for integer labels, and accuracy.",
    codes=(
        "compile-another-model",
        "compile-changes-layers",
        "compile-trains",
        "not-compiled",
        "loss-mean-squared",
        "loss-binary-compiled",
        "loss-wants-one-hot",
        "from-logits-after-softmax",
        "other-loss",
        "no-metric",
        "metric-not-accuracy",
        "not-adam",
        "learning-rate-too-large",
        "learning-rate-too-small",
    ),
)
def check_compile_cnn(compile_cnn: Function, rng: np.random.Generator) -> None:
    """What was compiled, and whether it reports what we compute from its predictions."""
    given = small_cnn()
    patient = compile_cnn.with_deadline(60)
    outcome = patient.try_call(given)
    if outcome.raised("AttributeError") and "'add'" in outcome.message:
        fail(
            "compile-changes-layers",
            "compile_cnn(model) adds a layer to the model; expected its layers untouched.",
            SAME_MODEL_EXAMPLE,
        )
    network = outcome.value if outcome.exception_type is None else patient(given)
    if network is None:
        fail(
            "returns-none",
            "compile_cnn(model) is None; expected the model. Is there a `return model`?",
            RETURN_EXAMPLE,
        )
    if not isinstance(network, Network):
        fail(
            "compile-another-model",
            f"compile_cnn(model) gives {describe(network)}; expected the model.",
            RETURN_EXAMPLE,
        )
    _same_model(given, network)
    compiled = network.compiled
    if not compiled:
        fail("not-compiled", "The model comes back uncompiled.", COMPILE_EXAMPLE)

    x = rng.uniform(0, 1, size=(40, 28, 28, 1)).astype(np.float32)
    probabilities = network.predict(x).astype(np.float64)
    # a third of the labels is what the network says: an accuracy that chance doesn't give
    y = np.where(np.arange(40) % 3 == 0, probabilities.argmax(axis=1), rng.integers(0, 10, 40))
    _check_loss(network, compiled, probabilities, x, y)
    _check_optimizer(compiled)


def _same_model(given: Network, network: Network) -> None:
    before = [layer["class_name"] for layer in given.layers]
    after = [layer["class_name"] for layer in network.layers]
    if before != after:
        if len(after) > len(before):
            observed = f"The model has {len(after)} layers; {len(before)} were given"
        else:
            observed = f"The layers are now {', '.join(after)}; given were {', '.join(before)}"
        fail(
            "compile-changes-layers" if len(after) > len(before) else "compile-another-model",
            f"{observed}. Compiling leaves the layers as they are.",
            SAME_MODEL_EXAMPLE,
        )
    pairs = list(zip(given.weights, network.weights, strict=False))
    if len(given.weights) != len(network.weights) or any(a.shape != b.shape for a, b in pairs):
        fail(
            "compile-another-model",
            "The weights have other shapes than those of the model that was given.",
            SAME_MODEL_EXAMPLE,
        )
    if all(np.allclose(a, b, rtol=0, atol=1e-7) for a, b in pairs):
        return
    # trained weights stay near the given ones; those of a new model are unrelated
    a, b = (np.concatenate([w.ravel() for w in side]) for side in zip(*pairs, strict=True))
    if float(np.corrcoef(a, b)[0, 1]) > 0.5:
        fail(
            "compile-trains",
            "The weights have changed; expected compiling alone, without fitting.",
            WEIGHTS_EXAMPLE,
        )
    fail(
        "compile-another-model",
        "The weights are not those of the model that was given; expected the same model back.",
        SAME_MODEL_EXAMPLE,
    )


def _name(entry: Any) -> str:
    """The name of a loss or optimizer in a compile config, lower case, no underscores."""
    if isinstance(entry, dict):
        entry = entry.get("class_name") or entry.get("name") or ""
    return str(entry).replace("_", "").lower()


def _config(entry: Any) -> dict[str, Any]:
    config = entry.get("config") if isinstance(entry, dict) else None
    return config if isinstance(config, dict) else {}


LOSSES = (
    ("loss-mean-squared", ("meansquarederror", "mse", "meanabsoluteerror", "mae"), "quantities"),
    ("loss-binary-compiled", ("binarycrossentropy", "binaryfocalcrossentropy"), "yes or no"),
    (
        "loss-wants-one-hot",
        ("categoricalcrossentropy", "categoricalfocalcrossentropy"),
        "one-hot labels",
    ),
)


def _check_loss(
    network: Network,
    compiled: dict[str, Any],
    probabilities: np.ndarray,
    x: np.ndarray,
    y: np.ndarray,
) -> None:
    loss = compiled.get("loss")
    name = _name(loss)
    if not name or name == "none":
        fail("not-compiled", "The model is compiled without a loss.", COMPILE_EXAMPLE)
    for code, names, kind in LOSSES:
        if name in names:
            fail(
                code,
                f"The loss is `{name}`, a loss for {kind}; expected the sparse categorical "
                "cross-entropy, since our labels are integers and there are ten classes.",
                COMPILE_EXAMPLE,
            )
    if _config(loss).get("from_logits"):
        fail(
            "from-logits-after-softmax",
            "The loss has from_logits=True, but the model already ends in a softmax.",
            COMPILE_EXAMPLE,
        )
    reported = network.evaluate(x, y)
    expected = _cross_entropy(probabilities, y)
    if abs(_number(reported.get("loss")) - expected) > 5e-3 * max(1, expected):
        fail(
            "other-loss",
            f"On 40 images evaluate() reports the loss {_number(reported.get('loss')):.4f}; from "
            f"the same model's predictions the cross-entropy is {expected:.4f}.",
            COMPILE_EXAMPLE,
        )
    metrics = {key: _number(value) for key, value in reported.items() if key != "loss"}
    if not metrics:
        fail(
            "no-metric",
            "evaluate() reports the loss and nothing else; expected the accuracy as well.",
            COMPILE_EXAMPLE,
        )
    accuracy = float((probabilities.argmax(axis=1) == y).mean())
    if not any(abs(value - accuracy) <= 1e-3 for value in metrics.values()):
        listed = ", ".join(f"{key} = {value:.3f}" for key, value in metrics.items())
        fail(
            "metric-not-accuracy",
            f"evaluate() reports {listed}; the share of right guesses on these images is "
            f"{accuracy:.3f}.",
            COMPILE_EXAMPLE,
        )


def _number(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) else float("nan")


def _check_optimizer(compiled: dict[str, Any]) -> None:
    optimizer = compiled.get("optimizer")
    name = _name(optimizer)
    if name not in {adam.lower() for adam in ADAMS}:
        fail("not-adam", f"The optimizer is `{name or None}`; expected Adam.", COMPILE_EXAMPLE)
    rate = _config(optimizer).get("learning_rate")
    if not isinstance(rate, (int, float)):  # a schedule
        return
    if not RATES[0] <= rate:
        fail(
            "learning-rate-too-small",
            f"Adam's learning rate is {rate:g}; expected something from 0.0001 to 0.01.",
            COMPILE_EXAMPLE,
        )
    if not rate <= RATES[1]:
        fail(
            "learning-rate-too-large",
            f"Adam's learning rate is {rate:g}; expected something from 0.0001 to 0.01.",
            COMPILE_EXAMPLE,
        )


# --- fitting -----------------------------------------------------------------------------

# what fit returns, or the dict inside it: both are accepted
HISTORY_EXAMPLE = 'list(getattr(history, "history", history))'


@graded(
    points=1,
    statement="`history` holds loss and accuracy, training and validation, of every epoch.",
    codes=(
        "history-lost",
        "history-without-validation",
        "history-without-accuracy",
        "history-one-epoch",
        "history-not-learning",
    ),
)
def check_training_history(history: object) -> None:
    """Four lists of the same length, at least three epochs, and something was learned."""
    if not isinstance(history, dict):
        fail(
            "history-lost",
            f"`history` is {describe(history)}; expected what `fit` returns.",
            "type(history)",
        )
    lists = {
        str(key): values
        for key, values in ((key, _values(value)) for key, value in history.items())
        if values is not None
    }
    if "loss" not in lists:
        fail(
            "history-lost",
            f"`history` has the entries {sorted(map(str, history))[:8]}; expected the lists that "
            "`fit` returns, `loss` among them.",
            HISTORY_EXAMPLE,
        )
    if "val_loss" not in lists:
        fail(
            "history-without-validation",
            f"`history` has the entries {sorted(lists)}; expected `val_loss` as well.",
            HISTORY_EXAMPLE,
        )
    metrics = [k for k in lists if k != "loss" and f"val_{k}" in lists]
    accuracies = [k for k in metrics if "acc" in k]
    if not accuracies:
        fail(
            "history-without-accuracy",
            f"`history` has the entries {sorted(lists)}; expected an accuracy as well.",
            HISTORY_EXAMPLE,
        )
    keys = ["loss", "val_loss", accuracies[0], f"val_{accuracies[0]}"]
    lengths = {len(lists[key]) for key in keys}
    if len(lengths) != 1 or lengths == {0}:
        fail(
            "history-lost",
            "The four lists have different lengths, or none; expected one value an epoch in each.",
            HISTORY_EXAMPLE,
        )
    if lengths.pop() < 3:
        fail(
            "history-one-epoch",
            f"`history` is too short, {len(lists['loss'])} of the 7 epochs; expected at least 3: a "
            "curve needs points.",
            'len(plots.as_history(history)["loss"])',
        )
    last = {key: lists[key][-1] for key in keys}
    val_accuracy = last[keys[3]]
    if not all(np.isfinite(value) for value in last.values()) or not 0.6 <= val_accuracy <= 1:
        fail(
            "history-not-learning",
            f"After the last epoch the validation accuracy is {val_accuracy:.3f} and the loss "
            f"{last['loss']:.3g}; expected an accuracy above 0.6.",
            'plots.as_history(history)["loss"]',
        )


def _values(value: object) -> list[float] | None:
    """A list of numbers, or None for anything else."""
    if isinstance(value, np.ndarray) and value.ndim == 1 and value.dtype.kind in "iuf":
        value = value.tolist()
    if not isinstance(value, (list, tuple)):
        return None
    numbers = [float(v) for v in value if isinstance(v, (int, float))]
    return numbers if len(numbers) == len(value) else None


# --- reading curves ----------------------------------------------------------------------

WORDS = ("underfitting", "overfitting", "good fit")


def _curves(
    rng: np.random.Generator,
    epochs: int,
    accuracy: tuple[float, float],
    gap: float,
    turn: float | None = None,
) -> dict[str, list[float]]:
    """Curves of one training as Keras reports them, with a little noise.

    accuracy: training accuracy of the first and last epoch; gap: training minus validation at
    the end, growing from 0; turn: the share of epochs after which the validation loss rises, to
    about 1.5 times its lowest value, or None.
    """
    t = np.linspace(0, 1, epochs)
    shape = (1 - np.exp(-4 * t)) / (1 - np.exp(-4.0))
    train = accuracy[0] + (accuracy[1] - accuracy[0]) * shape
    # noise fades towards the end, so that the last epoch stays clear-cut
    wobble = rng.normal(0, 0.002, size=(4, epochs)) * (1 - 0.7 * t)
    validation = train - gap * t
    loss = 2.8 * (1 - train)
    val_loss = 2.8 * (1 - validation)
    if turn is not None:
        lowest = loss[0] * 0.45
        falling = loss[0] + (lowest - loss[0]) * np.minimum(t / turn, 1)
        val_loss = falling + lowest * 0.55 * np.maximum(t - turn, 0) / (1 - turn)
    return {
        "loss": (loss * (1 + 2 * wobble[0])).tolist(),
        "accuracy": np.clip(train + wobble[1], 0, 1).tolist(),
        "val_loss": (val_loss * (1 + 2 * wobble[2])).tolist(),
        "val_accuracy": np.clip(validation + wobble[3], 0, 1).tolist(),
    }


@graded(
    points=2,
    statement="`diagnose` names clear cases: underfitting, overfitting, good fit.",
    codes=(
        "diagnose-other-words",
        "diagnose-swapped",
        "diagnose-constant",
        "diagnose-leak",
        "diagnose-any-gap",
        "diagnose-misses-overfitting",
        "diagnose-misses-underfitting",
        "diagnose-ignores-target",
        "diagnose-wrong",
    ),
)
def check_diagnose(diagnose: Function, rng: np.random.Generator) -> None:
    """Clear-cut crafted curves: each wrong answer names a way of misreading."""
    long, short = int(rng.integers(16, 25)), int(rng.integers(6, 10))
    rising = _curves(rng, short, (0.72, 0.86), gap=-0.02)
    good = _curves(rng, long, (0.80, 0.945), gap=0.015)
    # (curves, target or None for the default, expected, {a wrong answer: its code}, what it is)
    cases: list[tuple[dict[str, list[float]], float | None, str, dict[str, str], str]] = [
        (
            rising,
            None,
            "underfitting",
            {"overfitting": "diagnose-leak", "good fit": "diagnose-misses-underfitting"},
            "training ends at 0.86, still rising, with validation above it",
        ),
        (
            _curves(rng, long, (0.60, 0.80), gap=0.0),
            None,
            "underfitting",
            {"good fit": "diagnose-misses-underfitting", "overfitting": "diagnose-any-gap"},
            "training and validation both end near 0.80",
        ),
        (
            good,
            None,
            "good fit",
            {"overfitting": "diagnose-any-gap"},
            "training ends at 0.945, validation 0.015 below, and the validation loss falls",
        ),
        (
            _curves(rng, long, (0.80, 0.932), gap=-0.006),
            None,
            "good fit",
            {"overfitting": "diagnose-leak"},
            "training ends at 0.932 with validation 0.006 above it",
        ),
        (
            _curves(rng, long, (0.80, 0.99), gap=0.085, turn=0.35),
            None,
            "overfitting",
            {
                "underfitting": "diagnose-misses-overfitting",
                "good fit": "diagnose-misses-overfitting",
            },
            "training ends at 0.99, validation 0.085 below, and the validation loss rose by half",
        ),
        (
            rising,
            0.80,
            "good fit",
            {"underfitting": "diagnose-ignores-target", "overfitting": "diagnose-leak"},
            "training ends at 0.86 with validation above it, for target=0.80",
        ),
        (
            good,
            0.985,
            "underfitting",
            {"good fit": "diagnose-ignores-target", "overfitting": "diagnose-any-gap"},
            "training ends at 0.945, validation 0.015 below, for target=0.985",
        ),
    ]
    answers = []
    for history, target, *_ in cases:
        value = diagnose(history) if target is None else diagnose(history, target)
        answers.append(_word(value, diagnose, history, target))
    wrong = [i for i, case in enumerate(cases) if answers[i] != case[2]]
    if not wrong:
        require_repeatable(diagnose, good)
        return
    if len(set(answers)) == 1:
        fail(
            "diagnose-constant",
            f"Every one of {len(cases)} different trainings was called {answers[0]!r}.",
            _diagnose_example(diagnose, *cases[wrong[0]][:2]),
        )
    if answers[0] == answers[1] == "overfitting" and answers[4] == "underfitting":
        fail(
            "diagnose-swapped",
            "What underfits is called overfitting, and the other way round.",
            _diagnose_example(diagnose, *cases[0][:2]),
        )
    history, target, right, codes, says = cases[wrong[0]]
    fail(
        codes.get(answers[wrong[0]], "diagnose-wrong"),
        f"Where {says}, the answer was {answers[wrong[0]]!r}; expected {right!r}.",
        _diagnose_example(diagnose, history, target),
    )


def _word(
    value: object, diagnose: Function, history: dict[str, list[float]], target: float | None
) -> str:
    word = value.strip().lower() if isinstance(value, str) else ""
    if word not in WORDS:
        fail(
            "returns-none" if value is None else "diagnose-other-words",
            f"diagnose(history) gives {describe(value)}; expected one of "
            f"{', '.join(repr(w) for w in WORDS)}.",
            _diagnose_example(diagnose, history, target),
        )
    return word


def _diagnose_example(
    diagnose: Function, history: dict[str, list[float]], target: float | None
) -> str:
    """The same curves, thinned to five epochs (the first, the last, three between) and rounded.

    With more digits or all epochs where that changes what the function says: an example shows
    the answer that it stands beside.
    """
    epochs = len(history["loss"])
    few = np.unique(np.linspace(0, epochs - 1, 5).round().astype(int))
    said = _answer(diagnose, history, target)
    for kept, digits in ((few, 3), (few, 6), (range(epochs), 6)):
        curves = {key: [round(values[i], digits) for i in kept] for key, values in history.items()}
        if same(_answer(diagnose, curves, target), said):
            break
    lines = [
        f'    "{key}": [{", ".join(f"{value:.{digits}f}" for value in values)}],'
        for key, values in curves.items()
    ]
    argument = "" if target is None else f", target={target}"
    return "\n".join(["curves = {", *lines, "}", f"diagnose(curves{argument})"])


def _answer(diagnose: Function, history: dict[str, list[float]], target: float | None) -> object:
    """What it says, or None when the call fails."""
    try:
        return diagnose(history) if target is None else diagnose(history, target)
    except CheckFailedError:
        return None
