"""Networks, built from a description and compiled for training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fmnist_ref.preprocess import CLASSES, IMAGE_SIDE
from fmnist_ref.recipes import Network, Training

if TYPE_CHECKING:
    import keras

# fit runs this many steps before Python, and with it any progress bar, hears of them
STEPS_PER_CALL = 25


def build(network: Network) -> keras.Model:
    """(n, 28, 28, 1) float32 in [0, 1] to (n, 10) probabilities.

    Pooling comes before the activation: ReLU and the maximum give the same result in
    either order, and a quarter of the values is left to activate.
    """
    from keras import Input, Sequential, layers

    model = Sequential(name="fashion_cnn")
    model.add(Input((IMAGE_SIDE, IMAGE_SIDE, 1), name="images"))
    for block, filters in enumerate(network.filters):
        model.add(
            layers.Conv2D(
                filters,
                kernel_size=3,
                padding="same" if block == 0 else "valid",
                # batch normalisation subtracts the mean, and with it any bias
                use_bias=not network.batch_normalization,
            )
        )
        model.add(layers.MaxPooling2D(2))
        if network.batch_normalization:
            # 375 steps an epoch: an average over about ten steps follows the weights closely
            model.add(layers.BatchNormalization(momentum=0.9))
        model.add(layers.Activation("relu"))
        last = block == len(network.filters) - 1
        rate = network.flatten_dropout if last else network.block_dropout
        if rate:
            model.add(layers.Dropout(rate))
    model.add(layers.Flatten())
    model.add(layers.Dense(network.dense_units, activation="relu"))
    if network.dense_dropout:
        model.add(layers.Dropout(network.dense_dropout))
    model.add(layers.Dense(CLASSES, activation="softmax"))
    return model


def compile_for(model: keras.Model, training: Training, steps: int) -> None:
    """Adam, sparse categorical cross-entropy, accuracy; `steps` is all of the training's.

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
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        # each return from TensorFlow to Python costs about as much as a step of a small network
        steps_per_execution=STEPS_PER_CALL,
        # Keras turns XLA on by itself where it can; on a CPU that is several times slower
        jit_compile=False,
    )


def forward_flops(network: Network) -> int:
    """Floating-point operations for one image through the network, a multiply-add as two.

    Convolutions and dense layers only; the rest is below one per cent.
    """
    side, channels, total = IMAGE_SIDE, 1, 0
    for block, filters in enumerate(network.filters):
        side -= 0 if block == 0 else 2
        total += 2 * side * side * filters * 9 * channels
        side, channels = side // 2, filters
    flat = side * side * channels
    return total + 2 * flat * network.dense_units + 2 * network.dense_units * CLASSES
