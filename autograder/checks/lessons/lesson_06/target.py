"""Check of lesson 06: a network that reaches the target."""

from __future__ import annotations

import numpy as np

from autograder.checks import (
    CheckFailedError,
    Function,
    Network,
    PartialCredit,
    evaluation_arrays,
    fail,
    graded,
    scored_on_validation,
)
from autograder.checks.lessons.lesson_06.target_causes import CODES, causes
from autograder.checks.lessons.lesson_06.target_evidence import PROBE, Evidence, output_activation
from autograder.checks.values import describe

FROM, FULL, AIM = 0.88, 0.915, 0.92
HARDER = 0.005  # how much lower accuracy proved on the test images than on the validation images


@graded(
    points=8,
    statement="`model` reaches the target: points rise from 0 at 88 % to 8 at 91.5 % accuracy.",
    codes=(
        "target-not-a-model",
        "target-no-input",
        "target-wrong-input",
        "target-wrong-output",
        "target-no-flatten",
        "target-nan",
        "target-not-probabilities",
        *CODES,
    ),
)
def check_target(model: object, rng: np.random.Generator) -> PartialCredit:
    """Accuracy of a clean rebuild on images that the caller provides; the loss is only shown.

    The order of the test images is public, and an operation of a network can tell the place of an
    image in its batch: so that a table of labels in this order is of no use, it gets another one.
    """
    network = _network(model)
    _check_shapes(network)
    images, labels = evaluation_arrays()
    first = _predict_shuffled(network, images[:PROBE], rng)
    in_unit = _check_outputs(network, first)
    rest = _predict_shuffled(network, images[PROBE:], rng)
    output = np.concatenate([first, rest]).astype(np.float64)
    accuracy = float((output.argmax(axis=1) == labels).mean())
    loss = _loss(output if in_unit else _softmax(output), labels)
    figures = f"Accuracy {accuracy:.4f} and loss {loss:.3f} on {len(labels):,} images."
    share = _share(accuracy)
    evidence = Evidence(
        network,
        accuracy=accuracy,
        images=images[:PROBE],
        labels=labels[:PROBE],
        output=first,
        points_begin=FROM,
    )
    if share == 1 and not evidence.knows_validation_best:
        return PartialCredit(1.0, f"{figures} {_outlook(accuracy)}".strip())
    try:
        code, *sentences = causes(evidence)
    except CheckFailedError:  # a question about it had no answer; its points are its own
        code, sentences = ("target-below" if share == 0 else "target-partly"), []
    points = f"Points begin above {FROM}." if share == 0 else f"Full points from {FULL}."
    return PartialCredit(
        0.0 if share == 1 else share,
        " ".join([figures, *sentences] + [points] * (share < 1)),
        code=code,
        example=evidence.example,
    )


def _predict_shuffled(network: Network, images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    order = rng.permutation(len(images))
    answers = network.predict(images[order])
    output = np.empty_like(answers)
    output[order] = answers
    return output


def _share(accuracy: float) -> float:
    return float(np.clip((accuracy - FROM) / (FULL - FROM), 0, 1))


PARTS = "[(layer.name, type(layer), getattr(layer, 'activation', None)) for layer in model.layers]"


def _network(model: object) -> Network:
    if isinstance(model, Function):
        message = "`model` is a function, method or class; expected a Keras model."
        fail("target-function", message, "type(model)")
    if not isinstance(model, Network):
        kind = describe(model)
        if isinstance(model, dict) and "loss" in model:
            kind = "the history that `fit` returns"
        elif model is None:
            kind = "None, which is what `compile`, `summary` and `save` return"
        elif inner := _networks_in(model):
            kind = f"{describe(model)}, {inner} of them networks"
        message = f"`model` is {kind}; expected a Keras model."
        fail("target-not-a-model", message, "type(model)")
    if "no input shape yet" in model.problem:
        fail("target-no-input", model.problem, "model.built")
    if model.problem:
        fail("network-cannot-cross", model.problem, PARTS)
    return model


def _networks_in(value: object) -> int:
    items = value.values() if isinstance(value, dict) else value
    if not isinstance(value, (list, tuple, dict)):
        return 0
    return sum(isinstance(item, Network) for item in items)  # type: ignore[attr-defined]


def _check_shapes(model: Network) -> None:
    takes, gives = model.input_shape, model.output_shape
    if len(takes) != 4 or any(
        size not in (None, wanted) for size, wanted in zip(takes[1:], (28, 28, 1), strict=True)
    ):
        fail(
            "target-wrong-input",
            f"`model` takes inputs of shape {takes}; expected (None, 28, 28, 1).",
            "model.input_shape",
        )
    if len(gives) > 2:
        fail(
            "target-no-flatten",
            f"`model` gives outputs of shape {gives}: ten numbers for each place of a map. "
            "Expected (None, 10), ten numbers for each image.",
            "model.output_shape",
        )
    if tuple(gives[1:]) != (10,):  # a fixed batch size is no matter of the network
        fail(
            "target-wrong-output",
            f"`model` gives outputs of shape {gives}; expected (None, 10), one number for each "
            "class.",
            "model.output_shape",
        )


def _check_outputs(model: Network, output: np.ndarray) -> bool:
    """Fail for outputs that are neither probabilities nor scores; say whether they lie in [0, 1]."""
    if not np.isfinite(output).all() or not all(np.isfinite(w).all() for w in model.weights):
        fail(
            "target-nan",
            "Its weights or its predictions hold NaN or infinity; expected ordinary numbers.",
            "[bool(np.isfinite(w).all()) for w in model.get_weights()]",
        )
    sums = output.sum(axis=1)
    in_unit = bool(output.min() >= 0 and output.max() <= 1)
    if in_unit and np.abs(sums - 1).max() > 0.01:
        activation = output_activation(model)
        fail(
            "target-not-probabilities" if "sigmoid" in activation else "target-output-activation",
            f"The ten outputs of an image lie between 0 and 1 but add up to {sums[0]:.3g}; the "
            f"last layer's activation is {activation}. Expected probabilities (softmax) that add "
            "up to 1, or bare scores.",
            "model.predict(x_val[:5], verbose=0).sum(axis=1)",
        )
    return in_unit


def _outlook(accuracy: float) -> str:
    """What a pass means for the lesson's aim, and for the grade."""
    sentences = []
    if accuracy < AIM:
        sentences.append(f"The lesson's aim is {AIM}.")
    if scored_on_validation() and _share(accuracy - HARDER) < 1:
        points = 8 * _share(accuracy - HARDER)
        sentences.append(
            "The grade comes from the test images, which have proved about half a point harder: "
            f"expect about {points:.1f} of 8 points there."
        )
    return " ".join(sentences)


def _softmax(scores: np.ndarray) -> np.ndarray:
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=1, keepdims=True))


def _loss(probabilities: np.ndarray, labels: np.ndarray) -> float:
    picked = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(picked, 1e-7)).mean())
