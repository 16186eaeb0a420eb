"""Lesson 05: what the exceptions of compiling a model mean, in ``compile`` and on first use."""

from __future__ import annotations

import re
from typing import Any

from autograder.checks.calls import CallResult
from autograder.checks.mistakes import Mistake, Raises

LOSSES = (
    "sparse_categorical_crossentropy",
    "categorical_crossentropy",
    "binary_crossentropy",
    "mean_squared_error",
)
RIGHT_NAMES = {
    "loss": "The cross-entropy for integer labels is `sparse_categorical_crossentropy`.",
    "optimizer": "The name of Adam is `adam`.",
    "metric": "The name of the accuracy is `accuracy`.",
}
IDENTIFIER = re.compile(r"Could not interpret (loss|optimizer|metric) identifier: (\S+)")


def unknown_name(message: str) -> str:
    """What to say of a text that Keras doesn't know as a loss, an optimizer or a metric."""
    found = IDENTIFIER.search(message)
    kind, name = found.groups() if found else ("loss", "")
    name = name.strip("'\".,")
    return f"Keras knows no {kind} of the name `{name}`. {RIGHT_NAMES[kind]}"


def _unknown(result: CallResult) -> str:
    return unknown_name(result.message)


def _argument(result: CallResult) -> str:
    if re.search(r"'lr'|'learning-rate'|'rate'", result.message):
        return "The argument of `Adam` is called `learning_rate`."
    return (
        "`compile` takes `optimizer=`, `loss=`, `metrics=` and `jit_compile=`, spelled so. A "
        "learning rate belongs to the optimizer: `keras.optimizers.Adam(0.001)`."
    )


# Exceptions inside compile_cnn itself
COMPILE_EXCEPTIONS = (
    Mistake(
        "compile-is-a-method",
        Raises(("TypeError", "ValueError"), r"compile\(\)", r"(?<![\w.])compile\("),
        "`compile(...)` without a model and a dot before it is Python's own function, which "
        "compiles a program's text.",
    ),
    Mistake(
        "metrics-by-position",
        Raises("ValueError", r"Expected `loss_weights` argument"),
        "`compile` takes `loss_weights` as its third argument, not the metrics: write "
        '`metrics=["accuracy"]`.',
    ),
    Mistake(
        "compile-is-a-method",
        Raises("AttributeError", r"module 'keras\S*' has no attribute 'compile'"),
        "`compile` is a method of the model: `model.compile(...)`.",
    ),
    Mistake(
        "other-name-in-keras",
        Raises("ImportError", r"cannot import name"),
        "Keras has no such name there; capital and small letters count, as in "
        "`keras.optimizers.Adam`.",
    ),
    Mistake(
        "attribute-not-writable",
        Raises("AttributeError", r"has no setter"),
        "Keras shows this attribute and doesn't let it be assigned: `model.compile(...)` takes the "
        "optimizer, the loss and the metrics.",
    ),
    Mistake(
        "metrics-not-a-list",
        Raises("ValueError", r"Expected `(weighted_)?metrics` argument to be a list"),
        'The metrics are a list, even when there is one: `metrics=["accuracy"]`.',
    ),
    Mistake(
        "optimizer-and-loss-swapped",
        Raises("ValueError", r"optimizer identifier: \S*(entropy|mse|squared|Crossentropy)"),
        "The name of a loss stands where the optimizer belongs. By position the optimizer comes "
        "first and the loss second.",
    ),
    Mistake(
        "class-without-brackets",
        Raises("ValueError", r"identifier: <class"),
        "This is the class of the optimizer; round brackets make an optimizer of it.",
    ),
    Mistake("unknown-keras-name", Raises("ValueError", IDENTIFIER.pattern), _unknown),
    Mistake(
        "arguments-do-not-fit",
        Raises(("TypeError", "ValueError"), r"unexpected keyword argument|not recognized: \{"),
        _argument,
    ),
    Mistake(
        "arguments-do-not-fit",
        Raises("TypeError", r"crossentropy\(\) missing \d+ required positional"),
        "The brackets call the loss at once, and there are no labels and predictions yet. Give "
        'the loss by its name, in quotes, `"sparse_categorical_crossentropy"`.',
    ),
    Mistake(
        "arguments-do-not-fit",
        Raises("ValueError", r"`learning_rate` should be float"),
        "The learning rate is a number, written without quotes.",
    ),
    Mistake(
        "other-name-in-keras",
        Raises("NameError", r"'(Adam|AdamW|SGD|RMSprop|optimizers|losses|metrics)'"),
        "The optimizers are in `keras.optimizers`, the losses in `keras.losses`: for example "
        "`keras.optimizers.Adam`.",
    ),
    Mistake(
        "other-name-in-keras",
        Raises("AttributeError", r"module 'keras\S*' has no attribute '(Adam|AdamW|adam)'"),
        "Adam is in `keras.optimizers`: `keras.optimizers.Adam`.",
    ),
    Mistake(
        "other-name-in-keras",
        Raises("AttributeError", r"module 'keras\S*\.losses' has no attribute"),
        "`keras.losses` has nothing of that name. Keras's losses are named in the table above the "
        "exercise.",
    ),
    Mistake(
        "other-name-in-keras",
        Raises("TypeError", r"Adam\.__init__\(\) got multiple values for argument 'learning_rate'"),
        "What stands first between Adam's brackets is taken as the learning rate too. An "
        "optimizer gets no weights in Keras: `keras.optimizers.Adam(learning_rate=0.001)`.",
    ),
    Mistake(
        "other-name-in-keras",
        Raises("AttributeError", r"object has no attribute '(parameters|weights_|optim)'"),
        "`model.parameters()` is PyTorch's. In Keras, `compile` joins the optimizer and the model.",
    ),
    Mistake(
        "name-without-quotes",
        Raises("NameError", r"'(accuracy|acc|adam|\w*crossentropy)'"),
        "Keras's names for losses, metrics and optimizers are texts: they need quotes.",
    ),
)


def evaluate_mistake(message: str, compiled: dict[str, Any]) -> Mistake | None:
    """Why a model that was compiled so raised ``message`` when it was evaluated."""
    if re.search(r"metric identifier: '?val_", message):
        return Mistake(
            "validation-metric",
            None,
            "`fit` measures every metric on the validation images, too, and puts `val_` before its "
            "name by itself.",
        )
    if IDENTIFIER.search(message):
        return Mistake("unknown-keras-name", None, unknown_name(message))
    if "dtype='string'" in message:
        return Mistake(
            "metrics-by-position",
            None,
            "`compile` takes `loss_weights` as its third argument, not the metrics: write "
            '`metrics=["accuracy"]`.',
        )
    name = str((compiled.get("loss") or {}).get("name", ""))
    if "Equal" in message and "entropy" in name:
        return Mistake(
            "metric-compares-outputs",
            None,
            "The metric compares each output with the label, and ten probabilities and one integer "
            "don't fit together. The text `accuracy` lets Keras choose the metric that fits.",
        )
    known = {known.replace("_", "") for known in LOSSES}
    if name and name.replace("_", "").lower() not in known:
        return Mistake(
            "loss-of-my-own",
            None,
            f"The loss is a function of your own, `{name}`. Keras calls a loss with labels and "
            "probabilities as tensors, in this order, and needs its gradient; NumPy has none.",
        )
    return None
