"""Every class of keras.layers is taken, with predictions that are the same bit for bit, or refused.

A new version of Keras with a new layer or a new argument makes a test here fail.
"""

from __future__ import annotations

import functools
import inspect
import json
from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf

from autograder.networks import UnsupportedNetworkError, export, rebuild
from autograder.networks.layers import (
    ACTIVATIONS,
    IGNORED,
    LAYERS,
    REFUSED,
)

L = keras.layers
IMAGE, ROWS, VOLUME, INTS = (8, 8, 3), (6, 4), (4, 4, 4, 2), (5,)
Make = Callable[[Any], Any]

# Arguments that are refused when they are set, or that only make an input.
REFUSED_ARGUMENTS = frozenset(
    "self kwargs stateful sparse ragged weights quantization_config shape batch_size input_tensor".split()
)


def _one(shape: tuple[int, ...], **classes: Make) -> dict[str, list[tuple[Any, Make]]]:
    return {name: [(shape, make)] for name, make in classes.items()}


def _rnn(cell: Any, **arguments: Any) -> Make:
    return lambda x: L.RNN(cell, **arguments)(x)


def _with_state(x: Any) -> Any:
    states = L.LSTM(3, return_state=True)(x)
    return L.LSTM(3)(x, initial_state=states[1:])


def _inner_model() -> Any:
    return keras.Sequential([keras.Input((4,)), L.Dense(5, activation="relu"), L.Dense(2)])


def _masked(x: Any) -> Any:
    return L.LSTM(3)(L.Masking(0.5)(keras.ops.round(x * 2) / 2))


RECURRENT = {
    "SimpleRNN": [(ROWS, lambda x: L.SimpleRNN(3, activation="relu", dropout=0.1)(x))],
    "LSTM": [
        (ROWS, lambda x: L.LSTM(3, recurrent_activation="hard_sigmoid", use_bias=False)(x)),
        (ROWS, lambda x: L.LSTM(3, return_sequences=True, go_backwards=True, unroll=True)(x)),
        (ROWS, _with_state),
    ],
    "GRU": [(ROWS, lambda x: L.GRU(3, reset_after=False, recurrent_dropout=0.2)(x))],
    "SimpleRNNCell": [(ROWS, _rnn(L.SimpleRNNCell(3)))],
    "LSTMCell": [(ROWS, _rnn(L.LSTMCell(3), return_sequences=True))],
    "GRUCell": [(ROWS, _rnn(L.GRUCell(3), go_backwards=True))],
    "StackedRNNCells": [(ROWS, _rnn(L.StackedRNNCells([L.LSTMCell(3), L.LSTMCell(2)])))],
    "RNN": [(ROWS, _rnn([L.GRUCell(3), L.GRUCell(2)]))],
    "ConvLSTM1D": [((3, 6, 2), lambda x: L.ConvLSTM1D(2, 3, return_sequences=True)(x))],
    "ConvLSTM2D": [((2, 4, 4, 2), lambda x: L.ConvLSTM2D(2, 3, padding="same")(x))],
    "ConvLSTM3D": [((2, 3, 3, 3, 1), lambda x: L.ConvLSTM3D(2, 2, strides=1)(x))],
    "Bidirectional": [
        (ROWS, lambda x: L.Bidirectional(L.LSTM(3, return_sequences=True), merge_mode="sum")(x)),
        (ROWS, lambda x: L.Bidirectional(L.GRU(3), backward_layer=L.GRU(2, go_backwards=True))(x)),
    ],
    "TimeDistributed": [
        (ROWS, lambda x: L.TimeDistributed(L.Dense(3, activation=tf.nn.relu))(x)),
        (ROWS, lambda x: L.TimeDistributed(_inner_model())(x)),
    ],
    "Masking": [(ROWS, _masked)],
}
CONVOLUTIONS = {
    **_one(ROWS, Conv1D=lambda x: L.Conv1D(4, 3, padding="causal", dilation_rate=2)(x)),
    **_one(IMAGE, Conv2D=lambda x: L.Conv2D(6, (3, 2), strides=2, groups=3, use_bias=False)(x)),
    **_one(VOLUME, Conv3D=lambda x: L.Conv3D(3, 2, activation="gelu")(x)),
    **_one(ROWS, Conv1DTranspose=lambda x: L.Conv1DTranspose(3, 3, strides=2)(x)),
    **_one(
        IMAGE,
        Conv2DTranspose=lambda x: L.Conv2DTranspose(3, 3, strides=2, output_padding=1)(x),
        DepthwiseConv2D=lambda x: L.DepthwiseConv2D(3, depth_multiplier=2)(x),
        SeparableConv2D=lambda x: L.SeparableConv2D(4, 3, depth_multiplier=2)(x),
    ),
    **_one(VOLUME, Conv3DTranspose=lambda x: L.Conv3DTranspose(2, 2, padding="same")(x)),
    **_one(
        ROWS,
        DepthwiseConv1D=lambda x: L.DepthwiseConv1D(3, depth_multiplier=2)(x),
        SeparableConv1D=lambda x: L.SeparableConv1D(4, 3)(x),
    ),
    **{
        f"{kind}Pooling{n}D": [
            (shape, lambda x, c=f"{kind}Pooling{n}D": getattr(L, c)(2, 1, "same")(x))
        ]
        for kind in ("Max", "Average")
        for n, shape in ((1, ROWS), (2, IMAGE), (3, VOLUME))
    },
    **{
        f"Global{kind}Pooling{n}D": [
            (shape, lambda x, c=f"Global{kind}Pooling{n}D": getattr(L, c)(keepdims=True)(x))
        ]
        for kind in ("Max", "Average")
        for n, shape in ((1, ROWS), (2, IMAGE), (3, VOLUME))
    },
    **{
        f"Adaptive{kind}Pooling{n}D": [
            (shape, lambda x, c=f"Adaptive{kind}Pooling{n}D": getattr(L, c)(3)(x))
        ]
        for kind in ("Max", "Average")
        for n, shape in ((1, ROWS), (2, IMAGE), (3, VOLUME))
    },
}
DENSE = {
    "Dense": [
        (ROWS, lambda x: L.Dense(3, activation="softmax", kernel_regularizer="l2")(x)),
        (ROWS, lambda x: L.Dense(3, activation=L.PReLU(alpha_initializer="ones"))(x)),
        (ROWS, lambda x: L.Dense(3, lora_rank=2)(inputs=x)),
        (ROWS, lambda x: L.Dense(3, kernel_initializer=lambda s, dtype: keras.ops.ones(s))(x)),
    ],
    "EinsumDense": [
        (ROWS, lambda x: L.EinsumDense("abc,cd->abd", (None, 3), bias_axes="d")(x)),
        (ROWS, lambda x: L.EinsumDense("abc,cd->abd", (None, 3), lambda_gelu)(x)),
    ],
    **_one(INTS, Embedding=lambda x: L.Embedding(9, 3)(keras.ops.cast(x * 8, "int32"))),
    **_one(INTS, ReversibleEmbedding=lambda x: L.ReversibleEmbedding(9, 3, mask_zero=True)(x * 8)),
}
lambda_gelu = functools.partial(keras.activations.gelu, approximate=True)


def _attention(x: Any) -> Any:
    y = L.MultiHeadAttention(2, 3, value_dim=2, dropout=0.1)(x, x, use_causal_mask=True)
    y, scores = L.MultiHeadAttention(1, 2, use_gate=True)(
        y, value=x, attention_mask=np.tri(6, dtype=bool), return_attention_scores=True
    )
    return keras.ops.matmul(scores[:, 0], y)


ATTENTION = {
    **_one(
        ROWS,
        Attention=lambda x: L.Attention(use_scale=True, score_mode="concat")([x, x * 2]),
        AdditiveAttention=lambda x: L.AdditiveAttention(dropout=0.2)([x, x + 1]),
        MultiHeadAttention=_attention,
        GroupQueryAttention=lambda x: L.GroupQueryAttention(3, 4, 2, use_bias=False)(x, x),
    ),
}
SHAPES = {
    **_one(
        ROWS,
        Flatten=lambda x: L.Flatten()(x),
        Reshape=lambda x: L.Reshape((-1, 2))(x),
        Permute=lambda x: L.Permute((2, 1))(x),
        RepeatVector=lambda x: L.RepeatVector(3)(L.Flatten()(x)),
        ZeroPadding1D=lambda x: L.ZeroPadding1D((1, 2))(x),
        Cropping1D=lambda x: L.Cropping1D((2, 1))(x),
        UpSampling1D=lambda x: L.UpSampling1D(3)(x),
    ),
    **_one(
        IMAGE,
        ZeroPadding2D=lambda x: L.ZeroPadding2D(((1, 0), (2, 1)))(x),
        Cropping2D=lambda x: L.Cropping2D(((1, 0), (2, 1)))(x),
        UpSampling2D=lambda x: L.UpSampling2D((2, 3), interpolation="bilinear")(x),
    ),
    **_one(
        VOLUME,
        ZeroPadding3D=lambda x: L.ZeroPadding3D((1, 0, 2))(x),
        Cropping3D=lambda x: L.Cropping3D((1, 0, 1))(x),
        UpSampling3D=lambda x: L.UpSampling3D((2, 1, 1))(x),
    ),
}
NORMS = {
    **_one(
        IMAGE,
        BatchNormalization=lambda x: L.BatchNormalization(axis=1, renorm=True, epsilon=0.1)(x),
        GroupNormalization=lambda x: L.GroupNormalization(3, center=False)(x),
        RMSNormalization=lambda x: L.RMSNormalization(epsilon=0.1)(x),
        UnitNormalization=lambda x: L.UnitNormalization(axis=[1, 2])(x),
        Normalization=lambda x: L.Normalization(mean=[0.1, 0.2, 0.3], variance=[1, 2, 3])(x),
        Rescaling=lambda x: L.Rescaling([1.5, 2.0, 3.0], -0.5)(x),
    ),
    "LayerNormalization": [
        (IMAGE, lambda x: L.LayerNormalization(axis=[1, 2], scale=False)(x)),
        (IMAGE, lambda x: L.LayerNormalization(rms_scaling=True)(x)),
    ],
    "SpectralNormalization": [
        (IMAGE, lambda x: L.SpectralNormalization(L.Conv2D(3, 2), power_iterations=2)(x)),
    ],
}
REGULARISING = _one(
    ROWS,
    Dropout=lambda x: L.Dropout(0.5, noise_shape=(None, 1, 4))(x),
    AlphaDropout=lambda x: L.AlphaDropout(0.5)(x),
    SpatialDropout1D=lambda x: L.SpatialDropout1D(0.5)(x),
    GaussianNoise=lambda x: L.GaussianNoise(0.5)(x),
    GaussianDropout=lambda x: L.GaussianDropout(0.5)(x),
    ActivityRegularization=lambda x: L.ActivityRegularization(l1=0.1)(x),
    Identity=lambda x: L.Identity()(x),
) | {
    "SpatialDropout2D": [(IMAGE, lambda x: L.SpatialDropout2D(0.5)(x))],
    "SpatialDropout3D": [(VOLUME, lambda x: L.SpatialDropout3D(0.5)(x))],
}
ACTIVATION_LAYERS = {
    **_one(
        ROWS,
        Activation=lambda x: L.Activation(tf.nn.swish)(x),
        ReLU=lambda x: L.ReLU(0.9, 0.1, 0.2)(x),
        LeakyReLU=lambda x: L.LeakyReLU(0.4)(x - 0.5),
        PReLU=lambda x: L.PReLU(shared_axes=[1])(x - 0.5),
        ELU=lambda x: L.ELU(0.3)(x - 0.5),
        Softmax=lambda x: L.Softmax(axis=1)(x),
    ),
}
MERGES = {
    **{
        name: [(ROWS, lambda x, c=name: getattr(L, c)()([x, x * x]))]
        for name in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum")
    },
    **_one(
        ROWS,
        Concatenate=lambda x: L.Concatenate(axis=1)([x, x * x, x]),
        Dot=lambda x: L.Dot(axes=(2, 2), normalize=True)([x, x + 1]),
    ),
}


def _adapted() -> Any:
    layer = L.Discretization(num_bins=4)
    layer.adapt(np.linspace(0, 1, 50))
    return layer


TWO = L.Pipeline([L.RandomFlip("vertical"), L.Resizing(5, 5), L.RandomZoom(0.1)])
IMAGES = {
    **_one(
        IMAGE,
        Resizing=lambda x: L.Resizing(5, 6, "bicubic", crop_to_aspect_ratio=True)(x),
        CenterCrop=lambda x: L.CenterCrop(5, 4)(x),
        AutoContrast=lambda x: L.AutoContrast(value_range=(0, 1))(x),
        ContrastLimitedAdaptiveHistogramEqualization=lambda x: (
            L.ContrastLimitedAdaptiveHistogramEqualization((0, 1), 3.0, (2, 2))(x)
        ),
        Pipeline=TWO,
        AugMix=lambda x: L.AugMix((0, 1), num_chains=2)(x),
        RandAugment=lambda x: L.RandAugment((0, 1), num_ops=1)(x),
        CutMix=lambda x: L.CutMix(0.5)(x),
        MixUp=lambda x: L.MixUp(0.3)(x),
        RandomBrightness=lambda x: L.RandomBrightness(0.5, value_range=(0, 1))(x),
        RandomColorJitter=lambda x: L.RandomColorJitter((0, 1), 0.5, 0.5, 0.5, 0.5)(x),
        RandomContrast=lambda x: L.RandomContrast(0.5)(x),
        RandomColorDegeneration=lambda x: L.RandomColorDegeneration(0.5, (0, 1))(x),
        RandomHue=lambda x: L.RandomHue(0.5, (0, 1))(x),
        RandomInvert=lambda x: L.RandomInvert(0.5, (0, 1))(x),
        RandomPosterization=lambda x: L.RandomPosterization(4, (0, 1))(x),
        RandomSaturation=lambda x: L.RandomSaturation(0.5, (0, 1))(x),
        RandomSharpness=lambda x: L.RandomSharpness(0.5, (0, 1))(x),
        RandomGrayscale=lambda x: L.RandomGrayscale(0.5)(x),
        RandomCrop=lambda x: L.RandomCrop(5, 4)(x),
        RandomElasticTransform=lambda x: L.RandomElasticTransform(0.5, value_range=(0, 1))(x),
        RandomErasing=lambda x: L.RandomErasing(0.5, value_range=(0, 1))(x),
        RandomFlip=lambda x: L.RandomFlip("horizontal")(x),
        RandomGaussianBlur=lambda x: L.RandomGaussianBlur(0.5, 3, 1.0, (0, 1))(x),
        RandomPerspective=lambda x: L.RandomPerspective(0.5)(x),
        RandomRotation=lambda x: L.RandomRotation((-0.1, 0.2), fill_mode="nearest")(x),
        RandomShear=lambda x: L.RandomShear(0.5, 0.5)(x),
        RandomTranslation=lambda x: L.RandomTranslation(0.1, (0.1, 0.2))(x),
        RandomZoom=lambda x: L.RandomZoom(0.3)(x),
        Solarization=lambda x: L.Solarization(0.5, 0.5, value_range=(0, 1))(x),
    ),
    "Discretization": [
        (IMAGE, lambda x: L.Discretization([0.2, 0.5, 0.7])(x)),
        (INTS, lambda x: L.Discretization([0.2, 0.5], output_mode="one_hot")(x)),
        (INTS, lambda x: _adapted()(x)),
    ],
    "CategoryEncoding": [
        (INTS, lambda x: L.CategoryEncoding(9)(keras.ops.cast(x * 8, "int32"))),
    ],
}
EXAMPLES: dict[str, list[tuple[tuple[int, ...], Make]]] = {
    **{"InputLayer": [(ROWS, lambda x: x + 1)]},
    **RECURRENT,
    **CONVOLUTIONS,
    **DENSE,
    **ATTENTION,
    **SHAPES,
    **NORMS,
    **REGULARISING,
    **ACTIVATION_LAYERS,
    **MERGES,
    **IMAGES,
}
CASES = [(name, i) for name, examples in EXAMPLES.items() for i in range(len(examples))]


def predictions_before_and_after(
    shape: tuple[int, ...], make: Make, dtype: str = "float32"
) -> tuple[np.ndarray, np.ndarray]:
    """What a model and its rebuild give, after its weights were moved off their initial values."""
    inputs = keras.Input(shape, dtype=dtype)
    model = keras.Model(inputs, make(inputs))
    rng = np.random.default_rng(1)
    x = rng.random((3, *shape)).astype(dtype)
    before = np.asarray(keras.ops.cast(model(x, training=False), "float32"))
    weights = model.get_weights()
    model.set_weights(
        [
            (w + rng.uniform(0.01, 0.1, w.shape)).astype(w.dtype) if w.dtype.kind in "fV" else w
            for w in weights
        ]
    )
    architecture, arrays = export(model)
    rebuilt = rebuild(json.loads(json.dumps(architecture)), arrays)
    wanted = np.asarray(keras.ops.cast(model(x, training=False), "float32"))
    assert not weights or not np.array_equal(before, wanted)
    return wanted, np.asarray(keras.ops.cast(rebuilt(x, training=False), "float32"))


@pytest.mark.parametrize(("name", "which"), CASES, ids=lambda v: str(v))
def test_a_layer_predicts_the_same_after_a_round_trip(name: str, which: int) -> None:
    keras.utils.set_random_seed(0)
    wanted, got = predictions_before_and_after(*EXAMPLES[name][which])
    np.testing.assert_array_equal(got, wanted)


def _classes() -> dict[str, type]:
    found = {name: getattr(L, name) for name in dir(L)}
    return {
        name: value
        for name, value in found.items()
        if isinstance(value, type) and issubclass(value, L.Layer)
    }


def test_each_class_of_keras_layers_is_taken_or_refused_for_a_reason() -> None:
    names: dict[type, str] = {}
    for name, value in _classes().items():  # of two names for one class the table has one
        names[value] = name if name in LAYERS or name in REFUSED else names.get(value, name)
    unknown = set(names.values()) - set(LAYERS) - set(REFUSED)
    assert not unknown, f"neither in LAYERS nor in REFUSED: {sorted(unknown)}"
    assert set(EXAMPLES) == set(LAYERS)


@pytest.mark.parametrize("name", LAYERS)
def test_each_argument_of_a_layer_is_in_the_table(name: str) -> None:
    arguments = set(inspect.signature(getattr(L, name).__init__).parameters)
    arguments -= IGNORED | REFUSED_ARGUMENTS
    left = {a for a in arguments if not a.endswith(("_initializer", "_constraint"))}
    assert left <= set(LAYERS[name])


def test_each_of_keras_activations_is_taken() -> None:
    names = set(dir(keras.activations)) - {"get", "serialize", "deserialize"}
    functions = {n: getattr(keras.activations, n) for n in names if not n.startswith("_")}
    for name, function in functions.items():
        assert function.__name__ in ACTIVATIONS, name
        arguments = list(inspect.signature(function).parameters)[1:]
        assert ACTIVATIONS[function.__name__] == tuple(arguments)


FUNCTIONS = [
    *(getattr(keras.activations, name) for name in ACTIVATIONS if name not in ("glu", "threshold")),
    *(getattr(tf.nn, n) for n in "softmax log_softmax swish silu gelu leaky_relu relu6".split()),
    *(getattr(tf.nn, n) for n in "elu selu softplus softsign relu sigmoid tanh".split()),
    *(keras.ops.gelu, keras.ops.sin, keras.ops.square, keras.ops.log_softmax, tf.exp, tf.identity),
    functools.partial(tf.nn.leaky_relu, alpha=0.4),
    functools.partial(keras.activations.relu, max_value=0.3),
    functools.partial(keras.activations.threshold, threshold=0.2, default_value=0.1),
    L.Activation("softmax"),
    L.LeakyReLU(0.1),
]


def test_an_activation_predicts_the_same_whichever_way_it_is_given() -> None:
    def all_of_them(x: Any) -> Any:
        return L.Concatenate()([L.Dense(3, activation=function)(x) for function in FUNCTIONS])

    wanted, got = predictions_before_and_after(ROWS, all_of_them)
    np.testing.assert_array_equal(got, wanted)


@pytest.mark.parametrize("policy", ["float16", "bfloat16", "mixed_float16", "mixed_bfloat16"])
def test_a_dtype_policy_crosses_into_a_process_with_another_one(policy: str) -> None:
    def make(x: Any) -> Any:
        return L.Flatten(dtype=policy)(L.Conv2D(3, 3, activation="relu", dtype=policy)(x))

    keras.config.set_dtype_policy("mixed_float16" if policy == "float16" else "float32")
    try:
        wanted, got = predictions_before_and_after(IMAGE, make)
    finally:
        keras.config.set_dtype_policy("float32")
    np.testing.assert_array_equal(got, wanted)


@pytest.mark.parametrize("name", sorted(set(REFUSED) & {"Lambda", "Hashing"}))
def test_a_refused_layer_is_named_with_the_reason(name: str) -> None:
    arguments: dict[str, Any] = {"Lambda": {"function": abs}, "Hashing": {"num_bins": 3}}.get(
        name, {}
    )
    inputs = keras.Input((80,))
    model = keras.Model(inputs, getattr(L, name)(**arguments, name="mine")(inputs))
    with pytest.raises(UnsupportedNetworkError, match=f"'mine' is a {name}.*{REFUSED[name]}"):
        export(model)


def test_a_quantized_network_is_named() -> None:
    model = keras.Sequential([keras.Input((4,)), L.Dense(3)])
    model.quantize("int8")
    with pytest.raises(UnsupportedNetworkError, match=r"quantized.*Leave `quantize` out"):
        export(model)


def test_inner_models_with_several_inputs_are_named() -> None:
    inputs = [keras.Input((4,)), keras.Input((4,))]
    inner = keras.Model(inputs, L.Add()(inputs), name="inner")
    outer = keras.Input((4,))
    with pytest.raises(UnsupportedNetworkError, match=r"'inner' inside.*2 inputs.*outer model"):
        export(keras.Model(outer, inner([outer, outer])))
