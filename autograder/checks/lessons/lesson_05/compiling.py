"""Check of lesson 05: a compiled model."""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np

from autograder.checks import CheckFailedError, Function, Network, fail, graded, small_cnn
from autograder.checks.lessons.lesson_05.compile_mistakes import (
    COMPILE_EXCEPTIONS,
    evaluate_mistake,
)
from autograder.checks.lessons.lesson_05.cross_entropy_mistakes import cross_entropy_of
from autograder.checks.mistakes import codes_of
from autograder.checks.values import describe

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
FROZEN_EXAMPLE = (
    "len(compile_cnn(build_baseline()).trainable_weights)  # expected as many as it has weights"
)
USE = "compile_cnn(build_baseline()).evaluate(x_val[:100], y_val[:100])"
ADAMS = {"adam", "adamw"}
RATES = (5e-5, 2e-2)  # with what float32 makes of them


@graded(
    points=4,
    statement="`compile_cnn` sets Adam, the cross-entropy for integer labels, and accuracy.",
    codes=(
        *codes_of(COMPILE_EXCEPTIONS),
        "compile-gives-none",
        "returns-no-model",
        "compile-another-model",
        "compile-changes-layers",
        "compile-trains",
        "compile-freezes-weights",
        "not-compiled",
        "compiled-without-loss",
        "loss-mean-squared",
        "loss-binary-compiled",
        "loss-wants-one-hot",
        "from-logits-after-softmax",
        "loss-of-my-own",
        "metrics-by-position",
        "metric-compares-outputs",
        "validation-metric",
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
    original = small_cnn()
    patient = compile_cnn.with_deadline(60).with_mistakes(COMPILE_EXCEPTIONS, COMPILE_EXAMPLE)
    outcome = patient.try_call(original)
    if outcome.raised("AttributeError") and "'add'" in outcome.message:
        fail(
            "compile-changes-layers",
            "compile_cnn(model) adds a layer to the model; expected its layers untouched.",
            SAME_MODEL_EXAMPLE,
        )
    if outcome.exception_type is not None:
        patient.fail_with_exception(outcome, (original,))
    network = outcome.value
    if network is None:
        fail(
            "compile-gives-none",
            "compile_cnn(model) is None; expected the model.",
            RETURN_EXAMPLE,
        )
    if not isinstance(network, Network):
        fail(
            "returns-no-model",
            f"compile_cnn(model) gives {describe(network)}; expected the model.",
            RETURN_EXAMPLE,
        )
    _same_model(original, network)
    trainable = len(network.live) - 1  # the first number is the model's
    if 0 <= trainable < len(original.weights):
        fail(
            "compile-freezes-weights",
            f"{trainable} of the model's {len(original.weights)} weight arrays can still be "
            "trained; expected all of them.",
            FROZEN_EXAMPLE,
        )
    compiled = network.compiled
    if not compiled:
        fail("not-compiled", "The model comes back uncompiled.", COMPILE_EXAMPLE)

    x = rng.uniform(0, 1, size=(40, 28, 28, 1)).astype(np.float32)
    probabilities = network.predict(x).astype(np.float64)
    # A third of the labels are the network's own answers, so that its accuracy is above chance.
    y = np.where(np.arange(40) % 3 == 0, probabilities.argmax(axis=1), rng.integers(0, 10, 40))
    _check_loss(network, compiled, probabilities, x, y)
    _check_optimizer(compiled)


def _same_model(original: Network, network: Network) -> None:
    before = [layer["class_name"] for layer in original.layers]
    after = [layer["class_name"] for layer in network.layers]
    pairs = list(zip(original.weights, network.weights, strict=False))
    same_shapes = all(a.shape == b.shape for a, b in pairs)
    weights_are_kept = same_shapes and all(np.allclose(a, b, rtol=0, atol=1e-7) for a, b in pairs)
    if before != after:
        code = "compile-changes-layers" if weights_are_kept and pairs else "compile-another-model"
        observed = f"The layers are {', '.join(after)}; given were {', '.join(before)}."
        if code == "compile-another-model":
            observed += " No weight of the model that was given is among them."
        fail(code, f"{observed} Compiling leaves the model as it is.", SAME_MODEL_EXAMPLE)
    if len(original.weights) != len(network.weights) or not same_shapes:
        fail(
            "compile-another-model",
            "The weights have other shapes than those of the model that was given.",
            SAME_MODEL_EXAMPLE,
        )
    if weights_are_kept:
        return
    # trained weights stay near the original's; those of a new model are unrelated
    a, b = (np.concatenate([w.ravel() for w in side]) for side in zip(*pairs, strict=True))
    if np.std(b) > 0 and float(np.corrcoef(a, b)[0, 1]) > 0.5:
        fail(
            "compile-trains",
            "The weights have changed; expected compiling alone, without fitting.",
            WEIGHTS_EXAMPLE,
        )
    fail(
        "compile-another-model",
        "The weights are not those of the model that was given: it is another model, or its "
        "weights were set anew; expected the same model back.",
        SAME_MODEL_EXAMPLE,
    )


def _name(entry: Any) -> str:
    """The name of a loss or optimizer in a compile config, as Keras writes it."""
    if isinstance(entry, dict):
        entry = entry.get("class_name") or entry.get("name") or ""
    return str(entry)


def _key(name: str) -> str:
    """A name in lower case and without underscores: ``MeanSquaredError`` is mean_squared_error."""
    return name.replace("_", "").lower()


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

    def explain(code: str, observed: str) -> NoReturn:
        fail(code, observed, COMPILE_EXAMPLE)

    if not name or name == "None":
        explain("compiled-without-loss", "The model is compiled without a loss.")
    for code, names, kind in LOSSES:
        if _key(name) in names:
            explain(
                code,
                f"The loss is `{name}`, a loss for {kind}; expected the sparse categorical "
                "cross-entropy, since our labels are integers and there are ten classes.",
            )
    if _config(loss).get("from_logits"):
        explain(
            "from-logits-after-softmax",
            "The loss has from_logits=True, but the model that was given ends in a softmax, and its "
            "layers stay as they are.",
        )
    metrics = {key: _number(value) for key, value in _evaluated(network, compiled, x, y).items()}
    reported = metrics.pop("loss", float("nan"))
    expected = cross_entropy_of(probabilities, y)
    if abs(reported - expected) > 5e-3 * max(1, expected):
        explain(
            "other-loss",
            f"On 40 images evaluate() reports the loss {reported:.4f}; from the same model's "
            f"predictions the cross-entropy is {expected:.4f}.",
        )
    if not metrics:
        explain(
            "no-metric",
            "evaluate() reports the loss and nothing else; expected the accuracy as well.",
        )
    accuracy = float((probabilities.argmax(axis=1) == y).mean())
    if not any(abs(value - accuracy) <= 1e-3 for value in metrics.values()):
        listed = ", ".join(f"{key} = {value:.3f}" for key, value in metrics.items())
        explain(
            "metric-not-accuracy",
            f"evaluate() reports {listed}; the share of right guesses on these images is "
            f"{accuracy:.3f}.",
        )


def _evaluated(
    network: Network, compiled: dict[str, Any], x: np.ndarray, y: np.ndarray
) -> dict[str, float]:
    try:
        return network.evaluate(x, y)
    except CheckFailedError as failure:
        mistake = evaluate_mistake(failure.observed, compiled) if failure.code == "raises" else None
        if mistake is None:
            raise
        says = mistake.sentence()
        fail(mistake.code, f"The model compiles, and {_shorter(failure.observed)}. {says}", USE)


def _shorter(message: str) -> str:
    """The first sentence of an exception's message, without Keras's traceback."""
    first = message.split(" Detected at ")[0].split(". ")[0]
    return first.strip().rstrip(".:")


def _number(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) else float("nan")


def _check_optimizer(compiled: dict[str, Any]) -> None:
    optimizer = compiled.get("optimizer")
    name = _name(optimizer)
    if name.lower() not in ADAMS:
        fail("not-adam", f"The optimizer is `{name or None}`; expected Adam.", COMPILE_EXAMPLE)
    rate = _config(optimizer).get("learning_rate")
    if not isinstance(rate, (int, float)):  # a schedule
        return
    if not RATES[0] * (1 - 1e-6) <= rate <= RATES[1] * (1 + 1e-6):
        fail(
            "learning-rate-too-large" if rate > RATES[1] else "learning-rate-too-small",
            f"Adam's learning rate is {rate:g}; accepted are 0.00005 to 0.02, and 0.001 is usual.",
            COMPILE_EXAMPLE,
        )
