"""Checks of lesson 04: convolution and pooling by hand, parameters, a first network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.checks import Function, Network, expect, fail, graded, require_repeatable

# --- convolution by hand -------------------------------------------------------------------


def _correlate(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Valid cross-correlation, (h, w) and (kh, kw) to (h-kh+1, w-kw+1), in float64."""
    windows = sliding_window_view(image.astype(np.float64), kernel.shape)
    return np.einsum("yxij,ij->yx", windows, kernel.astype(np.float64))


def _agree(got: np.ndarray, wanted: np.ndarray, tolerance: float = 1e-4) -> bool:
    return got.shape == wanted.shape and np.allclose(got, wanted, rtol=tolerance, atol=tolerance)


def _patch_products(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    windows = sliding_window_view(image, kernel.shape)
    return np.asarray((windows @ kernel).sum(axis=(-2, -1)))


# What a wrong `conv2d` computes, by code: (image, kernel, the right answer) -> array
CONV2D_SLIPS: dict[str, Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]] = {
    "kernel-flipped": lambda image, kernel, right: _correlate(image, kernel[::-1, ::-1]),
    "kernel-transposed": lambda image, kernel, right: _correlate(image, kernel.T),
    "mean-for-sum": lambda image, kernel, right: right / kernel.size,
    "matrix-product": lambda image, kernel, right: _patch_products(image, kernel),
    "relu-inside": lambda image, kernel, right: np.maximum(right, 0),
    "truncated-to-integers": lambda image, kernel, right: np.trunc(right),
}
CONV2D_SAYS = {
    "kernel-flipped": "The kernel was turned by 180 degrees before it was laid on the image",
    "kernel-transposed": "Rows and columns of the kernel were swapped",
    "mean-for-sum": "The products were averaged; expected their sum",
    "matrix-product": "Window and kernel were combined by a matrix product; expected "
    "element by element",
    "relu-inside": "Every negative value has become 0; expected the plain sums",
    "truncated-to-integers": "Every value has lost its decimals; expected floating-point sums",
}
CONV2D_EXAMPLE = (
    "image = np.arange(16.0).reshape(4, 4) / 10\n"
    "kernel = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, -2.0], [0.0, 0.0, 0.0]])\n"
    "conv2d(image, kernel)  # expected [[-1.1, -1.2], [-1.5, -1.6]]"
)


@graded(
    points=5,
    statement="`conv2d` lays the kernel on every place where it fits and adds up the products.",
    codes=(
        "padding-added",
        "output-off-by-one",
        *CONV2D_SLIPS,
        "kernel-size-fixed",
        "conv2d-assumes-square",
        "conv2d-wrong-values",
    ),
)
def check_conv2d(conv2d: Function, rng: np.random.Generator) -> None:
    """Float images of many sizes against a cross-correlation of our own."""
    image = rng.uniform(0, 1, size=(7, 7)).astype(np.float32)
    kernel = rng.uniform(-3, 3, size=(3, 3)).astype(np.float32)
    kernel -= kernel.mean()  # so that the sums have both signs
    right = _correlate(image, kernel)
    got = expect.array(conv2d(image, kernel), what="conv2d(image, kernel)", finite=False)
    _conv2d_shape(got.shape, image, kernel)
    got = expect.array(got, what="conv2d(image, kernel)", example=CONV2D_EXAMPLE)
    for code, slip in CONV2D_SLIPS.items():
        if not _agree(got, right) and _agree(got, slip(image, kernel, right)):
            fail(
                code,
                f"{CONV2D_SAYS[code]}. The first value is {got[0, 0]:.4g}; expected "
                f"{right[0, 0]:.4g}.",
                CONV2D_EXAMPLE,
            )
    if _agree(got[:-1, :-1], right[:-1, :-1]) and not (got[-1].any() or got[:, -1].any()):
        fail(
            "output-off-by-one",
            "The last row and the last column of the result are still 0: the loops stop one place "
            f"too early. The last value is 0; expected {right[-1, -1]:.4g}.",
            CONV2D_EXAMPLE,
        )
    expect.close(got, right, "conv2d(image, kernel)", "conv2d-wrong-values", CONV2D_EXAMPLE, 1e-4)

    _conv2d_case(conv2d, rng, (28, 28), (3, 3), "conv2d-wrong-values")
    square = [((28, 28), (5, 5)), ((8, 8), (2, 2)), ((6, 6), (1, 1)), ((4, 4), (4, 4))]
    oblong = [((6, 9), (3, 3)), ((9, 5), (3, 3)), ((8, 8), (2, 4)), ((8, 7), (5, 1))]
    for image_shape, kernel_shape in square:
        _conv2d_case(conv2d, rng, image_shape, kernel_shape, "kernel-size-fixed")
    for image_shape, kernel_shape in oblong:
        _conv2d_case(conv2d, rng, image_shape, kernel_shape, "conv2d-assumes-square")
    require_repeatable(conv2d, image, kernel)


def _conv2d_shape(shape: tuple[int, ...], image: np.ndarray, kernel: np.ndarray) -> None:
    (h, w), (kh, kw) = image.shape, kernel.shape
    wanted = (h - kh + 1, w - kw + 1)
    if shape == wanted:
        return
    observed = (
        f"conv2d of an image {h} x {w} with a kernel {kh} x {kw} has shape {shape}; "
        f"expected {wanted}."
    )
    if shape in ((h, w), (h + kh - 1, w + kw - 1)):
        fail("padding-added", observed, CONV2D_EXAMPLE)
    if shape in ((h - kh, w - kw), (h - kh + 2, w - kw + 2)):
        fail("output-off-by-one", observed, CONV2D_EXAMPLE)
    fail("wrong-shape", observed, CONV2D_EXAMPLE)


def _conv2d_case(
    conv2d: Function,
    rng: np.random.Generator,
    image_shape: tuple[int, int],
    kernel_shape: tuple[int, int],
    code: str,
) -> None:
    image = rng.normal(size=image_shape).astype(np.float32)
    kernel = rng.normal(size=kernel_shape).astype(np.float32)
    right = _correlate(image, kernel)
    what = (
        f"conv2d of an image {image_shape[0]} x {image_shape[1]} with a kernel "
        f"{kernel_shape[0]} x {kernel_shape[1]}"
    )
    example = (
        f"conv2d(np.ones({image_shape}), np.ones({kernel_shape}))\n"
        f"# expected shape {right.shape}, every value {kernel.size}"
    )
    outcome = conv2d.try_call(image, kernel)
    if outcome.exception_type is not None:
        fail(
            code,
            f"{what} raised {outcome.exception_type}: {outcome.message}; expected an array of "
            f"shape {right.shape}.",
            example,
        )
    got = expect.array(outcome.value, shape=right.shape, what=what, code=code, example=example)
    expect.close(got, right, what, code, example, tolerance=1e-4)


# --- pooling by hand -----------------------------------------------------------------------


def _pool(image: np.ndarray, size: int, reduce: Any = np.max) -> np.ndarray:
    h, w = image.shape[0] // size, image.shape[1] // size
    blocks = image[: h * size, : w * size].reshape(h, size, w, size)
    return np.asarray(reduce(blocks, axis=(1, 3)))


MAX_POOL_EXAMPLE = (
    "image = np.array([[1.0, 2.0, 5.0, 0.0], [3.0, 4.0, 0.0, 0.0],\n"
    "                  [-1.0, -2.0, 7.0, 6.0], [-3.0, -4.0, 8.0, 9.0]])\n"
    "max_pool(image)  # expected [[4, 5], [-1, 9]]"
)
ODD_EXAMPLE = "max_pool(np.arange(15.0).reshape(3, 5))  # expected [[6, 8]]"


@graded(
    points=3,
    statement="`max_pool` keeps the largest value of each window; windows do not overlap, and "
    "what does not fill a window is left out.",
    codes=(
        "pool-windows-overlap",
        "pool-starts-at-zero",
        "mean-for-max",
        "pool-keeps-one-corner",
        "odd-row-kept",
        "odd-size-fails",
        "odd-row-dropped-at-the-start",
        "pool-size-ignored",
        "max-pool-wrong-values",
    ),
)
def check_max_pool(max_pool: Function, rng: np.random.Generator) -> None:
    """Feature maps with even and odd sides, negative values, windows of 2, 3 and 4."""
    image = rng.permutation(48).reshape(6, 8).astype(np.float32) - 24
    got = expect.array(max_pool(image), what="max_pool(image)", example=MAX_POOL_EXAMPLE)
    right = _pool(image, 2)
    if got.shape in ((5, 7), (6, 8)):
        fail(
            "pool-windows-overlap",
            f"A 6 x 8 image gave shape {got.shape}: the window moved one step at a time. "
            "Expected (3, 4): it moves by its own size.",
            MAX_POOL_EXAMPLE,
        )
    expect.array(got, shape=(3, 4), what="max_pool of a 6 x 8 image", example=MAX_POOL_EXAMPLE)
    if not _agree(got, right):
        _name_pool_slip(got, image, right)
    negative = -rng.uniform(1, 2, size=(4, 4)).astype(np.float32)
    low = expect.array(
        max_pool(negative), shape=(2, 2), what="max_pool(image)", example=MAX_POOL_EXAMPLE
    )
    if _agree(low, np.zeros((2, 2))):
        _starts_at_zero()

    odd = rng.permutation(63).reshape(7, 9).astype(np.float32) - 30
    _odd_sides(max_pool, odd)

    for size, shape in ((2, (26, 26)), (3, (9, 6)), (3, (13, 11)), (4, (8, 12)), (1, (3, 5))):
        feature_map = rng.normal(size=shape).astype(np.float32)
        right = _pool(feature_map, size)
        what = f"max_pool of a {shape[0]} x {shape[1]} image with size={size}"
        example = (
            f"max_pool(np.arange({shape[0] * shape[1]}.0).reshape{shape} / 10, size={size})\n"
            f"# expected shape {right.shape}, first value {(size - 1) * (shape[1] + 1) / 10:g}"
        )
        got = expect.array(max_pool(feature_map, size=size), what=what, example=example)
        if size != 2 and _agree(got, _pool(feature_map, 2)):
            fail(
                "pool-size-ignored",
                f"{what} gave the result of size=2, shape {got.shape}; expected {right.shape}.",
                example,
            )
        expect.array(got, shape=right.shape, what=what, example=example)
        if not _agree(got, right) and _agree(got, np.trunc(right)):
            fail(
                "max-pool-wrong-values",
                f"{what} has lost its decimals: the first value is {got[0, 0]:.4g}; expected "
                f"{right[0, 0]:.4g}.",
                example,
            )
        expect.close(got, right, what, "max-pool-wrong-values", example, tolerance=1e-4)
    require_repeatable(max_pool, image)


def _starts_at_zero() -> None:
    fail(
        "pool-starts-at-zero",
        "An image of negative values was pooled to 0; expected the largest of the negative "
        "values in each window.",
        "max_pool(np.array([[-1.0, -2.0], [-3.0, -4.0]]))  # expected [[-1]]",
    )


def _name_pool_slip(got: np.ndarray, image: np.ndarray, right: np.ndarray) -> None:
    if _agree(got, np.maximum(right, 0)):
        _starts_at_zero()
    first = f"The first window holds {image[:2, :2].ravel().tolist()} and became {got[0, 0]:g}; "
    first += f"expected {right[0, 0]:g}."
    if _agree(got, _pool(image, 2, np.mean)):
        fail("mean-for-max", f"The windows were averaged. {first}", MAX_POOL_EXAMPLE)
    overlapping = sliding_window_view(image, (2, 2)).max(axis=(2, 3))
    if _agree(got, overlapping[: got.shape[0], : got.shape[1]]):
        fail(
            "pool-windows-overlap",
            f"The window moved one step at a time, so the second one starts in column 1 and became "
            f"{got[0, 1]:g}. Expected {right[0, 1]:g}: it starts in column 2.",
            MAX_POOL_EXAMPLE,
        )
    for row, column in ((0, 0), (0, 1), (1, 0), (1, 1)):
        if _agree(got, image[row::2, column::2]):
            fail(
                "pool-keeps-one-corner",
                f"Always the same corner of the window was kept. {first}",
                MAX_POOL_EXAMPLE,
            )
    expect.close(got, right, "max_pool(image)", "max-pool-wrong-values", MAX_POOL_EXAMPLE)


def _odd_sides(max_pool: Function, image: np.ndarray) -> None:
    """A 7 x 9 image, pooled by 2."""
    outcome = max_pool.try_call(image)
    if outcome.exception_type is not None:
        fail(
            "odd-size-fails",
            f"A 7 x 9 image raised {outcome.exception_type}: {outcome.message}; expected shape "
            "(3, 4), without the last row and the last column.",
            ODD_EXAMPLE,
        )
    got = expect.array(outcome.value, what="max_pool of a 7 x 9 image", example=ODD_EXAMPLE)
    if got.shape in ((4, 5), (3, 5), (4, 4)):
        fail(
            "odd-row-kept",
            f"A 7 x 9 image gave shape {got.shape}: an incomplete window was kept. "
            "Expected (3, 4).",
            ODD_EXAMPLE,
        )
    expect.array(got, shape=(3, 4), what="max_pool of a 7 x 9 image", example=ODD_EXAMPLE)
    shifted = (_pool(image[1:], 2), _pool(image[:, 1:], 2), _pool(image[1:, 1:], 2))
    right = _pool(image, 2)
    if not _agree(got, right) and any(_agree(got, other) for other in shifted):
        fail(
            "odd-row-dropped-at-the-start",
            "A 7 x 9 image lost its first row or column; expected the last to be left out.",
            ODD_EXAMPLE,
        )
    expect.close(
        got, right, "max_pool of a 7 x 9 image", "max-pool-wrong-values", ODD_EXAMPLE, 1e-4
    )


# --- counting parameters -------------------------------------------------------------------

# What a wrong count computes, by code: (kernel size, channels in, filters) -> int
COUNT_SLIPS: dict[str, Callable[[int, int, int], int]] = {
    "bias-left-out": lambda k, c, f: k * k * c * f,
    "one-bias-in-all": lambda k, c, f: k * k * c * f + 1,
    "bias-per-input-channel": lambda k, c, f: (k * k + 1) * c * f,
    "input-channels-ignored": lambda k, c, f: (k * k + 1) * f,
    "kernel-not-squared": lambda k, c, f: (k * c + 1) * f,
    "counts-positions": lambda k, c, f: (k * k * c + 1) * f * (29 - k) ** 2,
}
COUNT_SAYS = {
    "bias-left-out": "That is the weights without a bias",
    "one-bias-in-all": "That is one bias for the whole layer",
    "bias-per-input-channel": "That is one bias for each pair of input channel and filter",
    "input-channels-ignored": "That is a kernel that looks at one channel only",
    "kernel-not-squared": "That is a kernel of one row",
    "counts-positions": "That counts the kernel once for each place it visits",
}


@graded(
    points=3,
    statement="`count_parameters` gives the number of weights and biases of a Conv2D layer.",
    codes=(*COUNT_SLIPS, "parameter-count-wrong"),
)
def check_count_parameters(count_parameters: Function, rng: np.random.Generator) -> None:
    """Layers whose counts tell the usual slips apart."""
    drawn = [tuple(int(n) for n in rng.integers(2, 12, size=3)) for _ in range(6)]
    # The first one tells every slip apart from the others and from the right count.
    for k, c, f in [(3, 8, 5), (3, 1, 32), (3, 32, 64), (5, 3, 16), (1, 64, 10), *drawn]:
        call = f"count_parameters({k}, {c}, {f})"
        got = expect.number(count_parameters(k, c, f), call, call)
        right = (k * k * c + 1) * f
        if got == right:
            continue
        for code, slip in COUNT_SLIPS.items():
            if got == slip(k, c, f):
                fail(code, f"{call} is {got:g}; expected {right}. {COUNT_SAYS[code]}.", call)
        fail("parameter-count-wrong", f"{call} is {got:g}; expected {right}.", call)


# --- the network ---------------------------------------------------------------------------

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
        fail(
            "returns-none" if network is None else "not-a-network",
            f"build_cnn() is {what}; expected a Keras model.",
            "type(build_cnn())",
        )
    _input(network)
    layers = network.layers
    _parts(layers)
    if not network.problem:  # the layers of a subclassed model tell no order
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
            fail(
                "input-not-declared",
                "The network does not know the shape of its input; expected (28, 28, 1).",
                SUMMARY,
            )
        return  # a subclassed model meets its input when it is called
    if shape == (None, 28, 28, 1):
        return
    codes = {(None, 1, 28, 28): "input-channels-first", (None, 28, 28): "no-channel-in-input"}
    code = codes.get(shape, "input-shape-wrong")
    if shape[-3:] == (28, 28, 1):  # (32, 28, 28, 1) or (None, 32, 28, 28, 1)
        code = "batch-in-input-shape"
    fail(
        code,
        f"The input shape is {shape}; expected (None, 28, 28, 1), None for any batch size.",
        "build_cnn().input_shape",
    )


def _is_dropout(layer: dict[str, Any]) -> bool:
    return "Dropout" in layer["class_name"]


def _is_convolution(layer: dict[str, Any]) -> bool:
    return layer["class_name"] in ("Conv2D", "SeparableConv2D")


def _largest(value: object) -> int:
    """The larger side of a kernel, window or stride: 3 or (3, 3); 0 when not told."""
    if isinstance(value, (list, tuple)):
        return max((int(n) for n in value), default=0)
    return int(value) if isinstance(value, (int, float)) else 0


def _parts(layers: list[dict[str, Any]]) -> None:
    """That the parts are there and have sensible sizes, whatever their order."""
    names = [layer["class_name"] for layer in layers]
    listed = ", ".join(names)
    convolutions = [layer for layer in layers if _is_convolution(layer)]
    if not convolutions:
        fail("no-convolution", f"The layers are {listed}; expected a Conv2D.", SUMMARY)
    for layer in convolutions:
        size = _largest(layer["config"].get("kernel_size"))
        filters = layer["config"].get("filters", size)
        if size >= 16 and filters <= 7:
            fail(
                "filters-and-size-swapped",
                f"A Conv2D has {filters} filters of {size} x {size}; expected many small ones.",
                SUMMARY,
            )
    if all(_largest(layer["config"].get("kernel_size")) >= 28 for layer in convolutions):
        fail(
            "kernel-covers-the-image",
            "The convolution's kernel is as large as the image; expected a small one, such as "
            "3 x 3.",
            SUMMARY,
        )
    _pooling(layers, listed)
    if not any(_is_dropout(layer) for layer in layers):
        fail("no-dropout", f"The layers are {listed}; expected a Dropout.", SUMMARY)
    for layer in layers:
        rate = layer["config"].get("rate") if _is_dropout(layer) else None
        if isinstance(rate, (int, float)) and not 0 < rate < 1:
            fail(
                "dropout-out-of-range",
                f"A {layer['class_name']} has rate {rate:g}; expected a rate between 0 and 1, "
                "such as 0.25.",
                RATES,
            )
    if "Dense" not in names:
        fail("no-dense", f"The layers are {listed}; expected a Dense layer at the end.", SUMMARY)


def _pooling(layers: list[dict[str, Any]], listed: str) -> None:
    """Something makes the maps smaller: a pooling layer, a stride, or a global pooling."""
    pools = [layer for layer in layers if "Pool" in layer["class_name"]]
    shrinking = [
        layer
        for layer in layers
        if layer["class_name"] in GLOBAL_POOLS or _largest(layer["config"].get("strides")) > 1
    ]
    if shrinking:
        return
    if pools:
        fail(
            "pool-size-one",
            f"A {pools[0]['class_name']} has windows of 1 x 1 or moves one step at a time: the "
            "maps stay as large as they were. Expected windows of 2 x 2.",
            SUMMARY,
        )
    fail("no-pooling", f"The layers are {listed}; expected a MaxPooling2D.", SUMMARY)


def _activation(layer: dict[str, Any]) -> str:
    """What the layer applies at its end: "relu", "softmax", ...; "" for nothing."""
    if layer["class_name"] in ("Softmax", *ACTIVATION_LAYERS):
        return str(layer["class_name"]).lower()
    told = layer["config"].get("activation")
    if isinstance(told, dict):  # a layer given as the activation
        told = told.get("layer")
    return told.lower() if isinstance(told, str) and told != "linear" else ""


def _order(layers: list[dict[str, Any]]) -> None:
    """What depends on the order: dropout, softmax, activations between the layers."""
    names = [layer["class_name"] for layer in layers]
    last = max(i for i, name in enumerate(names) if name == "Dense")
    first = min(i for i, layer in enumerate(layers) if _is_convolution(layer))
    dropouts = [i for i, layer in enumerate(layers) if _is_dropout(layer)]
    if any(i > last for i in dropouts):
        fail(
            "dropout-after-output",
            "A Dropout comes after the last Dense layer; expected it before.",
            SUMMARY,
        )
    if all(i < first for i in dropouts):
        fail(
            "dropout-on-pixels",
            "The only Dropout comes before the first Conv2D and strikes out pixels; expected it "
            "after the pooling.",
            SUMMARY,
        )
    softmaxes = [i for i, layer in enumerate(layers) if _activation(layer) == "softmax"]
    if any(i < last for i in softmaxes):
        where = names[next(i for i in softmaxes if i < last)]
        fail(
            "hidden-softmax",
            f"A softmax sits inside the network, in {where}; expected it at the end only.",
            ACTIVATIONS,
        )
    if len(softmaxes) > 1:
        fail("two-softmaxes", "Two softmaxes follow each other; expected one.", ACTIVATIONS)
    if not any(_activation(layer) for layer in layers[:last]):
        fail(
            "no-activations",
            "No layer before the last has an activation; expected ReLU after the convolution.",
            ACTIVATIONS,
        )


def _called_again(build_cnn: Function, layers: list[dict[str, Any]]) -> None:
    """A second call gives a second network of the same make."""
    example = "len(build_cnn().layers), len(build_cnn().layers)"
    outcome = build_cnn.try_call()
    if outcome.exception_type is not None:
        fail(
            "layers-added-again",
            f"The second call of build_cnn() raised {outcome.exception_type}: "
            f"{_short(outcome.message)}. Expected a second network like the first.",
            example,
        )
    again = outcome.value.layers if isinstance(outcome.value, Network) else []
    if [layer["class_name"] for layer in again] != [layer["class_name"] for layer in layers]:
        fail(
            "layers-added-again",
            f"The first call of build_cnn() gave {len(layers)} layers, the second {len(again)}; "
            "expected two networks alike.",
            example,
        )


def _output(network: Network, images: np.ndarray) -> None:
    """Ten probabilities for each image, and they depend on the image."""
    guesses = _guesses(network, images)
    if guesses.ndim > 2:
        fail(
            "no-flatten",
            f"6 images gave an output of shape {guesses.shape}; expected (6, 10). The maps "
            "reach the Dense layer unflattened.",
            SHAPE,
        )
    if guesses.shape == (6, 1) or guesses.ndim < 2:
        fail("one-output", "The network has one output; expected one for each class, 10.", SHAPE)
    if guesses.shape != (6, 10):
        names = [] if network.problem else [layer["class_name"] for layer in network.layers]
        last = max((i for i, name in enumerate(names) if name == "Dense"), default=0)
        if "Flatten" in names[last:] and "Flatten" not in names[:last]:
            fail(
                "no-flatten",
                f"6 images gave an output of shape {guesses.shape}; expected (6, 10). Flatten "
                "comes after the Dense layer; expected it before.",
                SUMMARY,
            )
        fail(
            "wrong-number-of-classes",
            f"6 images gave an output of shape {guesses.shape}; expected (6, 10).",
            SHAPE,
        )
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
        fail(
            "output-ignores-the-image",
            "Different images gave exactly the same output; expected it to depend on the image.",
            GUESS,
        )


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
        fail(
            "no-activations",
            "The network is linear: from a black to a white image its logits follow a straight "
            "line. Expected ReLU after the convolution.",
            ACTIVATIONS,
        )
