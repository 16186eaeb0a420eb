"""Networks cross as plain data: round trips, refusals, bounds."""

from __future__ import annotations

import copy
import json
from typing import Any

import keras
import numpy as np
import pytest

from autograder.networks import (
    UnsupportedNetworkError,
    compiled_of,
    export,
    fitted_of,
    flat_layers,
    followers,
    outline,
    rebuild,
)

L = keras.layers


def _image() -> Any:
    return keras.Input((28, 28, 1))


def _sequential(*layers: Any) -> Any:
    return keras.Sequential([_image(), *layers])


def _baseline() -> Any:
    return _sequential(
        L.Conv2D(8, 3, activation="relu", kernel_regularizer="l2"),
        L.MaxPooling2D(),
        L.Dropout(0.3),
        L.Flatten(),
        L.Dense(10, activation="softmax"),
    )


def _normalised() -> Any:
    model = _sequential(
        L.Rescaling(1 / 255.0),
        L.Conv2D(6, (3, 5), strides=2, padding="same", use_bias=False),
        L.BatchNormalization(),
        L.Activation("gelu"),
        L.LayerNormalization(axis=[1, 2, 3]),
        L.GroupNormalization(groups=3),
        L.SpatialDropout2D(0.1),
        L.GlobalAveragePooling2D(),
        L.Dense(10),
        L.Softmax(),
    )
    model.fit(np.random.default_rng(0).random((8, 28, 28, 1)), np.arange(8), verbose=0) if (
        model.compile("sgd", "sparse_categorical_crossentropy")
    ) else None
    return model


def _separable() -> Any:
    return _sequential(
        L.ZeroPadding2D(((1, 0), (2, 1))),
        L.Cropping2D(1),
        L.SeparableConv2D(8, 3, depth_multiplier=2),
        L.DepthwiseConv2D(3, depth_multiplier=2),
        L.Conv2D(8, 1, groups=4, activation=L.LeakyReLU(0.2)),
        L.PReLU(shared_axes=[1, 2]),
        L.AveragePooling2D(2),
        L.ELU(),
        L.ReLU(max_value=6),
        L.Conv2D(4, 3, dilation_rate=2),
        L.LeakyReLU(),
        L.PReLU(),
        L.GlobalMaxPooling2D(),
        L.Dense(10, activation="log_softmax"),
    )


def _augmented() -> Any:
    return _sequential(
        L.RandomFlip("horizontal"),
        L.RandomTranslation(0.1, 0.1),
        L.RandomRotation(0.05),
        L.RandomZoom(0.1),
        L.RandomContrast(0.2),
        L.GaussianNoise(0.1),
        L.Flatten(),
        L.GaussianDropout(0.2),
        L.Dense(10, activation="softmax"),
    )


def _adapted() -> Any:
    normalization = L.Normalization(axis=None)
    normalization.adapt(np.random.default_rng(0).normal(3, 2, (50, 28, 28, 1)))
    return _sequential(normalization, L.Flatten(), L.Dense(10))


def _fixed_normalization() -> Any:
    return _sequential(L.Normalization(mean=[0.3], variance=[0.1]), L.Flatten(), L.Dense(10))


def _residual() -> Any:
    inputs = _image()
    x = L.Conv2D(4, 3, padding="same")(inputs)
    y = L.Conv2D(4, 3, padding="same", activation="relu")(x)
    z = L.Add()([x, y])
    w = L.Multiply()([z, L.Average()([x, y, z])])
    v = L.Concatenate()([w, L.Maximum()([x, L.Subtract()([y, x])])])
    return keras.Model(inputs, L.Dense(10)(L.Flatten()(L.Identity()(v))))


def _operations() -> Any:
    inputs = _image()
    x = inputs / 255.0
    x = 1.0 - (x * 2 - 0.5)
    x = L.Conv2D(4, 3)(x)
    x = keras.activations.relu(x) + x
    return keras.Model(inputs, keras.ops.softmax(L.Dense(10)(L.Flatten()(x))))


def _shared() -> Any:
    inputs = _image()
    block = L.Conv2D(1, 3, padding="same", activation="tanh")
    x = block(block(inputs))
    return keras.Model(inputs, L.Dense(10)(L.Flatten()(L.Add()([x, block(x)]))))


def _nested() -> Any:
    inner_input = keras.Input((14, 14, 4))
    inner = keras.Model(inner_input, L.BatchNormalization()(L.Conv2D(4, 3)(inner_input)))
    head = keras.Sequential([L.Flatten(), L.Dense(10)])
    return _sequential(L.Conv2D(4, 3, padding="same"), L.MaxPooling2D(), inner, head)


def _rows() -> Any:
    return _sequential(L.Reshape((28, 28)), L.Permute((2, 1)), L.Dense(4), L.Flatten(), L.Dense(10))


def _always_training() -> Any:
    """Batch statistics instead of the stored ones, also when predicting."""
    inputs = _image()
    x = L.BatchNormalization()(L.Conv2D(4, 3)(inputs), training=True)
    return keras.Model(inputs, L.Dense(10)(L.Flatten()(x)))


def _flat_input() -> Any:
    return keras.Sequential([keras.Input((784,)), L.Reshape((28, 28, 1)), L.Flatten(), L.Dense(10)])


ARCHITECTURES = [
    _baseline,
    _normalised,
    _separable,
    _augmented,
    _adapted,
    _fixed_normalization,
    _residual,
    _operations,
    _shared,
    _nested,
    _rows,
    _always_training,
    _flat_input,
]


def _class_names(architecture: dict[str, Any]) -> list[str]:
    return [layer["class_name"] for layer in flat_layers(architecture)]


@pytest.mark.parametrize("make", ARCHITECTURES, ids=lambda f: f.__name__.strip("_"))
def test_a_round_trip_predicts_the_same(make: Any) -> None:
    keras.utils.set_random_seed(0)
    model = make()
    rng = np.random.default_rng(1)
    # Weights away from their initial values: a lost bias or a swapped pair must show.
    model.set_weights(
        [
            (w + rng.uniform(0.01, 0.1, w.shape)).astype(w.dtype) if w.ndim else w
            for w in model.get_weights()
        ]
    )
    for layer in model.layers:
        if isinstance(layer, L.Normalization):
            layer.finalize_state()
    architecture, weights = export(model)
    as_json = json.loads(json.dumps(architecture))
    assert [w.shape for w in weights] == [w.shape for w in model.get_weights()]
    rebuilt = rebuild(as_json, weights)
    x = rng.random((6, *model.input_shape[1:])).astype("float32")
    wanted = model.predict(x, verbose=0)
    assert wanted.std() > 0
    np.testing.assert_array_equal(rebuilt.predict(x, verbose=0), wanted)
    again, same_weights = export(rebuilt)
    assert _class_names(again) == _class_names(as_json)
    assert all(np.array_equal(a, b) for a, b in zip(weights, same_weights, strict=True))


def test_dropout_left_on_is_still_on_after_a_round_trip() -> None:
    inputs = _image()
    model = keras.Model(inputs, L.Flatten()(L.Dropout(0.5)(inputs, training=True)))
    rebuilt = rebuild(*export(model))
    # Called, not by predict: Keras 3.15's predict overrides training=True.
    out = np.asarray(rebuilt(np.ones((4, 28, 28, 1), "float32")))
    assert 0.3 < (out == 0).mean() < 0.7
    assert export(model)[0]["calls"][0]["kwargs"] == {"training": True}


def test_seeds_are_no_weights() -> None:
    architecture, weights = export(_sequential(L.Dropout(0.5), L.Flatten(), L.Dense(10)))
    assert [w.shape for w in weights] == [(784, 10), (10,)]
    assert [layer["weights"] for layer in architecture["layers"]] == [0, 0, 2]


def test_flat_layers_open_nested_models_and_leave_inputs_out() -> None:
    assert [layer["class_name"] for layer in flat_layers(export(_nested())[0])] == [
        "Conv2D",
        "MaxPooling2D",
        "Conv2D",
        "BatchNormalization",
        "Flatten",
        "Dense",
    ]


class _Doubling(L.Layer):
    def call(self, x: Any) -> Any:
        return 2 * x


class Dense(L.Dense):
    """A layer that only has Keras's name."""


class _Subclassed(keras.Model):
    def __init__(self) -> None:
        super().__init__()
        self.flatten, self.dense = L.Flatten(), L.Dense(10)

    def call(self, x: Any) -> Any:
        return self.dense(self.flatten(x))


def relu(x: Any) -> Any:
    """An activation that only has Keras's name."""
    return -x


def _two_outputs() -> Any:
    inputs = _image()
    flat = L.Flatten()(inputs)
    return keras.Model(inputs, [L.Dense(10)(flat), L.Dense(10)(flat)])


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: _sequential(L.Lambda(lambda x: x), L.Flatten(), L.Dense(10)), "Lambda"),
        (lambda: _sequential(_Doubling(), L.Flatten()), "_Doubling"),
        (lambda: _sequential(L.Flatten(), Dense(10)), "Dense"),
        (lambda: _sequential(L.Flatten(), L.Dense(10, activation=relu)), "activation"),
        (lambda: _sequential(L.Flatten(), L.Dense(10, activation=lambda x: x)), "activation"),
        (lambda: keras.Sequential([L.Flatten(), L.Dense(10)]), "no input shape"),
        (_Subclassed, "_Subclassed"),
        (_two_outputs, "2 outputs"),
    ],
)
def test_what_is_not_plain_is_named(make: Any, said: str) -> None:
    model = make()
    with pytest.raises(UnsupportedNetworkError, match=said):
        export(model)
    assert outline(model)["kind"]


def test_an_unknown_regularizer_changes_no_prediction() -> None:
    class Mine(keras.regularizers.Regularizer):
        def __call__(self, x: Any) -> Any:
            return keras.ops.sum(x)

        def get_config(self) -> dict[str, Any]:
            return {}

    model = _sequential(L.Flatten(), L.Dense(10, kernel_regularizer=Mine()))
    architecture, weights = export(model)
    assert architecture["layers"][1]["config"]["kernel_regularizer"] == {
        "class_name": "Mine",
        "config": None,
    }
    rebuild(architecture, weights)


def _change(path: list[Any], value: Any) -> tuple[dict[str, Any], list[np.ndarray]]:
    architecture, weights = export(_baseline())
    changed: Any = copy.deepcopy(architecture)
    spot = changed
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = value
    return changed, weights


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["layers", 0, "class_name"], "Lambda"),
        (["layers", 0, "class_name"], "Model"),
        (["layers", 0, "config", "filters"], 10**9),
        (["layers", 0, "config", "filters"], 10**8),
        (["layers", 0, "config", "filters"], "8"),
        (["layers", 0, "config", "filters"], None),
        (["layers", 0, "config", "kernel_size"], [3, 3, 3]),
        (["layers", 0, "config", "activation"], "__import__"),
        (["layers", 0, "config", "activation"], {"layer": "Lambda", "config": {}}),
        (["layers", 0, "config", "kernel_regularizer"], {"class_name": "Own", "config": {}}),
        (["layers", 0, "config", "kernel_initializer"], "zeros"),
        (["layers", 0, "config", "dtype"], {"class_name": "X"}),
        (["layers", 0, "config"], []),
        (["layers", 0, "weights"], 1),
        (["layers", 0, "weights"], -2),
        (["layers", 1, "config", "pool_size"], [40, 40]),
        (["layers", 4, "config", "units"], 10**7),
        (["layers"], "none"),
        (["layers"], [None]),
        (["input_shape"], [None, 10**5, 10**5, 1]),
        (["input_shape"], [None, "28", 28, 1]),
        (["input_dtype"], "object"),
        (["format"], 2),
        (["kind"], "Functional"),
    ],
)
def test_a_forged_architecture_is_refused(path: list[Any], value: Any) -> None:
    with pytest.raises(UnsupportedNetworkError):
        rebuild(*_change(path, value))


def test_forged_calls_are_refused() -> None:
    architecture, weights = export(_residual())
    for change in (
        {"calls": [{"layer": 99, "args": [{"tensor": -1}]}]},
        {"calls": [{"layer": 0, "args": [{"tensor": 5}]}]},
        {"calls": [{"layer": 0, "args": [{"tensor": -1}], "kwargs": {"mask": True}}]},
        {"output": 1000},
        {"output": True},
    ):
        with pytest.raises(UnsupportedNetworkError):
            rebuild({**architecture, **change}, weights)


def test_sizes_are_bounded_before_memory_is_taken() -> None:
    padded = {
        "format": 1,
        "kind": "Sequential",
        "input_shape": [None, 28, 28, 1],
        "layers": [{"class_name": "ZeroPadding2D", "config": {"padding": [10**6, 10**6]}}],
    }
    with pytest.raises(UnsupportedNetworkError, match="activations"):
        rebuild(padded, [])
    deep: dict[str, Any] = {**padded, "layers": []}
    for _ in range(50):
        deep = {**padded, "layers": [{"class_name": "Sequential", "model": deep}]}
    with pytest.raises(UnsupportedNetworkError, match="deep"):
        rebuild(deep, [])
    many = {**padded, "layers": [{"class_name": "Identity", "config": {}}] * 1000}
    with pytest.raises(UnsupportedNetworkError, match="layers"):
        rebuild(many, [])


def test_weights_must_fit() -> None:
    architecture, weights = export(_baseline())
    with pytest.raises(UnsupportedNetworkError, match="weight"):
        rebuild(architecture, weights[:-1])
    with pytest.raises(UnsupportedNetworkError, match="weight"):
        rebuild(architecture, [*weights, weights[-1]])
    with pytest.raises(UnsupportedNetworkError, match="expected"):
        rebuild(architecture, [weights[0].T, *weights[1:]])
    with pytest.raises(UnsupportedNetworkError, match="numbers"):
        rebuild(architecture, [np.array(["x"]), *weights[1:]])


@pytest.mark.parametrize(
    ("loss", "name", "logits"),
    [
        ("sparse_categorical_crossentropy", "sparse_categorical_crossentropy", False),
        (keras.losses.sparse_categorical_crossentropy, "sparse_categorical_crossentropy", False),
        (
            keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            "sparse_categorical_crossentropy",
            True,
        ),
        ("mse", "mean_squared_error", None),
        (keras.losses.MeanSquaredError(), "mean_squared_error", None),
        ("binary_crossentropy", "binary_crossentropy", False),
    ],
)
def test_compiled_names_the_loss(loss: Any, name: str, logits: bool | None) -> None:
    model = _baseline()
    assert compiled_of(model) is None
    model.compile(
        keras.optimizers.Adam(0.002),
        loss,
        metrics=["acc", keras.metrics.SparseCategoricalAccuracy(name="hits")],
    )
    compiled = compiled_of(model)
    assert compiled is not None
    assert compiled["optimizer"]["class_name"] == "Adam"
    assert compiled["optimizer"]["config"]["learning_rate"] == pytest.approx(0.002)
    assert compiled["loss"]["name"] == name
    assert compiled["loss"]["config"].get("from_logits") is logits
    assert compiled["metrics"] == ["accuracy", "sparse_categorical_accuracy"]
    json.dumps(compiled)


def test_the_curves_of_the_last_fit() -> None:
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, activation="softmax")])
    assert fitted_of(model) is None
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
    for epochs in (1, 2):
        x, y = np.ones((10, 3)), np.zeros(10)
        model.fit(x, y, validation_data=(x, y), epochs=epochs, batch_size=4, verbose=0)
    fitted = fitted_of(model)
    assert fitted is not None and fitted["steps"] == 3
    assert sorted(fitted["history"]) == ["accuracy", "loss", "val_accuracy", "val_loss"]
    assert {len(values) for values in fitted["history"].values()} == {2}
    model.history = "mine"
    assert fitted_of(model) is None


class TestFollowers:
    def test_each_layer_of_a_row_sees_those_before_it(self) -> None:
        architecture = export(_baseline())[0]
        assert followers(architecture) == [set(range(i + 1, 5)) for i in range(5)]

    def test_branches_do_not_see_each_other(self) -> None:
        image = _image()
        head = keras.Sequential([_image(), L.Flatten(), L.Dense(10)])
        left, right = head(image), L.Dense(10)(L.Flatten()(image))
        architecture = export(keras.Model(image, L.Softmax()(L.add([left, right]))))[0]
        names = [layer["class_name"] for layer in flat_layers(architecture)]
        found = {
            (names[i], i): {names[j] for j in later}
            for i, later in enumerate(followers(architecture))
        }
        end = {"Add", "Softmax"}
        assert sorted(found.values(), key=len) == [set(), {"Softmax"}, end, end] + 2 * [
            end | {"Dense"}
        ]

    def test_calls_without_sense_are_left_out(self) -> None:
        entry = {"class_name": "Dense", "name": "a", "config": {}}
        calls = [{"layer": 0, "args": [{"tensor": t}]} for t in (-1, 7, "x", 1, None)]
        expected: list[set[int]] = [set(), {3}, set(), set(), set()]
        assert followers({"layers": [entry], "calls": calls}) == expected


class _Block(L.Layer):
    def __init__(self) -> None:
        super().__init__()
        self.steps = [L.Conv2D(2, 3), L.MaxPooling2D()]

    def call(self, inputs: Any) -> Any:
        for step in self.steps:
            inputs = step(inputs)
        return inputs


class _Dense(L.Dense):
    def call(self, inputs: Any) -> Any:
        return keras.ops.tanh(super().call(inputs))


def test_the_outline_opens_layers_of_own_classes() -> None:
    """Their parts, or Keras's class in them, come before their own name."""
    model = _sequential(_Block(), L.Flatten(), _Dense(3))
    expected = ["Conv2D", "MaxPooling2D", "_Block", "Flatten", "Dense", "_Dense"]
    described = outline(model)
    assert [layer["class_name"] for layer in flat_layers(described)] == expected
    assert flat_layers(described)[4]["config"]["units"] == 3
    assert len(followers(described)) == 6

    class Around(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.block, self.end = _Block(), _Dense(3)

        def call(self, inputs: Any) -> Any:
            return self.end(self.block(inputs))

    expected = ["Conv2D", "MaxPooling2D", "_Block", "Dense", "_Dense"]
    assert [layer["class_name"] for layer in flat_layers(outline(Around()))] == expected


def test_a_wrapped_convolution_is_one_for_checks() -> None:
    wrapped = L.SpectralNormalization(L.Conv2D(2, 3, strides=2, activation="relu"))
    (layer, *_) = flat_layers(export(_sequential(wrapped, L.Flatten()))[0])
    assert layer["class_name"] == "Conv2D"
    assert layer["config"]["activation"] == "relu" and layer["config"]["strides"] == [2, 2]
