"""Networks, built from a description and compiled for training."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fmnist_ref.preprocess import CLASSES, IMAGE_SIDE
from fmnist_ref.recipes import NetworkConfig, Training

if TYPE_CHECKING:
    import keras

# fit runs this many steps before it returns to Python, where a progress bar is updated
STEPS_PER_CALL = 25
PATCH_SIDE = 3  # of every kernel
PATCH_COMPONENTS = 8
# (down, right) in pixels, of the views that test-time augmentation averages
TTA_SHIFTS = ((0, 0), (-1, 0), (1, 0), (0, -1), (0, 1))
NAME, PCA_FILTERS = "fashion_cnn", "pca_filters"


def build(network: NetworkConfig) -> keras.Model:
    """(n, 28, 28, 1) float32 in [0, 1] to (n, 10) probabilities.

    Pooling comes before the activation: ReLU and the maximum give the same result in
    either order, and a quarter of the values is left to activate.

    With `network.pca_filters` the first block is convolution and pooling alone: the filters
    come scaled and in pairs of opposite sign, and pooling keeps what is positive. Nothing is
    trained there, so that the second convolution needs no gradient for its input. The filters are
    zero until `set_pca_filters`.
    Raises ValueError when such a network does not name 16 filters first.
    """
    from keras import Input, Model, Sequential, layers

    images = Input((IMAGE_SIDE, IMAGE_SIDE, 1), name="images")
    parts = _parts(network)
    if not any(part.residual for part in parts):
        return Sequential([images, *(layer for part in parts for layer in part.layers)], name=NAME)
    values = images
    for part in parts:
        part_input = values
        for layer in part.layers:
            values = layer(values)
        if part.residual:
            values = layers.Add()([part_input, values])
    return Model(images, values, name=NAME)


class _Part(NamedTuple):
    """Layers one after the other; residual: their output is added to their input."""

    layers: list[keras.layers.Layer]
    residual: bool = False


def _parts(network: NetworkConfig) -> list[_Part]:
    from keras import layers

    if network.pca_filters and network.filters[0] != 2 * PATCH_COMPONENTS:
        raise ValueError(
            f"{2 * PATCH_COMPONENTS} patch filters come first, not {network.filters[0]}"
        )

    def convolution(filters: int, padding: str, **more: Any) -> keras.layers.Layer:
        # Batch normalisation subtracts the mean and with it any bias, so there is none.
        use_bias = not network.batch_normalization
        return layers.Conv2D(
            filters, **{"kernel_size": PATCH_SIDE, "padding": padding, "use_bias": use_bias} | more
        )

    def activated(activation: str) -> list[keras.layers.Layer]:
        stack = [layers.Activation(activation)]
        if network.batch_normalization:
            # 0.9 averages over about ten steps, which follows the weights closely.
            stack.insert(0, layers.BatchNormalization(momentum=0.9))
        return stack

    parts: list[_Part] = []
    last = len(network.filters) - 1
    for block, filters in enumerate(network.filters):
        padding = "same" if block == 0 else network.padding
        pool = [] if block in network.blocks_without_pooling else [layers.MaxPooling2D(2)]
        if network.pca_filters and block == 0:
            fixed = {"use_bias": False, "trainable": False, "kernel_initializer": "zeros"}
            parts.append(_Part([convolution(filters, padding, name=PCA_FILTERS, **fixed), *pool]))
            continue
        activation = network.head_activation if block == last else network.activation
        parts.append(_Part([convolution(filters, padding), *pool, *activated(activation)]))
        for number in range(network.residual[block] if network.residual else 0):
            more = convolution(filters, "same", name=f"residual_{block}_{number}")
            parts.append(_Part([more, *activated(activation)], residual=True))
        rate = network.flatten_dropout if block == last else network.block_dropout
        if rate:
            parts.append(_Part([layers.Dropout(rate)]))
    head: list[keras.layers.Layer] = [layers.Flatten()]
    if network.dense_units:
        head.append(layers.Dense(network.dense_units, activation=network.head_activation))
    if network.dense_dropout:
        head.append(layers.Dropout(network.dense_dropout))
    return [*parts, _Part([*head, layers.Dense(CLASSES, activation="softmax")])]


def tta_views(network: NetworkConfig) -> int:
    """How often a network with test-time augmentation looks at an image: 1, 2, 5 or 10 times."""
    return (len(TTA_SHIFTS) if network.tta_shift else 1) * (2 if network.tta_flip else 1)


def with_test_time_augmentation(model: keras.Model, network: NetworkConfig) -> keras.Model:
    """What is evaluated, saved and used after training: the trained network itself, or with
    `network.tta_flip` or `tta_shift` one around it, which runs it `tta_views` times."""
    if tta_views(network) == 1:
        return model
    from keras import Input, Model, layers, ops

    images = Input((IMAGE_SIDE, IMAGE_SIDE, 1), name="images")
    views = [images]
    if network.tta_shift:
        padded = layers.ZeroPadding2D(1)(images)  # as in training, black comes in
        views = [
            layers.Cropping2D(((1 - down, 1 + down), (1 - right, 1 + right)))(padded)
            for down, right in TTA_SHIFTS
        ]
    if network.tta_flip:
        views += [ops.flip(view, axis=2) for view in views]
    answers = [model(view) for view in views]
    averaged = Model(images, layers.Average()(answers), name=f"{NAME}_averaged")
    # It is not trained; a plain optimiser without moments makes the file load without a warning.
    averaged.compile(
        "sgd", "sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False
    )
    return averaged


def pca_filters(images: NDArray[np.float32]) -> NDArray[np.float32]:
    """What 3 x 3 patches of images are made of: (3, 3, 1, 16) float32 filters.

    images: (n, 28, 28, 1); the first 2,000 are enough. The eight strongest of the nine principal
    components of their patches, each scaled so that its responses have equal spread, and the
    eight negatives: maximum pooling then keeps the strongest response in either direction. 16
    channels fill a processor's vectors; 18 cost as much as 32. A first layer that is not trained
    needs no gradients. After the 'whitening' layer of K. Jordan, '94% on CIFAR-10 in 3.29 Seconds
    on a Single GPU' (arXiv:2404.00498).
    """
    patches = np.lib.stride_tricks.sliding_window_view(
        images[:2000, :, :, 0], (PATCH_SIDE, PATCH_SIDE), axis=(1, 2)
    )
    flat = patches.reshape(-1, PATCH_SIDE**2)[::7].astype(np.float64)
    variances, components = np.linalg.eigh(np.cov(flat, rowvar=False))
    # 0.01: components with next to no variance are noise, and stay small
    scaled = (components / np.sqrt(variances + 0.01))[:, -PATCH_COMPONENTS:]
    both = np.concatenate([scaled, -scaled], axis=1)
    return both.reshape(PATCH_SIDE, PATCH_SIDE, 1, -1).astype(np.float32)


def set_pca_filters(model: keras.Model, images: NDArray[np.float32]) -> None:
    """Give a network with `pca_filters` its first layer."""
    model.get_layer(PCA_FILTERS).set_weights([pca_filters(images)])


def compile_for(model: keras.Model, training: Training, steps: int) -> None:
    """Adam or AdamW, sparse categorical cross-entropy, accuracy. `steps` are those of the training.

    Keras's own schedule classes are used, so that a saved model loads without ours.
    """
    import keras

    if training.schedule == "one-cycle":
        rise = max(1, round(training.warm_up * steps))
        rate = keras.optimizers.schedules.CosineDecay(
            initial_learning_rate=0.0,
            warmup_target=training.learning_rate,
            warmup_steps=rise,
            decay_steps=max(1, steps - rise),
        )
    else:
        rate = training.learning_rate
    decay = training.weight_decay
    model.compile(
        optimizer=keras.optimizers.AdamW(rate, weight_decay=decay)
        if decay
        else keras.optimizers.Adam(rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        # Each return from TensorFlow to Python costs about as much as a step of a small network.
        steps_per_execution=STEPS_PER_CALL,
        # Keras would turn XLA on where there is a GPU; without it operations are the same.
        jit_compile=False,
    )


def forward_flops(network: NetworkConfig) -> int:
    """Floating-point operations for one image through the network, a multiply-add as two.

    Convolutions and dense layers only; the rest is below one per cent.
    """
    side, channels, total = IMAGE_SIDE, 1, 0
    for block, filters in enumerate(network.filters):
        side -= 2 if block and network.padding == "valid" else 0
        total += 2 * side * side * filters * 9 * channels
        side, channels = side if block in network.blocks_without_pooling else side // 2, filters
        more = network.residual[block] if network.residual else 0
        total += more * 2 * side * side * filters * 9 * channels
    widths = [side * side * channels, *filter(None, [network.dense_units]), CLASSES]
    return total + sum(2 * one * other for one, other in itertools.pairwise(widths))
