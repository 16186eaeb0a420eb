"""Check of lesson 04: the first network."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks import CheckFailedError, Function, Network, expect, fail, graded
from autograder.checks.lessons.keras_exceptions import (
    EXCEPTION_CODES,
    KERAS_MISTAKES,
    explain_prediction,
)
from autograder.checks.values import describe

SUMMARY = "build_cnn().summary()"
GUESS = "build_cnn().predict(np.random.default_rng(0).random((3, 28, 28, 1)), verbose=0)"
SHAPE = f"{GUESS}.shape  # expected (3, 10)"
RATES = '[(layer.name, layer.rate) for layer in build_cnn().layers if hasattr(layer, "rate")]'
ACTIVATIONS = '[(layer.name, layer.get_config().get("activation")) for layer in build_cnn().layers]'
GLOBAL_POOLS = ("GlobalAveragePooling2D", "GlobalMaxPooling2D")
ACTIVATION_LAYERS = ("ReLU", "LeakyReLU", "PReLU", "ELU")


CODES = (
    "network-not-returned",
    "not-a-network",
    "tensor-not-a-network",
    "network-made-once",
    "layers-made-once",
    "second-call-fails",
    "model-starts-too-late",
    "other-input-shape",
    "input-not-declared",
    "kernel-covers-the-image",
    "layers-added-again",
    "no-convolution",
    "no-pooling",
    "pool-size-one",
    "no-dropout",
    "no-dense",
    "no-flatten",
    "one-output",
    "wrong-number-of-classes",
    "dropout-after-output",
    "dropout-on-pixels",
    "hidden-softmax",
    "two-softmaxes",
    "no-activations",
    "output-is-logits",
    "output-is-relu",
    "output-is-sigmoid",
    "output-not-probabilities",
    "output-ignores-the-image",
    *EXCEPTION_CODES,
)


@graded(
    points=7,
    statement="`build_cnn` gives a fresh network: Conv2D, MaxPooling2D, Dropout, Flatten and "
    "Dense, from (28, 28, 1) images to 10 probabilities.",
    codes=CODES,
)
def check_build_cnn(build_cnn: Function, rng: np.random.Generator) -> None:
    """The layers by their configuration, the output by what it does with random images."""
    # The first call imports TensorFlow.
    build_cnn = build_cnn.with_deadline(60).with_mistakes(KERAS_MISTAKES, "build_cnn()")
    network = _built(build_cnn)
    images = rng.uniform(0, 1, size=(6, 28, 28, 1)).astype(np.float32)
    _input(network, images)
    layers = network.layers
    _parts(layers)
    if not network.problem:  # a subclassed model doesn't say in which order its layers run
        _order(layers)
    _output(network, images)
    _called_again(build_cnn, network)
    if network.problem:
        _bends(network)


def _built(build_cnn: Function) -> Network:
    """What the first call returns, when it is a Keras model."""
    example = "type(build_cnn())"
    try:
        outcome = build_cnn.try_call()
    except CheckFailedError as failure:
        if failure.code != "cannot-cross":
            raise
        tensor = "`build_cnn()` is a symbolic Keras tensor" in failure.observed
        code = "tensor-not-a-network" if tensor else "not-a-network"
        fail(code, f"{failure.observed} Expected a Keras model.", example)
    if outcome.exception_type is not None:
        build_cnn.fail_with_exception(outcome, ())
    network = outcome.value
    if network is None:
        fail("network-not-returned", "build_cnn() gives None; expected a Keras model.", example)
    if not isinstance(network, Network):
        fail("not-a-network", f"build_cnn() gives {describe(network)}; expected a model.", example)
    return network


def _guesses(network: Network, images: np.ndarray) -> np.ndarray:
    """Predictions; of a model that can't be rebuilt, such as a subclassed one, its own."""
    if not network.problem:
        return expect.array(network.predict(images), what="The output", example=GUESS)
    try:
        guesses = network.student_predict(images)
    except CheckFailedError as failure:
        explain_prediction(failure, GUESS)
        raise
    return expect.array(guesses, what="The output", example=GUESS)


def _input(network: Network, images: np.ndarray) -> None:
    shape = network.input_shape
    kind = network.architecture["kind"]
    if not shape:
        if kind == "Sequential":
            _guesses(network, images)  # a layer without `call` has no output shape either
            text = "The network does not know the shape of its input; expected (28, 28, 1)."
            fail("input-not-declared", text, SUMMARY)
        return  # a subclassed model meets its input when it is called
    if shape == (None, 28, 28, 1):
        return
    codes = {(None, 1, 28, 28): "input-channels-first", (None, 28, 28): "no-channel-in-input"}
    code = codes.get(shape, "other-input-shape")
    if shape[-3:] == (28, 28, 1):  # (32, 28, 28, 1) or (None, 32, 28, 28, 1)
        code = "batch-in-input-shape"
    text = f"The input shape is {shape}; expected (None, 28, 28, 1), None for any batch size."
    convolves = any(_is_convolution(layer) for layer in network.layers)
    if kind == "Functional" and not convolves and shape != (None, 784):
        code = "model-starts-too-late"
        names = ", ".join(layer["class_name"] for layer in network.layers)
        text += f" Its layers are {names}."
    fail(code, text, "build_cnn().input_shape")


def _is_dropout(layer: dict[str, Any]) -> bool:
    return "Dropout" in layer["class_name"]


def _is_convolution(layer: dict[str, Any]) -> bool:
    return layer["class_name"] in ("Conv2D", "SeparableConv2D")


def _largest(value: object) -> int:
    """The larger side of a kernel, window or stride: 3 or (3, 3); 0 when the config doesn't say."""
    if isinstance(value, (list, tuple)):
        return max((int(n) for n in value), default=0)
    return int(value) if isinstance(value, (int, float)) else 0


def _parts(layers: list[dict[str, Any]]) -> None:
    """That the parts are there and have sensible sizes, whatever their order."""
    names = [layer["class_name"] for layer in layers]
    listed = f"The layers are {', '.join(names)}"
    convolutions = [layer for layer in layers if _is_convolution(layer)]
    if not convolutions:
        fail("no-convolution", f"{listed}; expected a Conv2D.", SUMMARY)
    sizes = [_largest(layer["config"].get("kernel_size")) for layer in convolutions]
    for layer, size in zip(convolutions, sizes, strict=True):
        filters = layer["config"].get("filters", size)
        if size >= 16 and filters <= 7:
            text = f"A Conv2D has {filters} filters of {size} x {size}; expected many small ones."
            fail("filters-and-size-swapped", text, SUMMARY)
    if min(sizes) >= 28:
        large = "The convolution's kernel is as large as the image"
        text = f"{large}; expected a small one, such as 3 x 3."
        fail("kernel-covers-the-image", text, SUMMARY)
    _pooling(layers, listed)
    dropouts = [layer for layer in layers if _is_dropout(layer)]
    if not dropouts:
        fail("no-dropout", f"{listed}; expected a Dropout.", SUMMARY)
    for layer in dropouts:
        rate = layer["config"].get("rate")
        if isinstance(rate, (int, float)) and not 0 < rate < 1:
            text = f"A {layer['class_name']} has rate {rate:g}"
            text += "; expected a rate between 0 and 1, such as 0.25."
            fail("dropout-out-of-range", text, RATES)
    if "Dense" not in names:
        fail("no-dense", f"{listed}; expected a Dense layer at the end.", SUMMARY)


def _pooling(layers: list[dict[str, Any]], listed: str) -> None:
    """Something makes the maps smaller: a pooling layer, a stride, or a global pooling."""
    if any(
        layer["class_name"] in GLOBAL_POOLS or _largest(layer["config"].get("strides")) > 1
        for layer in layers
    ):
        return
    pools = [layer["class_name"] for layer in layers if "Pool" in layer["class_name"]]
    if pools:
        text = (
            f"A {pools[0]} has windows of 1 x 1 or moves one step at a time: the "
            "maps stay as large as they were. Expected windows of 2 x 2."
        )
        fail("pool-size-one", text, SUMMARY)
    fail("no-pooling", f"{listed}; expected a MaxPooling2D.", SUMMARY)


def _activation(layer: dict[str, Any]) -> str:
    """What the layer applies at its end: "relu", "softmax", ...; "" for nothing."""
    if layer["class_name"] in ("Softmax", *ACTIVATION_LAYERS):
        return str(layer["class_name"]).lower()
    activation = layer["config"].get("activation")
    if isinstance(activation, dict):  # a layer given as the activation
        activation = activation.get("layer")
    return activation.lower() if isinstance(activation, str) and activation != "linear" else ""


def _order(layers: list[dict[str, Any]]) -> None:
    """What depends on the order: dropout, softmax, activations between the layers."""
    names = [layer["class_name"] for layer in layers]
    last = max(i for i, name in enumerate(names) if name == "Dense")
    first = min(i for i, layer in enumerate(layers) if _is_convolution(layer))
    dropouts = [i for i, layer in enumerate(layers) if _is_dropout(layer)]
    if max(dropouts) > last:
        text = "A Dropout comes after the last Dense layer; expected it before."
        fail("dropout-after-output", text, SUMMARY)
    if max(dropouts) < first:
        only = "The only Dropout comes before the first Conv2D and strikes out pixels"
        fail("dropout-on-pixels", f"{only}; expected it after the pooling.", SUMMARY)
    activations = [_activation(layer) for layer in layers]
    if "softmax" in activations[:last]:
        inside = f"A softmax sits inside the network, in {names[activations.index('softmax')]}"
        fail("hidden-softmax", f"{inside}; expected it at the end only.", ACTIVATIONS)
    if activations.count("softmax") > 1:
        fail("two-softmaxes", "Two softmaxes follow each other; expected one.", ACTIVATIONS)
    if not any(activations[:last]):
        text = "No layer before the last has an activation; expected ReLU after the convolution."
        fail("no-activations", text, ACTIVATIONS)


def _called_again(build_cnn: Function, first: Network) -> None:
    """A second call gives a second network of the same make, and they share nothing."""
    example = "len(build_cnn().layers), len(build_cnn().layers)"
    outcome = build_cnn.try_call()
    if outcome.exception_type is not None:
        error = f"{outcome.exception_type}: {outcome.message[:160]}"
        text = f"The second call of build_cnn() raised {error}"
        lives_on = f"'{first.architecture.get('name')}' has already been" in outcome.message
        grows = lives_on or _has_changed(first)
        code = "layers-added-again" if grows else "second-call-fails"
        fail(code, f"{text}. Expected a second network like the first.", example)
    if not isinstance(outcome.value, Network):
        text = f"The second call of build_cnn() gave {describe(outcome.value)}"
        fail("second-call-fails", f"{text}; expected a second network like the first.", example)
    second = outcome.value
    before, after = ([layer["class_name"] for layer in n.layers] for n in (first, second))
    if before != after:
        text = f"The first call of build_cnn() gave {len(before)} layers, the second {len(after)}"
        grows = after[: len(before)] == before and not set(first.live).isdisjoint(second.live)
        code = "layers-added-again" if grows else "second-call-fails"
        fail(code, f"{text}; expected two networks alike.", example)
    _share_nothing(first, second)
    if first.problem:  # the weights of a subclassed model are made when it is first used
        _guesses(second, np.zeros((1, 28, 28, 1), dtype=np.float32))
        third = build_cnn()
        if isinstance(third, Network):
            _share_nothing(second, third)
            _share_nothing(first, third)


def _has_changed(first: Network) -> bool:
    """Whether the model of the first call, which lives on, is not what it was."""
    if first.problem:
        return False
    images = np.zeros((1, 28, 28, 1), dtype=np.float32)
    try:
        now = first.student_predict(images)
    except CheckFailedError:
        return True
    return now.shape != first.predict(images).shape


def _share_nothing(first: Network, second: Network) -> None:
    """Two calls gave two models with weights of their own, equal ones or not."""
    if not set(first.live) & set(second.live):
        return
    if first.live[0] == second.live[0]:
        text = "Two calls of build_cnn() gave one and the same network; expected a new one."
        fail("network-made-once", text, "build_cnn() is build_cnn()")
    text = (
        "Two calls of build_cnn() gave two networks that share the weights of a layer; expected "
        "that each has its own."
    )
    example = (
        "first, second = build_cnn(), build_cnn()\n"
        "[a is b for a, b in zip(first.layers, second.layers)]"
    )
    fail("layers-made-once", text, example)


def _output(network: Network, images: np.ndarray) -> None:
    """Ten probabilities for each image, and they depend on the image."""
    guesses = _guesses(network, images)
    shape = f"6 images gave an output of shape {guesses.shape}; expected (6, 10)."
    if guesses.ndim > 2:
        fail("no-flatten", f"{shape} The maps reach the Dense layer unflattened.", SHAPE)
    if guesses.shape == (6, 1) or guesses.ndim < 2:
        fail("one-output", "The network has one output; expected one for each class, 10.", SHAPE)
    if guesses.shape != (6, 10):
        names = [] if network.problem else [layer["class_name"] for layer in network.layers]
        last = max((i for i, name in enumerate(names) if name == "Dense"), default=0)
        if "Flatten" in names[last:] and "Flatten" not in names[:last]:
            text = f"{shape} Flatten comes after the Dense layer; expected it before."
            fail("no-flatten", text, SUMMARY)
        fail("wrong-number-of-classes", shape, SHAPE)
    sums = guesses.sum(axis=1)
    if guesses.min() < 0 or not np.allclose(sums, 1, atol=1e-3):
        observed = (
            f"The outputs for one image lie between {guesses[0].min():.3g} and "
            f"{guesses[0].max():.3g} and add up to {sums[0]:.3g}; expected 10 probabilities "
            "that add up to 1."
        )
        fail(_kind_of_output(network, guesses, images), observed, GUESS)
    # Both signs, so that not every ReLU of a small network is at rest.
    both = np.concatenate([images, -images])
    if np.ptp(_guesses(network, both), axis=0).max() < 1e-7:
        text = "Different images gave exactly the same output; expected it to depend on the image."
        fail("output-ignores-the-image", text, GUESS)


def _kind_of_output(network: Network, guesses: np.ndarray, images: np.ndarray) -> str:
    """The code for an output that is not probabilities, by what the last layer applies."""
    codes = {"": "output-is-logits", "relu": "output-is-relu", "sigmoid": "output-is-sigmoid"}
    if not network.problem:
        return codes.get(_activation(network.layers[-1]), "output-not-probabilities")
    stronger = np.concatenate([guesses, _guesses(network, 1000 * images)])
    bounded = np.abs(stronger).max() <= 1
    if stronger.min() < 0:
        return "output-not-probabilities" if bounded else "output-is-logits"
    if (stronger == 0).mean() > 0.05 and not bounded:
        return "output-is-relu"
    return "output-is-sigmoid" if bounded else "output-not-probabilities"


def _bends(network: Network) -> None:
    """That a subclassed network, whose layers tell no activations, is not linear.

    On images of one constant grey, a maximum picks one of equal values, so that without
    activations the logits are a straight line in the grey (valid padding).
    """
    grey = np.linspace(-1, 1, 5, dtype=np.float32)[:, None, None, None]
    guesses = _guesses(network, np.broadcast_to(grey, (5, 28, 28, 1)).copy())
    logits = np.log(np.clip(guesses, 1e-12, None))
    logits -= logits.mean(axis=1, keepdims=True)
    bend = np.abs(logits[0] + logits[4] - 2 * logits[2]).max()
    if bend < 1e-4 * max(np.abs(logits - logits[2]).max(), 1e-3):
        text = (
            "The network is linear: from a black to a white image its logits follow a straight "
            "line. Expected ReLU after the convolution."
        )
        fail("no-activations", text, ACTIVATIONS)
