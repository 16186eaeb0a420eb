"""Which operations of ``keras.ops`` a functional model may use between its layers."""

from __future__ import annotations

import re
from typing import Any

from autograder.networks.layers import ACTIVATIONS

_REDUCED = ("axis", "keepdims")
_POOLED = ("pool_size", "strides", "padding", "data_format")
_CONVOLVED = ("strides", "padding", "data_format", "dilation_rate")
_IMAGE = "data_format"
_NOT_IN_OPS = ("exponential", "linear", "mish")  # activations that keras.ops has not

# Name in keras.ops: the arguments besides those that are tensors. Nothing is here that is random,
# takes a function or makes a tensor without having one.
OPERATIONS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        "absolute abs arccos arccosh arcsin arcsinh arctan arctanh cbrt ceil copy cos cosh deg2rad "
        "erf erfc erfinv exp exp2 expm1 floor isfinite isinf isnan log log10 log1p log2 logical_not "
        "negative rad2deg ravel reciprocal rsqrt sign sin sinc sinh sqrt square stop_gradient tan "
        "tanh trunc fliplr flipud".split(),
        (),
    ),
    **dict.fromkeys(
        "add arctan2 divide divide_no_nan dot equal floor_divide fmax fmin greater greater_equal "
        "heaviside hypot inner less less_equal logaddexp logical_and logical_or logical_xor "
        "matmul maximum minimum mod multiply not_equal outer power subtract true_divide where "
        "get_item hstack vstack dstack".split(),
        (),
    ),
    **dict.fromkeys(
        "all amax amin any argmax argmin logsumexp mean median min max prod ptp std sum var "
        "nanmax nanmean nanmin nanstd nansum nanvar".split(),
        _REDUCED,
    ),
    **dict.fromkeys(
        "append average concatenate cumprod cumsum expand_dims flip sort squeeze stack take "
        "take_along_axis argsort count_nonzero".split(),
        ("axis",),
    ),
    "broadcast_to": ("shape",),
    "cast": ("dtype",),
    "clip": ("x_min", "x_max"),
    "diff": ("n", "axis"),
    "einsum": ("subscripts",),
    "full_like": ("dtype",),
    "moveaxis": ("source", "destination"),
    "nan_to_num": ("nan", "posinf", "neginf"),
    "norm": ("ord", *_REDUCED),
    "one_hot": ("num_classes", "axis", "dtype"),
    "ones_like": ("dtype",),
    "pad": ("pad_width", "mode"),
    "repeat": ("repeats", "axis"),
    "reshape": ("newshape",),
    "roll": ("shift", "axis"),
    "rot90": ("k", "axes"),
    "round": ("decimals",),
    "split": ("indices_or_sections", "axis"),
    "array_split": ("indices_or_sections", "axis"),
    "swapaxes": ("axis1", "axis2"),
    "tensordot": ("axes",),
    "tile": ("repeats",),
    "top_k": ("k", "sorted"),
    "trace": ("offset", "axis1", "axis2"),
    "transpose": ("axes",),
    "tril": ("k",),
    "triu": ("k",),
    "unstack": ("num", "axis"),
    "zeros_like": ("dtype",),
    # neural networks
    **{name: arguments for name, arguments in ACTIVATIONS.items() if name not in _NOT_IN_OPS},
    "adaptive_average_pool": ("output_size", _IMAGE),
    "adaptive_max_pool": ("output_size", _IMAGE),
    "average_pool": _POOLED,
    "max_pool": _POOLED,
    "conv": _CONVOLVED,
    "depthwise_conv": _CONVOLVED,
    "separable_conv": _CONVOLVED,
    "batch_normalization": ("axis", "epsilon"),
    "depth_to_space": ("block_size", _IMAGE),
    "dot_product_attention": ("is_causal", "flash_attention", "attn_logits_soft_cap"),
    "layer_normalization": ("axis", "epsilon"),
    "moments": ("axes", "keepdims"),
    "normalize": ("axis", "order", "epsilon"),
    "rms_normalization": ("axis", "epsilon"),
    "space_to_depth": ("block_size", _IMAGE),
    # images
    "image.crop_images": (
        *("top_cropping", "left_cropping", "bottom_cropping", "right_cropping"),
        *("target_height", "target_width", _IMAGE),
    ),
    "image.extract_patches": ("size", "strides", "dilation_rate", "padding", _IMAGE),
    "image.gaussian_blur": ("kernel_size", "sigma", _IMAGE),
    "image.pad_images": (
        *("top_padding", "left_padding", "bottom_padding", "right_padding"),
        *("target_height", "target_width", _IMAGE),
    ),
    "image.resize": (
        *("size", "interpolation", "antialias", "crop_to_aspect_ratio", "pad_to_aspect_ratio"),
        *("fill_mode", "fill_value", _IMAGE),
    ),
    "image.hsv_to_rgb": (_IMAGE,),
    "image.rgb_to_grayscale": (_IMAGE,),
    "image.rgb_to_hsv": (_IMAGE,),
    "image.sobel_edges": (_IMAGE,),
}

# Classes of operations whose names are not those of their functions.
_FUNCTIONS = {
    "batch_norm": "batch_normalization",
    "layer_norm": "layer_normalization",
    "re_lu": "relu",
    "rmsnorm": "rms_normalization",
    "hsvto_rgb": "image.hsv_to_rgb",
    "rgbto_grayscale": "image.rgb_to_grayscale",
    "rgbto_hsv": "image.rgb_to_hsv",
}


# Functions whose tensors don't stand first: how they are called there.
TENSORS = {"batch_normalization": ("x", "mean", "variance", "offset", "scale")}


def operation_name(operation: Any) -> str:
    """The name that this operation's function has in keras.ops, in the table or not."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", type(operation).__name__).lower()
    if type(operation).__module__.endswith(".image"):
        name = f"image.{name}"
        return _FUNCTIONS.get(name.removeprefix("image."), name)
    return _FUNCTIONS.get(name, name)


def function_of(name: str) -> Any:
    """The function of keras.ops; ``name`` is one of the table."""
    import keras

    # The relu of keras.activations takes arguments that the one of keras.ops does not.
    function = keras.activations if name == "relu" else keras.ops
    for part in name.split("."):
        function = getattr(function, part)
    return function


def get_item(tensor: Any, key: Any) -> Any:
    """``tensor[key]``, which has no function of its own in keras.ops."""
    return tensor[key]
