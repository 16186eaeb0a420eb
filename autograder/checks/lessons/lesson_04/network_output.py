"""Lesson 04: what the first network gives for images, and what its layers do at their end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NoReturn

import numpy as np

from autograder.checks import CheckFailedError, Network, expect, fail
from autograder.checks.lessons.keras_exceptions import explain_prediction

SUMMARY = "build_cnn().summary()"
GUESS = "build_cnn().predict(np.random.default_rng(0).random((3, 28, 28, 1)), verbose=0)"
SHAPE = f"{GUESS}.shape  # expected (3, 10)"
TWICE = """\
model, image = build_cnn(), np.full((1, 28, 28, 1), 0.5)
print(model.predict(image, verbose=0))
print(model.predict(image, verbose=0))"""
ACTIVATIONS = '[(layer.name, layer.get_config().get("activation")) for layer in build_cnn().layers]'
ACTIVATION_LAYERS = ("ReLU", "LeakyReLU", "PReLU", "ELU")
# What may follow the last Dense; other layers change the probabilities.
ENDS = ("Dense", "Activation", "Softmax", "Flatten", "Reshape", *ACTIVATION_LAYERS)


def guesses_of(network: Network, images: np.ndarray) -> np.ndarray:
    """Predictions; of a model that can't be rebuilt, such as a subclassed one, its own."""
    if not network.problem:
        try:
            guesses = network.predict(images)
        except CheckFailedError as failure:  # the exercise sets no size
            if "too large to be judged here" not in failure.observed:
                raise
            guesses = network.student_predict(images)
        guesses = expect.array(guesses, what="The output", example=GUESS, finite=False)
        if not np.isfinite(guesses).all():
            _fail_not_finite(images)
        return guesses
    try:
        guesses = network.student_predict(images)
    except CheckFailedError as failure:
        if failure.code == "not-finite":
            _fail_not_finite(images)
        explain_prediction(failure, GUESS)
        raise
    return expect.array(guesses, what="The output", example=GUESS)


def _fail_not_finite(images: np.ndarray) -> NoReturn:
    which, example = "images of random pixels", GUESS
    if not images.any():
        which = "a black image"
        example = "build_cnn().predict(np.zeros((1, 28, 28, 1)), verbose=0)"
    text = f"For {which} the output holds NaN or infinite numbers; expected probabilities."
    fail("output-not-finite", text, example)


def activation_of(layer: dict[str, Any]) -> str:
    """What the layer applies at its end: "relu", "softmax", ...; "" for nothing."""
    if layer["class_name"] in ("Softmax", *ACTIVATION_LAYERS):
        return str(layer["class_name"]).lower()
    activation = layer["config"].get("activation")
    if isinstance(activation, dict):  # a layer given as the activation
        activation = activation.get("layer")
    return activation.lower() if isinstance(activation, str) and activation != "linear" else ""


def judge_output(network: Network, images: np.ndarray) -> None:
    """Ten probabilities for each image, and they depend on the image."""
    guesses = guesses_of(network, images)
    shape = f"6 images gave an output of shape {guesses.shape}; expected (6, 10)."
    if guesses.ndim > 2:
        fail("no-flatten", f"{shape} The maps reach the Dense layer unflattened.", SHAPE)
    if guesses.shape == (6, 1) or guesses.ndim < 2:
        fail("one-output", "The network has one output; expected one for each class, 10.", SHAPE)
    if guesses.shape != (6, 10):
        names = [layer["class_name"] for layer in network.layers] if network.is_ordered else []
        last = max((i for i, name in enumerate(names) if name == "Dense"), default=0)
        if "Flatten" in names[last:] and "Flatten" not in names[:last]:
            text = f"{shape} Flatten comes after the Dense layer; expected it before."
            fail("no-flatten", text, SUMMARY)
        fail("wrong-number-of-classes", shape, SHAPE)
    _repeatable(network, images)
    sums = guesses.sum(axis=1)
    if guesses.min() < 0 or not np.allclose(sums, 1, atol=1e-3):
        observed = (
            f"The outputs for one image lie between {guesses[0].min():.3g} and "
            f"{guesses[0].max():.3g} and add up to {sums[0]:.3g}; expected 10 probabilities "
            "that add up to 1."
        )
        code = _kind_of_output(network, guesses, images)
        if code == "softmax-down-the-batch":
            observed += " Down each column, the outputs for all images add up to 1."
        if code == "layer-after-output":
            observed += f" The last layer is {network.layers[-1]['class_name']}."
        fail(code, observed, GUESS)
    if all(activation_of(layer) != "softmax" for layer in network.layers):
        guesses_of(network, np.zeros((1, 28, 28, 1), dtype=np.float32))  # a sum of 0 divides here
    if not _depends_on_the_image(network, images):
        text = (
            "Different images gave the same output, up to 0.0000001; expected it to depend on the "
            "image."
        )
        fail("output-ignores-the-image", text, GUESS)


def _depends_on_the_image(network: Network, images: np.ndarray) -> bool:
    """Whether different images give different outputs, or would after some training."""
    # Both signs, so that not every ReLU of a small network is at rest.
    both = np.concatenate([images, -images])
    if np.ptp(guesses_of(network, both), axis=0).max() >= 1e-7:
        return True
    # Through fifty untrained layers, differences fade below what float32 can tell from zero.
    asked = [(network, 1000 * both)]
    for factor in (2, 5):
        weights = [w * np.float32(factor) if w.ndim > 1 else w for w in network.weights]
        asked.append((replace(network, weights=weights), both))
    for other, inputs in asked[: 1 if network.problem else 3]:
        try:
            guesses = other.student_predict(inputs) if other.problem else other.predict(inputs)
        except CheckFailedError:  # as one that is too large does
            continue
        if np.isfinite(guesses).all() and np.ptp(guesses, axis=0).max() >= 1e-7:
            return True
    return False


def _repeatable(network: Network, images: np.ndarray) -> None:
    """That a subclassed model, asked twice, gives the same answers.

    Keras itself switches the dropout of other models off when they predict.
    """
    if not network.problem:
        return
    once, again = guesses_of(network, images), guesses_of(network, images)
    difference = np.abs(once - again).max()
    if difference > 1e-3:
        text = (
            "The same images asked twice got outputs that differ by up to "
            f"{difference:.2g}; expected the same output."
        )
        fail("random-when-used", text, TWICE)


def _kind_of_output(network: Network, guesses: np.ndarray, images: np.ndarray) -> str:
    """The code for an output that is not probabilities, by what the last layer applies."""
    if guesses.min() >= 0 and np.allclose(guesses.sum(axis=0), 1, atol=1e-3):
        return "softmax-down-the-batch"
    codes = {"": "output-is-logits", "relu": "output-is-relu", "sigmoid": "output-is-sigmoid"}
    if network.is_ordered:
        names = [layer["class_name"] for layer in network.layers]
        last = max((i for i, name in enumerate(names) if name == "Dense"), default=0)
        if not set(names[last + 1 :]) <= set(ENDS):
            return "layer-after-output"
        return codes.get(activation_of(network.layers[-1]), "output-not-probabilities")
    stronger = np.concatenate([guesses, guesses_of(network, 1000 * images)])
    bounded = np.abs(stronger).max() <= 1
    if stronger.min() < 0:
        return "output-not-probabilities" if bounded else "output-is-logits"
    if (stronger == 0).mean() > 0.05 and not bounded:
        return "output-is-relu"
    return "output-is-sigmoid" if bounded else "output-not-probabilities"


def judge_bend(network: Network) -> None:
    """That a subclassed network, whose layers tell no activations, is not linear.

    On images of one constant grey, a maximum picks one of equal values, so that without
    activations the logits are a straight line in the grey (valid padding).
    """
    grey = np.linspace(-1, 1, 5, dtype=np.float32)[:, None, None, None]
    guesses = guesses_of(network, np.broadcast_to(grey, (5, 28, 28, 1)).copy())
    logits = np.log(np.clip(guesses, 1e-12, None))
    logits -= logits.mean(axis=1, keepdims=True)
    # Also within each half: the logits of a network with tanh may be as far below as above.
    bend = max(
        np.abs(logits[low] + logits[high] - 2 * logits[(low + high) // 2]).max()
        for low, high in ((0, 4), (0, 2), (2, 4))
    )
    if bend < 1e-4 * max(np.abs(logits - logits[2]).max(), 1e-3):
        text = (
            "The network is linear: from a black to a white image its logits follow a straight "
            "line. Expected ReLU after the convolution."
        )
        fail("no-activations", text, ACTIVATIONS)
