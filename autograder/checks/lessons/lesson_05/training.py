"""Checks of lesson 05: a compiled model, and the history of its training."""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np

from autograder.checks import Function, Network, fail, graded, small_cnn
from autograder.checks.lessons.lesson_05.losses import cross_entropy_of
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
ADAMS = {"adam", "adamw"}
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
    original = small_cnn()
    patient = compile_cnn.with_deadline(60)
    outcome = patient.try_call(original)
    if outcome.raised("AttributeError") and "'add'" in outcome.message:
        fail(
            "compile-changes-layers",
            "compile_cnn(model) adds a layer to the model; expected its layers untouched.",
            SAME_MODEL_EXAMPLE,
        )
    network = outcome.value if outcome.exception_type is None else patient(original)
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
    _same_model(original, network)
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
    if before != after:
        code = "compile-another-model"
        observed = f"The layers are now {', '.join(after)}; given were {', '.join(before)}"
        if len(after) > len(before):
            code = "compile-changes-layers"
            observed = f"The model has {len(after)} layers; {len(before)} were given"
        message = f"{observed}. Compiling leaves the layers as they are."
        fail(code, message, SAME_MODEL_EXAMPLE)
    pairs = list(zip(original.weights, network.weights, strict=False))
    if len(original.weights) != len(network.weights) or any(a.shape != b.shape for a, b in pairs):
        fail(
            "compile-another-model",
            "The weights have other shapes than those of the model that was given.",
            SAME_MODEL_EXAMPLE,
        )
    if all(np.allclose(a, b, rtol=0, atol=1e-7) for a, b in pairs):
        return
    # trained weights stay near the original's; those of a new model are unrelated
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

    def explain(code: str, observed: str) -> NoReturn:
        fail(code, observed, COMPILE_EXAMPLE)

    if not name or name == "none":
        explain("not-compiled", "The model is compiled without a loss.")
    for code, names, kind in LOSSES:
        if name in names:
            explain(
                code,
                f"The loss is `{name}`, a loss for {kind}; expected the sparse categorical "
                "cross-entropy, since our labels are integers and there are ten classes.",
            )
    if _config(loss).get("from_logits"):
        explain(
            "from-logits-after-softmax",
            "The loss has from_logits=True, but the model already ends in a softmax.",
        )
    metrics = {key: _number(value) for key, value in network.evaluate(x, y).items()}
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


def _number(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) else float("nan")


def _check_optimizer(compiled: dict[str, Any]) -> None:
    optimizer = compiled.get("optimizer")
    name = _name(optimizer)
    if name not in ADAMS:
        fail("not-adam", f"The optimizer is `{name or None}`; expected Adam.", COMPILE_EXAMPLE)
    rate = _config(optimizer).get("learning_rate")
    if not isinstance(rate, (int, float)):  # a schedule
        return
    if not RATES[0] <= rate <= RATES[1]:
        fail(
            "learning-rate-too-large" if rate > RATES[1] else "learning-rate-too-small",
            f"Adam's learning rate is {rate:g}; expected something from 0.0001 to 0.01.",
            COMPILE_EXAMPLE,
        )


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

    def explain(code: str, observed: str) -> NoReturn:
        fail(code, observed, HISTORY_EXAMPLE)

    if not isinstance(history, dict):
        fail(
            "history-lost",
            f"`history` is {describe(history)}; expected what `fit` returns.",
            "type(history)",
        )
    lists = {
        str(key): values for key, value in history.items() if (values := _values(value)) is not None
    }
    if "loss" not in lists:
        explain(
            "history-lost",
            f"`history` has the entries {sorted(map(str, history))[:8]}; expected the lists that "
            "`fit` returns, `loss` among them.",
        )
    if "val_loss" not in lists:
        explain(
            "history-without-validation",
            f"`history` has the entries {sorted(lists)}; expected `val_loss` as well.",
        )
    accuracies = [k for k in lists if "acc" in k and f"val_{k}" in lists]
    if not accuracies:
        explain(
            "history-without-accuracy",
            f"`history` has the entries {sorted(lists)}; expected an accuracy as well.",
        )
    keys = ["loss", "val_loss", accuracies[0], f"val_{accuracies[0]}"]
    lengths = {len(lists[key]) for key in keys}
    if len(lengths) != 1 or lengths == {0}:
        explain(
            "history-lost",
            "The four lists have different lengths, or none; expected one value an epoch in each.",
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
