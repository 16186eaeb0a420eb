"""Check of lesson 06: a network that reaches the target."""

from __future__ import annotations

import numpy as np

from autograder.checks import Network, PartialCredit, evaluation_arrays, fail, graded
from autograder.checks.values import describe

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
