"""How many floating-point operations a network needs for one image."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import keras


def layer_flops(layer: keras.layers.Layer) -> int:
    """Floating-point operations for one image through a layer, a multiply-add as two.

    0 for layers other than convolutions and dense ones. Raises ValueError for a layer with
    kernels that is neither.
    """
    from keras import layers

    known = {
        layers.Dense: ("kernel",),
        layers.Conv2D: ("kernel",),
        layers.DepthwiseConv2D: ("kernel",),
        layers.SeparableConv2D: ("depthwise_kernel", "pointwise_kernel"),
    }
    kernels = known.get(type(layer))
    if kernels is None:
        if hasattr(layer, "kernel"):
            raise ValueError(f"cannot count the operations of {type(layer).__name__}")
        return 0
    # a kernel is applied at every place of the output: its height and width, if it has any
    places = math.prod(layer.output.shape[1:-1])
    return sum(2 * places * math.prod(getattr(layer, name).shape) for name in kernels)


def forward_flops(model: keras.Model) -> int:
    """Floating-point operations for one image through a built model, nested ones too."""
    return sum(
        forward_flops(layer) if hasattr(layer, "layers") else layer_flops(layer)
        for layer in model.layers
    )


def step_flops(model: keras.Model) -> list[tuple[keras.layers.Layer, int, int]]:
    """Each layer of a model, in order, with the floating-point operations that one image costs in a
    training step: forward, and for gradients.

    Gradients cost as much as forward for a layer's weights, if they are trained, and as much
    again for its input, if anything before it is trained.
    """
    costs, trained_before = [], False
    for layer in model.layers:
        forward = forward_flops(layer) if hasattr(layer, "layers") else layer_flops(layer)
        trained = bool(layer.trainable_variables)
        costs.append((layer, forward, forward * (trained + trained_before)))
        trained_before = trained_before or trained
    return costs


def training_flops(model: keras.Model) -> int:
    """Floating-point operations that one image costs in a training step of a model."""
    return sum(forward + gradients for _, forward, gradients in step_flops(model))
