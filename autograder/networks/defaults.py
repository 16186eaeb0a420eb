"""Keras's global settings, as a network is rebuilt and asked under them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator


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
