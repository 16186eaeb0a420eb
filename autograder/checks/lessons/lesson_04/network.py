"""Check of lesson 04: the first network."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks import Function, Network, expect, fail, graded

SUMMARY = "build_cnn().summary()"
GUESS = "build_cnn().predict(np.random.default_rng(0).random((3, 28, 28, 1)), verbose=0)"
SHAPE = f"{GUESS}.shape  # expected (3, 10)"
RATES = '[(layer.name, layer.rate) for layer in build_cnn().layers if hasattr(layer, "rate")]'
ACTIVATIONS = '[(layer.name, layer.get_config().get("activation")) for layer in build_cnn().layers]'
GLOBAL_POOLS = ("GlobalAveragePooling2D", "GlobalMaxPooling2D")
ACTIVATION_LAYERS = ("ReLU", "LeakyReLU", "PReLU", "ELU")


@graded(
    points=7,
    statement="`build_cnn` gives a fresh network: Conv2D, MaxPooling2D, Dropout, Flatten and "
    "Dense, from (28, 28, 1) images to 10 probabilities.",
    codes=(
        "not-a-network",
        "input-channels-first",
        "no-channel-in-input",
        "batch-in-input-shape",
        "input-shape-wrong",
        "input-not-declared",
        "filters-and-size-swapped",
        "kernel-covers-the-image",
        "pooled-to-nothing",
        "flatten-before-convolution",
        "layers-added-again",
        "no-convolution",
        "no-pooling",
        "pool-size-one",
        "no-dropout",
        "no-dense",
        "no-flatten",
        "one-output",
        "wrong-number-of-classes",
        "dropout-out-of-range",
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
    ),
)
def check_build_cnn(build_cnn: Function, rng: np.random.Generator) -> None:
    """The layers by their configuration, the output by what it does with random images."""
    build_cnn = build_cnn.with_deadline(60)  # the first call imports TensorFlow
    network = _built(build_cnn)
    if not isinstance(network, Network):
        what = "None" if network is None else f"a {type(network).__name__}"
        code = "returns-none" if network is None else "not-a-network"
        fail(code, f"build_cnn() is {what}; expected a Keras model.", "type(build_cnn())")
    _input(network)
    layers = network.layers
    _parts(layers)
    if not network.problem:  # a subclassed model doesn't say in which order its layers run
        _order(layers)
    _called_again(build_cnn, layers)
    _output(network, rng.uniform(0, 1, size=(6, 28, 28, 1)).astype(np.float32))
    if network.problem:
        _bends(network)


def _guesses(network: Network, images: np.ndarray) -> np.ndarray:
    """Predictions; of a model that can't be rebuilt, such as a subclassed one, its own."""
    predict = network.student_predict if network.problem else network.predict
    return expect.array(predict(images), what="The output", example=GUESS)


def _built(build_cnn: Function) -> object:
    """What the first call returns; Keras's own complaints turned into ours."""
    outcome = build_cnn.try_call()
    if outcome.exception_type is None:
        return outcome.value
    message = outcome.message
    shown = f"build_cnn() raised {outcome.exception_type}: {_short(message)}."
    if "(None, 1, 28, 28)" in message:
        fail("input-channels-first", f"{shown} The input is 1 x 28 x 28; expected 28 x 28 x 1.")
    if "zero or negative" in message:
        if "shape=(None, 28, 28, 1)" in message and "kernel shape=" in message:
            fail("filters-and-size-swapped", f"{shown} The kernel is larger than the image.")
        fail("pooled-to-nothing", f"{shown} A map has become smaller than the window on it.")
    if "ndim=4, found ndim=3" in message:
        fail("no-channel-in-input", f"{shown} Expected an input of shape (28, 28, 1).")
    if "ndim=4, found ndim=2" in message:
        fail("flatten-before-convolution", f"{shown} The convolution got flat vectors.")
    if "28, 28, 1)" in message and ("same length as input" in message or "ndim=5" in message):
        fail("batch-in-input-shape", f"{shown} Expected an input of shape (28, 28, 1).")
    fail("raises", f"{shown}{outcome.place}")


def _short(message: str) -> str:
    return message if len(message) <= 160 else message[:159].rstrip() + "…"


def _input(network: Network) -> None:
    shape = network.input_shape
    if not shape:
        if network.architecture["kind"] == "Sequential":
            text = "The network does not know the shape of its input; expected (28, 28, 1)."
            fail("input-not-declared", text, SUMMARY)
        return  # a subclassed model meets its input when it is called
    if shape == (None, 28, 28, 1):
        return
    codes = {(None, 1, 28, 28): "input-channels-first", (None, 28, 28): "no-channel-in-input"}
    code = codes.get(shape, "input-shape-wrong")
    if shape[-3:] == (28, 28, 1):  # (32, 28, 28, 1) or (None, 32, 28, 28, 1)
        code = "batch-in-input-shape"
    text = f"The input shape is {shape}; expected (None, 28, 28, 1), None for any batch size."
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


def _called_again(build_cnn: Function, layers: list[dict[str, Any]]) -> None:
    """A second call gives a second network of the same make."""
    example = "len(build_cnn().layers), len(build_cnn().layers)"
    outcome = build_cnn.try_call()
    if outcome.exception_type is not None:
        error = f"{outcome.exception_type}: {_short(outcome.message)}"
        text = f"The second call of build_cnn() raised {error}"
        fail("layers-added-again", f"{text}. Expected a second network like the first.", example)
    again = outcome.value.layers if isinstance(outcome.value, Network) else []
    if [layer["class_name"] for layer in again] != [layer["class_name"] for layer in layers]:
        numbers = f"gave {len(layers)} layers, the second {len(again)}"
        text = f"The first call of build_cnn() {numbers}; expected two networks alike."
        fail("layers-added-again", text, example)


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
        if guesses.min() < 0:
            code = "output-is-logits"
        elif (guesses == 0).mean() > 0.05:
            code = "output-is-relu"
        elif guesses.max() <= 1:
            code = "output-is-sigmoid"
        else:
            code = "output-not-probabilities"
        fail(code, observed, GUESS)
    # Both signs, so that not every ReLU of a small network is at rest.
    both = np.concatenate([images, -images])
    if np.ptp(_guesses(network, both), axis=0).max() < 1e-7:
        text = "Different images gave exactly the same output; expected it to depend on the image."
        fail("output-ignores-the-image", text, GUESS)


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
