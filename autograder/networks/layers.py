"""Which layers, activations and regularisers a network may have, and how large it may be."""

from __future__ import annotations

from math import prod
from typing import Any

FORMAT = 1
MAX_LAYERS = 300
MAX_DEPTH = 5
MAX_NETWORK_PARAMETERS = 20_000_000
MAX_ACTIVATIONS = 8_000_000  # numbers per example, all layers together
MAX_OPERATIONS = 2_000_000_000  # multiply-adds per example


class UnsupportedNetworkError(Exception):
    """The network is not made of Keras's own layers and plain arguments, or is too large."""


_CONV = ("strides", "padding", "data_format", "dilation_rate", "activation", "use_bias")
_POOL = ("pool_size", "strides", "padding", "data_format")
_NORM = ("axis", "epsilon", "center", "scale", "beta_regularizer", "gamma_regularizer")
_OUTPUT = ("bias_regularizer", "activity_regularizer")
_KERNEL = ("kernel_regularizer", *_OUTPUT)
_DEPTHWISE = ("kernel_size", "depth_multiplier", "depthwise_regularizer", *_OUTPUT, *_CONV)
_RANDOM = ("fill_mode", "interpolation", "fill_value", "data_format")

# Class name in keras.layers: the arguments that may cross.
LAYERS: dict[str, tuple[str, ...]] = {
    "InputLayer": (),
    "Conv2D": ("filters", "kernel_size", "groups", *_CONV, *_KERNEL),
    "DepthwiseConv2D": _DEPTHWISE,
    "SeparableConv2D": ("filters", "pointwise_regularizer", *_DEPTHWISE),
    "Dense": ("units", "activation", "use_bias", *_KERNEL),
    "MaxPooling2D": _POOL,
    "AveragePooling2D": _POOL,
    "GlobalAveragePooling2D": ("data_format", "keepdims"),
    "GlobalMaxPooling2D": ("data_format", "keepdims"),
    "Flatten": ("data_format",),
    "Reshape": ("target_shape",),
    "Permute": ("dims",),
    "Dropout": ("rate", "noise_shape"),
    "SpatialDropout2D": ("rate", "data_format"),
    "GaussianNoise": ("stddev",),
    "GaussianDropout": ("rate",),
    "BatchNormalization": (*_NORM, "momentum"),
    "LayerNormalization": _NORM,
    "GroupNormalization": (*_NORM, "groups"),
    "Activation": ("activation",),
    "ReLU": ("max_value", "negative_slope", "threshold"),
    "LeakyReLU": ("negative_slope",),
    "PReLU": ("shared_axes", "alpha_regularizer"),
    "ELU": ("alpha",),
    "Softmax": ("axis",),
    "Rescaling": ("scale", "offset"),
    "Normalization": ("axis", "mean", "variance", "invert"),
    "ZeroPadding2D": ("padding", "data_format"),
    "Cropping2D": ("cropping", "data_format"),
    "Add": (),
    "Subtract": (),
    "Multiply": (),
    "Average": (),
    "Maximum": (),
    "Minimum": (),
    "Concatenate": ("axis",),
    "Identity": (),
    "RandomFlip": ("mode", "data_format"),
    "RandomTranslation": ("height_factor", "width_factor", *_RANDOM),
    "RandomRotation": ("factor", *_RANDOM),
    "RandomZoom": ("height_factor", "width_factor", *_RANDOM),
    "RandomContrast": ("factor", "value_range", "data_format"),
}

# Arguments that change no prediction, or have no effect at their default.
IGNORED = frozenset(
    "name trainable dtype seed batch_shape sparse ragged optional synchronized renorm_momentum "
    "lora_alpha".split()
)

ACTIVATIONS = frozenset(
    "celu elu exponential gelu hard_sigmoid hard_silu hard_tanh leaky_relu linear log_sigmoid "
    "log_softmax mish relu relu6 selu sigmoid silu softmax softplus softsign tanh".split()
)
ACTIVATION_LAYERS = frozenset({"ReLU", "LeakyReLU", "ELU", "Softmax"})
REGULARIZERS = {"L1": ("l1",), "L2": ("l2",), "L1L2": ("l1", "l2")}
POLICIES = frozenset(
    "float32 float64 float16 bfloat16 mixed_float16 mixed_bfloat16 uint8 int32 int64".split()
)


def weight_shapes(
    class_name: str, config: dict[str, Any], shape: tuple[int | None, ...]
) -> list[tuple[int, ...]]:
    """The shapes of the weights that a layer will make for this input, before it makes them.

    Raises UnsupportedNetworkError for arguments that make no sense.
    """
    try:
        return _weight_shapes(class_name, config, shape)
    except (TypeError, ValueError, KeyError, IndexError, ZeroDivisionError):
        raise UnsupportedNetworkError(
            f"{class_name} has arguments that don't fit its input {shape}."
        ) from None


def _weight_shapes(
    class_name: str, config: dict[str, Any], shape: tuple[int | None, ...]
) -> list[tuple[int, ...]]:
    channel_axis = 1 if config.get("data_format") == "channels_first" else -1
    channels = _size(shape, channel_axis) if len(shape) > 1 else 0
    if class_name == "Dense":
        units = int(config["units"])
        return [(_size(shape, -1), units), *_bias(config, units)]
    if class_name in ("Conv2D", "DepthwiseConv2D", "SeparableConv2D"):
        return _convolution_shapes(class_name, config, channels)
    if class_name in ("BatchNormalization", "LayerNormalization", "GroupNormalization"):
        size = tuple(_size(shape, axis) for axis in _axes(config))
        parameters = bool(config.get("scale", True)) + bool(config.get("center", True))
        statistics = 2 if class_name == "BatchNormalization" else 0
        return [size] * (parameters + statistics)
    if class_name == "PReLU":
        shared = config.get("shared_axes") or []
        return [tuple(1 if i in shared else _size(shape, i) for i in range(1, len(shape)))]
    if class_name == "Normalization" and config.get("mean") is None:
        axes = [] if config.get("axis", -1) is None else _axes(config)
        axes = sorted(axis % len(shape) for axis in axes)
        size = tuple(_size(shape, axis) for axis in axes)
        return [size, size, ()]
    return []


def _convolution_shapes(
    class_name: str, config: dict[str, Any], channels: int
) -> list[tuple[int, ...]]:
    height, width = _pair(config["kernel_size"])
    if class_name == "Conv2D":
        filters = int(config["filters"])
        kernel = (height, width, channels // int(config.get("groups", 1)), filters)
        return [kernel, *_bias(config, filters)]
    multiplier = int(config.get("depth_multiplier", 1))
    depthwise = (height, width, channels, multiplier)
    if class_name == "DepthwiseConv2D":
        return [depthwise, *_bias(config, channels * multiplier)]
    filters = int(config["filters"])
    return [depthwise, (1, 1, channels * multiplier, filters), *_bias(config, filters)]


def _bias(config: dict[str, Any], units: int) -> list[tuple[int, ...]]:
    return [(units,)] if config.get("use_bias", True) else []


def _axes(config: dict[str, Any]) -> list[int]:
    axis = config.get("axis", -1)
    return [int(a) for a in (axis if isinstance(axis, list) else [axis])]


def operations(weights: list[tuple[int, ...]], output: tuple[int | None, ...]) -> int:
    """About how many multiply-adds one example takes in a layer with these weights."""
    positions = prod(n for n in output[1:-1] if n) if len(output) > 2 else 1
    values = prod(n for n in output[1:] if n)
    return sum(prod(w) for w in weights if len(w) > 1) * positions + values


def _size(shape: tuple[int | None, ...], axis: int) -> int:
    size = shape[axis]
    if size is None:
        raise ValueError
    return int(size)


def _pair(value: Any) -> tuple[int, int]:
    height, width = (value, value) if isinstance(value, int) else value
    return int(height), int(width)
