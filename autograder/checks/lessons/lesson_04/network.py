"""Check of lesson 04: the first network."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks import (
    CheckFailedError,
    Function,
    Network,
    PartialCredit,
    fail,
    graded,
)
from autograder.checks.calls import CallResult
from autograder.checks.exceptions import is_unwritten
from autograder.checks.lessons.keras_exceptions import EXCEPTION_CODES, KERAS_MISTAKES
from autograder.checks.lessons.lesson_04.network_output import (
    ACTIVATIONS,
    SUMMARY,
    activation_of,
    guesses_of,
    judge_bend,
    judge_output,
)
from autograder.checks.values import describe
from autograder.networks import LAYERS

RATES = '[(layer.name, layer.rate) for layer in build_cnn().layers if hasattr(layer, "rate")]'
# What makes maps smaller besides a layer with strides: layers, and operations of keras.ops.
SHRINKING = ("GlobalAveragePooling", "GlobalMaxPooling", "AdaptiveAveragePooling", "AdaptiveMax")
POOL_OPERATIONS = ("keras.ops.max_pool", "keras.ops.average_pool")
REDUCING_OPERATIONS = ("keras.ops.mean", "keras.ops.max", "keras.ops.amax", "keras.ops.sum")


LOGARITHMS = ("keras.ops.log",)
ARRAY_FUNCTIONS = ("conv2d", "max_pool", "relu")  # of this lesson, for NumPy
CODES = (
    "network-not-returned",
    "not-a-network",
    "class-not-called",
    "shape-for-network",
    "tensor-not-a-network",
    "network-made-once",
    "layers-made-once",
    "second-call-fails",
    "model-starts-too-late",
    "other-input-shape",
    "input-not-declared",
    "kernel-covers-the-image",
    "layers-added-again",
    "layers-outside-the-model",
    "no-convolution",
    "no-pooling",
    "pool-size-one",
    "no-dropout",
    "no-dense",
    "no-flatten",
    "one-output",
    "outputs-one-after-another",
    "wrong-number-of-classes",
    "dropout-after-output",
    "dropout-on-pixels",
    "hidden-softmax",
    "two-softmaxes",
    "no-activations",
    "output-is-logits",
    "output-is-relu",
    "output-is-sigmoid",
    "softmax-down-the-batch",
    "layer-after-output",
    "output-not-probabilities",
    "output-not-finite",
    "output-ignores-the-image",
    "random-when-used",
    *EXCEPTION_CODES,
)


@graded(
    points=7,
    statement="`build_cnn` gives a fresh network: Conv2D, MaxPooling2D, Dropout, Flatten and "
    "Dense, from (28, 28, 1) images to 10 probabilities.",
    codes=CODES,
)
def check_build_cnn(build_cnn: Function, rng: np.random.Generator) -> PartialCredit | None:
    """The layers by their configuration, the output by what it does with random images."""
    # The first call imports TensorFlow.
    build_cnn = build_cnn.with_deadline(60).with_mistakes(KERAS_MISTAKES, "build_cnn()")
    network = _built(build_cnn)
    images = rng.uniform(0, 1, size=(6, 28, 28, 1)).astype(np.float32)
    _input(network, images)
    layers = network.layers
    _parts(network, layers)
    if network.is_ordered:
        _order(layers, network.followers)
    judge_output(network, images)
    _called_again(build_cnn, network)
    if not network.is_ordered or not _has_activations(layers):
        judge_bend(network)
    if not network.problem:
        return None
    return PartialCredit(
        1.0, f"A network like this can't be graded in lesson 06. {network.problem}"
    )


def _built(build_cnn: Function) -> Network:
    """What the first call returns, when it is a Keras model."""
    example = "type(build_cnn())"
    try:
        outcome = build_cnn.try_call()
    except CheckFailedError as failure:
        if failure.code not in ("cannot-cross", "symbolic-tensor", "layer-not-a-model"):
            raise
        tensor = "`build_cnn()` is a symbolic Keras tensor" in failure.observed
        code = "tensor-not-a-network" if tensor else "not-a-network"
        if "Are the parentheses missing?" in failure.observed:
            code = "class-not-called"
        fail(code, f"{failure.observed} Expected a Keras model.", example)
    if outcome.exception_type is not None:
        _own_function_on_symbols(outcome)
        build_cnn.fail_with_exception(outcome, ())
    network = outcome.value
    if network is None:
        fail("network-not-returned", "build_cnn() gives None; expected a Keras model.", example)
    if isinstance(network, (tuple, list)) and network and all(map(_is_length, network)):
        text = f"build_cnn() gives {network!r}, a shape; expected the model that has it."
        fail("shape-for-network", text, "build_cnn()")
    if not isinstance(network, Network):
        fail("not-a-network", f"build_cnn() gives {describe(network)}; expected a model.", example)
    return network


def _own_function_on_symbols(outcome: CallResult) -> None:
    """Fail when a function of the lesson, which is for arrays, was called with a layer's result."""
    got_array = "array of shape" in outcome.place
    if outcome.function in ARRAY_FUNCTIONS and not got_array and not is_unwritten(outcome):
        text = (
            f"`build_cnn()` raised {outcome.exception_type}: {outcome.message}.{outcome.place} "
            f"`{outcome.function}` computes with arrays, and no array came."
        )
        fail("numpy-on-symbols", text, "build_cnn()")


def _is_length(value: object) -> bool:
    return value is None or isinstance(value, int)


def _input(network: Network, images: np.ndarray) -> None:
    shape = network.input_shape
    kind = network.architecture["kind"]
    if not shape:
        if kind == "Sequential":
            guesses_of(network, images)  # a layer without `call` has no output shape either
            text = "The network does not know the shape of its input; expected (28, 28, 1)."
            fail("input-not-declared", text, SUMMARY)
        return  # a subclassed model meets its input when it is called
    if len(shape) == 4 and shape[0] is None and _takes_images(shape[1:]):
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


def _takes_images(shape: tuple[int | None, ...]) -> bool:
    """Whether images of 28 x 28 x 1 fit; a network of convolutions may leave sizes open."""
    return all(size in (None, wanted) for size, wanted in zip(shape, (28, 28, 1), strict=True))


def _is_dropout(layer: dict[str, Any]) -> bool:
    return "Dropout" in layer["class_name"]


def _is_convolution(layer: dict[str, Any]) -> bool:
    return layer["class_name"] in ("Conv2D", "SeparableConv2D")


def _largest(value: object) -> int:
    """The larger side of a kernel, window or stride: 3 or (3, 3); 0 when the config doesn't say."""
    if isinstance(value, (list, tuple)):
        return max((int(n) for n in value), default=0)
    return int(value) if isinstance(value, (int, float)) else 0


def _parts(network: Network, layers: list[dict[str, Any]]) -> None:
    """That the parts are there and have sensible sizes, whatever their order."""
    names = [layer["class_name"] for layer in layers]
    listed = f"The layers are {', '.join(names)}"
    if not names and network.architecture["kind"] not in ("Sequential", "Functional"):
        text = (
            "The model knows no layer: either they are made in `call`, or they stand outside the "
            "class. Expected layers that `__init__` keeps in `self`."
        )
        fail("layers-outside-the-model", text, "build_cnn().layers")
    where = _left_out(network)
    convolutions = [layer for layer in layers if _is_convolution(layer)]
    if not convolutions:
        fail("no-convolution", f"{listed}; expected a Conv2D. {where}", SUMMARY)
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
    _pooling(layers, listed, where)
    dropouts = [layer for layer in layers if _is_dropout(layer)]
    if not dropouts:
        fail("no-dropout", f"{listed}; expected a Dropout. {where}", SUMMARY)
    for layer in dropouts:
        rate = layer["config"].get("rate")
        if isinstance(rate, (int, float)) and not 0 < rate < 1:
            text = f"A {layer['class_name']} has rate {rate:g}"
            text += "; expected a rate between 0 and 1, such as 0.25."
            fail("dropout-out-of-range", text, RATES)
    if "Dense" not in names:
        fail("no-dense", f"{listed}; expected a Dense layer at the end. {where}", SUMMARY)


def _left_out(network: Network) -> str:
    """How a layer that the cell has may be missing in the model, in a sentence."""
    return {
        "Functional": "If your cell has one, its result is not passed on to what the model gives.",
        "Sequential": "If your cell has one, it is not added to the model before `return`.",
    }.get(network.architecture["kind"], "If your cell has one, the class does not keep it.")


def _pooling(layers: list[dict[str, Any]], listed: str, where: str) -> None:
    """Something makes the maps smaller: a pooling layer, a stride, or a global pooling."""
    if any(_makes_smaller(layer) for layer in layers):
        return
    pools = [layer["class_name"] for layer in layers if "Pool" in layer["class_name"]]
    if pools:
        text = (
            f"A {pools[0]} has windows of 1 x 1 or moves one step at a time, so the maps are not, or "
            "hardly, smaller behind it. Expected windows of 2 x 2 and steps of 2."
        )
        fail("pool-size-one", text, SUMMARY)
    fail("no-pooling", f"{listed}; expected a MaxPooling2D. {where}", SUMMARY)


def _makes_smaller(layer: dict[str, Any]) -> bool:
    name, config = layer["class_name"], layer["config"]
    if name in POOL_OPERATIONS:
        steps = config.get("strides")
        return _largest(config.get("pool_size") if steps is None else steps) > 1
    if name in REDUCING_OPERATIONS:
        axes = config.get("axis")
        return any(axis in (1, 2) for axis in (axes if isinstance(axes, list) else [axes]))
    return name.startswith(SHRINKING) or _largest(config.get("strides")) > 1


def _order(layers: list[dict[str, Any]], followers: list[set[int]]) -> None:
    """What depends on the order: dropout, softmax, activations between the layers.

    A softmax is inside when a Dense follows on its own way: each branch of a network may end in
    one, as where the probabilities of two networks are averaged.
    """
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
    single = [i for i, layer in enumerate(layers) if layer["config"].get("units") == 1]
    if any(i + 1 in single for i in single):
        text = f"{len(single)} Dense layers with one output each follow each other"
        fail("outputs-one-after-another", f"{text}; expected one with ten outputs.", SUMMARY)
    activations = [activation_of(layer) for layer in layers]
    softmaxes = [i for i, activation in enumerate(activations) if activation == "softmax"]
    hidden = [i for i in softmaxes if any(names[j] == "Dense" for j in followers[i])]
    if hidden:
        inside = f"A softmax sits inside the network, in {names[hidden[0]]}"
        fail("hidden-softmax", f"{inside}; expected it at the end only.", ACTIVATIONS)
    # softmax(log p + log q) is the geometric mean of two networks' probabilities.
    logarithms = [i for i, name in enumerate(names) if name in LOGARITHMS]
    again = [
        (i, j)
        for i in softmaxes
        for j in followers[i].intersection(softmaxes)
        if not any(k in followers[i] and j in followers[k] for k in logarithms)
    ]
    if again:
        fail("two-softmaxes", "Two softmaxes follow each other; expected one.", ACTIVATIONS)
    known = all(layer["class_name"] in LAYERS for layer in layers)
    if known and not any(activations[:last]):
        text = "No layer before the last has an activation; expected ReLU after the convolution."
        fail("no-activations", text, ACTIVATIONS)


def _has_activations(layers: list[dict[str, Any]]) -> bool:
    """Whether a layer before the last Dense has an activation; others may bend without one."""
    names = [layer["class_name"] for layer in layers]
    last = max(i for i, name in enumerate(names) if name == "Dense")
    return any(activation_of(layer) for layer in layers[:last])


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
        guesses_of(second, np.zeros((1, 28, 28, 1), dtype=np.float32))
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
