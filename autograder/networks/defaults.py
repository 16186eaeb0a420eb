"""Keras's global settings, as a network is rebuilt and asked under them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from math import prod
from typing import Any

from autograder.networks.layers import UnsupportedNetworkError


@contextlib.contextmanager
def keras_defaults() -> Iterator[None]:
    """Inside the ``with`` block Keras computes in float32 with the channels last.

    A notebook may have chosen mixed precision or another order for its own networks. A network
    that a check makes must not change by that; what it crossed with stands in its layers.
    """
    import keras

    config = keras.config
    floatx, policy, order = config.floatx(), config.dtype_policy(), config.image_data_format()
    changed = (floatx, policy.name, order) != ("float32", "float32", "channels_last")
    if not changed:
        yield
        return
    try:
        config.set_floatx("float32")
        config.set_dtype_policy("float32")
        config.set_image_data_format("channels_last")
        yield
    finally:
        config.set_floatx(floatx)
        config.set_dtype_policy(policy)
        config.set_image_data_format(order)


@contextlib.contextmanager
def weights_at_most(numbers: int, class_name: str) -> Iterator[None]:
    """No layer makes weights of more numbers than these, all together.

    Keras takes the memory of a weight when a layer is built, and says no sizes before.
    """
    import keras

    original = keras.layers.Layer.add_weight
    left = numbers

    def add_weight(self: Any, shape: Any = None, *args: Any, **kwargs: Any) -> Any:
        nonlocal left
        left -= prod(int(n) for n in shape or ())
        if left < 0:
            raise UnsupportedNetworkError(
                f"The {class_name} layer makes weights of more numbers than came with it."
            )
        return original(self, shape, *args, **kwargs)

    keras.layers.Layer.add_weight = add_weight
    try:
        yield
    finally:
        keras.layers.Layer.add_weight = original
