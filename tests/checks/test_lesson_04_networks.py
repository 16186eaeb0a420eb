"""Lesson 04: networks with layers that can't be rebuilt, large ones, long ones, shared ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import pytest
import tensorflow as tf

from autograder.checks.run import run_check

L = keras.layers


def _scaled() -> Any:
    return L.Lambda(lambda x: x * 1.0)


class Doubling(L.Layer):
    """A layer of the student's own."""

    def call(self, x: Any) -> Any:
        return 2 * x


def my_activation(x: Any) -> Any:
    return keras.ops.maximum(x, 0.1 * x)


def _network(*before: Any, hidden: Any = "relu", end: Any = "softmax", after: Any = ()) -> Any:
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            *before,
            L.Conv2D(4, 3, activation=hidden),
            L.MaxPooling2D(),
            L.Dropout(0.2),
            L.Flatten(),
            L.Dense(8, activation=hidden),
            L.Dense(10, activation=end),
            *after,
        ]
    )


def _functional(
    change: Callable[[Any], Any],
    hidden: Any = "relu",
    end: Callable[[Any], Any] = keras.activations.softmax,
) -> Any:
    inputs = keras.Input((28, 28, 1))
    x = L.Conv2D(4, 3, activation=hidden)(change(inputs))
    x = L.Dropout(0.2)(keras.ops.max_pool(x, 2))
    x = L.Dense(10, activation="relu" if end is not keras.activations.softmax else None)(
        L.Flatten()(x)
    )
    return keras.Model(inputs, end(x))


def _strided() -> Any:
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            L.Conv2D(4, 3, strides=2, activation=my_activation),
            L.Dropout(0.2),
            L.Flatten(),
            L.Dense(10, activation=tf.nn.softmax),
        ]
    )


def _pixels_only() -> Any:
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            _scaled(),
            L.Dropout(0.2),
            L.Conv2D(4, 3, activation="relu"),
            L.MaxPooling2D(),
            L.Flatten(),
            L.Dense(10, activation="softmax"),
        ]
    )


def _large() -> Any:
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            L.Conv2D(40, 3, activation="relu", padding="same"),
            L.MaxPooling2D(),
            L.Dropout(0.2),
            L.Flatten(),
            L.Dense(2600, activation="relu"),
            L.Dense(10, activation="softmax"),
        ]
    )


def _slow() -> Any:
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            L.UpSampling2D(7),
            L.Conv2D(64, 3, activation="relu"),
            L.Conv2D(96, 3, activation="relu"),
            L.GlobalMaxPooling2D(),
            L.Dropout(0.2),
            L.Dense(10, activation="softmax"),
        ]
    )


def _long(*last: Any) -> Any:
    inputs = keras.Input((28, 28, 1))
    x = _scaled()(L.Conv2D(3, 3, activation="relu", strides=2)(inputs))
    for _ in range(52):
        x = L.Add()([x, L.Activation("relu")(x)])
    return keras.Model(inputs, keras.Sequential([L.Flatten(), *last])(x))


def _open_sizes() -> Any:
    return keras.Sequential(
        [
            keras.Input((None, None, 1)),
            L.Conv2D(4, 3, activation="relu"),
            L.MaxPooling2D(),
            L.Dropout(0.2),
            L.GlobalAveragePooling2D(),
            L.Dense(10, activation="softmax"),
        ]
    )


def _geometric_mean() -> Any:
    inputs = keras.Input((28, 28, 1))
    first, second = (keras.ops.log(_network()(inputs) + 1e-9) for _ in range(2))
    return keras.Model(inputs, keras.ops.softmax(first + second))


def _fading() -> Any:
    """What MobileNetV2(weights=None) does: differences fade to less than float32 can tell."""
    small = keras.initializers.RandomNormal(stddev=0.003)
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            *(L.Conv2D(4, 3, kernel_initializer=small, activation="relu") for _ in range(4)),
            L.GlobalAveragePooling2D(),
            L.Dropout(0.2),
            L.Dense(10, activation="softmax"),
        ]
    )


RIGHT = {
    "activations of TensorFlow": lambda: _network(hidden=tf.nn.swish, end=tf.nn.softmax),
    "strides with an activation of one's own": _strided,
    "a Lambda": lambda: _network(_scaled()),
    "a layer of one's own": lambda: _network(Doubling()),
    "an activation of one's own": lambda: _network(hidden=my_activation),
    "an operation as activation": lambda: _functional(
        lambda x: x, hidden=lambda x: keras.ops.maximum(x, 0)
    ),
    "operations": lambda: _functional(lambda x: keras.ops.concatenate([x[..., :1], x / 2], -1)),
    "33 million parameters": _large,
    "2 billion multiplications": _slow,
    "a long network": lambda: _long(L.Dropout(0.2), L.Dense(10, activation="softmax")),
    "a network whose differences fade": _fading,
    "sizes left open": _open_sizes,
    "the geometric mean of two networks": _geometric_mean,
    "augmentation": lambda: _network(L.RandomBrightness(0.2), L.RandomErasing(0.2)),
    "an LSTM at the end": lambda: keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            L.Conv2D(4, 3, activation="relu"),
            L.MaxPooling2D(),
            L.TimeDistributed(L.Flatten()),
            L.Bidirectional(L.LSTM(4)),
            L.Dropout(0.2),
            L.Dense(10, activation="softmax"),
        ]
    ),
}
# Those that lesson 06 can't take: it is said here, where no training was spent on them.
TOLD = {
    "strides with an activation of one's own",
    "a Lambda",
    "a layer of one's own",
    "an activation of one's own",
    "an operation as activation",
    "33 million parameters",
    "a long network",
}
WRONG = {
    "hidden-softmax": [
        lambda: _network(hidden=tf.nn.softmax),
        lambda: _network(_scaled(), hidden="softmax"),
        lambda: _network(Doubling(), hidden=tf.nn.softmax),
        lambda: _functional(_scaled(), hidden=keras.ops.softmax),
    ],
    "two-softmaxes": [
        lambda: _network(end=tf.nn.softmax, after=[L.Softmax()]),
        lambda: _network(_scaled(), after=[L.Activation(tf.nn.softmax)]),
        lambda: _functional(
            lambda x: keras.ops.log(x + 1),
            end=lambda x: keras.ops.softmax(keras.ops.softmax(x)),
        ),
    ],
    "dropout-after-output": [
        lambda: _network(end=tf.nn.softmax, after=[L.Dropout(0.2)]),
        lambda: _network(_scaled(), after=[L.Dropout(0.2)]),
        lambda: _long(L.Dense(10, activation="softmax"), L.Dropout(0.2)),
    ],
    "dropout-on-pixels": [_pixels_only],
    "no-activations": [
        lambda: _network(hidden=None),
        lambda: _network(_scaled(), hidden=None),
        lambda: _functional(lambda x: x / 2, hidden=None),
    ],
    "output-is-logits": [lambda: _network(end=None), lambda: _network(_scaled(), end=None)],
    "output-not-finite": [
        lambda: _functional(lambda x: x, end=lambda x: x / keras.ops.sum(x, axis=1, keepdims=True))
    ],
    "no-dropout": [lambda: _long(L.Dense(10, activation="softmax"))],
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_network_passes(name: str) -> None:
    keras.utils.set_random_seed(0)
    found = run_check("04.build_cnn", {"build_cnn": RIGHT[name]}, seed=0)
    assert found.passed, found.observed
    told = "can't be graded in lesson 06" in found.observed
    assert told == (name in TOLD)


@pytest.mark.parametrize(
    ("code", "which"), [(code, i) for code, makes in WRONG.items() for i in range(len(makes))]
)
def test_a_wrong_network_is_named(code: str, which: int) -> None:
    keras.utils.set_random_seed(0)
    found = run_check("04.build_cnn", {"build_cnn": WRONG[code][which]}, seed=0)
    assert found.code == code, found.observed


def test_an_object_that_holds_the_network_is_named() -> None:
    source = "class Net:\n    def __call__(self, x):\n        return x"
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(source, names)
    found = run_check("04.build_cnn", {"build_cnn": lambda: names["Net"]()}, seed=0)
    assert found.code == "not-a-network"
    assert "an object of your own class" in found.observed
    assert "parentheses" not in found.observed


def test_one_network_for_all_calls_is_named() -> None:
    model = _network()
    found = run_check("04.build_cnn", {"build_cnn": lambda: model})
    assert found.code == "network-made-once"
    layer = L.Conv2D(4, 3, activation="relu")

    def shares_a_layer() -> Any:
        return keras.Sequential(
            [
                keras.Input((28, 28, 1)),
                layer,
                L.MaxPooling2D(),
                L.Dropout(0.2),
                L.Flatten(),
                L.Dense(10, activation="softmax"),
            ]
        )

    assert run_check("04.build_cnn", {"build_cnn": shares_a_layer}).code == "layers-made-once"
    made: list[Any] = []

    def cached() -> Any:
        if not made:
            made.append(_network(_scaled()))
        return made[0]

    assert run_check("04.build_cnn", {"build_cnn": cached}).code == "network-made-once"
