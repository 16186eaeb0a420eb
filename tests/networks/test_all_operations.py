"""Every function of keras.ops may stand in a functional model, or is refused for a reason."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest

from autograder.networks import UnsupportedNetworkError, export
from autograder.networks.operations import OPERATIONS, function_of
from networks.test_all_layers import predictions_before_and_after

ops = keras.ops
IMAGE, SQUARE = (8, 8, 3), (4, 4)
KERNEL = np.linspace(-1, 1, 27, dtype=np.float32).reshape(3, 3, 3, 1)

REFUSED = {
    "takes a function": "associative_scan cond custom_gradient fori_loop jvp map scan switch "
    "vectorize vectorized_map while_loop",
    "makes a tensor of no other": "arange array bartlett blackman convert_to_tensor empty "
    "empty_like eye full geomspace hamming hanning identity kaiser linspace logspace meshgrid ones "
    "tri vander zeros",
    "gives no tensor": "convert_to_numpy dtype is_tensor ndim nonzero shape size unique "
    "unravel_index",
    "computes with complex numbers": "angle conj conjugate fft fft2 ifft2 imag irfft isreal istft "
    "polar real rfft stft view_as_complex view_as_real",
    "is a loss": "binary_crossentropy categorical_crossentropy ctc_decode ctc_loss in_top_k psnr "
    "sparse_categorical_crossentropy",
    "is linear algebra that no classifier has": "cdist cholesky cholesky_inverse corrcoef correlate "
    "cross det diag diagflat diagonal eig eigh inv logdet lstsq lu_factor matrix_rank pinv qr "
    "slogdet solve solve_triangular svd trapezoid vdot",
    "works on integers": "bincount bitwise_and bitwise_invert bitwise_left_shift bitwise_not "
    "bitwise_or bitwise_right_shift bitwise_xor digitize gcd histogram isin lcm left_shift "
    "multi_hot right_shift searchsorted segment_max segment_min segment_prod segment_sum",
    "writes into a tensor": "saturate_cast scatter scatter_update select slice slice_update view",
    "moves pixels by other tensors": "affine_transform elastic_transform map_coordinates "
    "perspective_transform scale_and_translate",
    "fails in Keras itself": "conv_transpose kron",
    "is rare": "allclose argpartition dsplit extract_patches_3d extract_sequences fabs fmod fold "
    "hsplit i0 isclose isneginf isposinf ldexp logaddexp2 nanargmax nanargmin nancumprod nancumsum "
    "nanmedian nanpercentile nanprod nanquantile nextafter percentile quantile rearrange signbit "
    "ssim unfold vsplit",
}


def _pair(x: Any) -> Any:
    return x, x * 0.5 + 0.1


# Operations of two tensors, then those that need more than one tensor with usual arguments.
TWO = frozenset(
    "add arctan2 divide divide_no_nan equal floor_divide fmax fmin greater greater_equal heaviside "
    "hypot less less_equal logaddexp logical_and logical_or logical_xor maximum minimum mod "
    "multiply not_equal outer power subtract true_divide append matmul dot inner "
    "take_along_axis".split()
)
SPECIAL: dict[str, Callable[[Any], Any]] = {
    "array_split": lambda x: ops.array_split(x, 3, axis=1)[1],
    "average": lambda x: ops.average(x, axis=1, weights=np.arange(1.0, 5.0, dtype="float32")),
    "broadcast_to": lambda x: ops.broadcast_to(x[:, :1, :], (3, 4, 4)),
    "cast": lambda x: ops.cast(x * 3, "int32"),
    "clip": lambda x: ops.clip(x, 0.2, 0.7),
    "concatenate": lambda x: ops.concatenate([x, x * 2], axis=-1),
    "depth_to_space": lambda x: ops.depth_to_space(ops.concatenate([x] * 4, -1), 2),
    "dstack": lambda x: ops.dstack([x, x * 2]),
    "einsum": lambda x: ops.einsum("bij,bkj->bik", x, x),
    "expand_dims": lambda x: ops.expand_dims(x, 1),
    "full_like": lambda x: x + ops.full_like(x, 2.0),
    "get_item": lambda x: x[..., 1:3, None] * x[:, 0, 2][:, None, None, None],
    "hstack": lambda x: ops.hstack([x, x * 2]),
    "moveaxis": lambda x: ops.moveaxis(x, 1, -1),
    "norm": lambda x: ops.norm(x, ord=1, axis=-1),
    "one_hot": lambda x: ops.one_hot(ops.cast(x * 3, "int32"), 4),
    "ones_like": lambda x: x + ops.ones_like(x),
    "pad": lambda x: ops.pad(x, ((0, 0), (1, 2), (0, 1)), constant_values=3.0),
    "repeat": lambda x: ops.repeat(x, 2, axis=1),
    "reshape": lambda x: ops.reshape(x, (-1, 2, 8)),
    "roll": lambda x: ops.roll(x, 1, axis=1),
    "rot90": lambda x: ops.rot90(x, k=1, axes=(1, 2)),
    "round": lambda x: ops.round(x, 1),
    "split": lambda x: ops.add(*ops.split(x, 2, axis=-1)),
    "squeeze": lambda x: ops.squeeze(x[:, :1], axis=1),
    "stack": lambda x: ops.stack([x, x * 2], axis=2),
    "swapaxes": lambda x: ops.swapaxes(x, 1, 2),
    "take": lambda x: ops.take(x, [2, 0], axis=1),
    "take_along_axis": lambda x: ops.take_along_axis(x, ops.argsort(x, axis=1), axis=1),
    "tensordot": lambda x: ops.tensordot(x, np.ones((4, 2), "float32"), axes=1),
    "threshold": lambda x: ops.threshold(x, 0.4, 0.1),
    "tile": lambda x: ops.tile(x, (1, 2, 1)),
    "top_k": lambda x: ops.top_k(x, 2)[0],
    "trace": lambda x: ops.trace(x, axis1=1, axis2=2),
    "transpose": lambda x: ops.transpose(x, (0, 2, 1)),
    "unstack": lambda x: ops.unstack(x, axis=1)[2],
    "vstack": lambda x: ops.vstack([x, x * 2]),
    "where": lambda x: ops.where(x > 0.5, x, 0.0),
    "zeros_like": lambda x: x + ops.zeros_like(x),
    "moments": lambda x: ops.add(*ops.moments(x, axes=[1])),
    "normalize": lambda x: ops.normalize(x, axis=1, order=1),
    "relu": lambda x: keras.activations.relu(x, negative_slope=0.2, threshold=0.4),
    "layer_normalization": lambda x: ops.layer_normalization(x, axis=-1, epsilon=0.1),
    "rms_normalization": lambda x: ops.rms_normalization(x, axis=-1, epsilon=0.1),
    "batch_normalization": lambda x: ops.batch_normalization(
        x, np.full(4, 0.1, "float32"), np.full(4, 2.0, "float32"), axis=-1
    ),
}
ON_IMAGES: dict[str, Callable[[Any], Any]] = {
    "adaptive_average_pool": lambda x: ops.adaptive_average_pool(x, (3, 3)),
    "adaptive_max_pool": lambda x: ops.adaptive_max_pool(x, (3, 3)),
    "average_pool": lambda x: ops.average_pool(x, 2, strides=1),
    "max_pool": lambda x: ops.max_pool(x, 2, padding="same"),
    "conv": lambda x: ops.conv(x, KERNEL, strides=2),
    "depthwise_conv": lambda x: ops.depthwise_conv(x, KERNEL),
    "separable_conv": lambda x: ops.separable_conv(x, KERNEL, KERNEL[:1, :1]),
    "depth_to_space": lambda x: ops.depth_to_space(ops.concatenate([x] * 4, -1), 2),
    "space_to_depth": lambda x: ops.space_to_depth(x, 2),
    "dot_product_attention": lambda x: ops.dot_product_attention(x, x, x, is_causal=True),
    "image.crop_images": lambda x: ops.image.crop_images(
        x, top_cropping=1, left_cropping=2, target_height=4, target_width=5
    ),
    "image.extract_patches": lambda x: ops.image.extract_patches(x, 4),
    "image.gaussian_blur": lambda x: ops.image.gaussian_blur(x, kernel_size=(3, 3)),
    "image.pad_images": lambda x: ops.image.pad_images(
        x, top_padding=1, left_padding=2, target_height=10, target_width=11
    ),
    "image.resize": lambda x: ops.image.resize(x, (5, 6), interpolation="nearest"),
    "image.hsv_to_rgb": ops.image.hsv_to_rgb,
    "image.rgb_to_hsv": ops.image.rgb_to_hsv,
    "image.rgb_to_grayscale": ops.image.rgb_to_grayscale,
    "image.sobel_edges": ops.image.sobel_edges,
}


def _called(name: str, x: Any) -> Any:
    if name in ON_IMAGES:
        return ON_IMAGES[name](x)
    if name in SPECIAL:
        return SPECIAL[name](x)
    function = function_of(name)
    if name in TWO:
        return function(*_pair(x))
    arguments = {"axis": -1} if OPERATIONS[name][:1] == ("axis",) else {}
    if "keepdims" in OPERATIONS[name]:
        arguments["keepdims"] = True
    return function(x, **arguments)


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_predicts_the_same_after_a_round_trip(name: str) -> None:
    shape = IMAGE if name in ON_IMAGES else SQUARE
    wanted, got = predictions_before_and_after(shape, lambda x: _called(name, x))
    np.testing.assert_array_equal(got, wanted)


def test_each_function_of_keras_ops_is_taken_or_refused_for_a_reason() -> None:
    refused = {name for names in REFUSED.values() for name in names.split()}
    functions = {n for m in (ops, ops.image) for n in dir(m) if inspect.isfunction(getattr(m, n))}
    short = {name.rpartition(".")[2] for name in OPERATIONS}
    assert functions - short - refused == {"swish", "hard_swish"}  # silu's and hard_silu's names
    assert refused <= functions and not refused & short


def test_an_operation_with_code_of_ones_own_is_named() -> None:
    inputs = keras.Input((4,))
    outputs = ops.vectorized_map(lambda row: row * 2, inputs)
    with pytest.raises(UnsupportedNetworkError, match=r"`keras.ops.vectorized_map`"):
        export(keras.Model(inputs, outputs))
