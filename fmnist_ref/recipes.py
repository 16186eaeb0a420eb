"""Named recipes: a network, how it is trained, and why it is there."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from fmnist_lab.errors import CourseError

Schedule = Literal["constant", "one-cycle"]


@dataclass(frozen=True)
class NetworkConfig:
    """Blocks of Conv2D, MaxPooling2D, (BatchNormalization,) activation, Dropout; then Dense.

    The first convolution pads ("same": 28 to 28), the later ones do not ("valid") unless
    `padding` says so.
    Dropout rates are the share of activations set to zero, 0 for no layer.
    pca_filters: the first convolution's filters are computed from the training images and
    never trained (see `models.pca_filters`); there are 16 of them.
    blocks_without_pooling: the blocks, counted from 0, that have no pooling.
    residual: for each block, how many more convolutions of its width follow, each with batch
    normalisation and activation, and each added to its input (He et al.,
    arXiv:1512.03385). Empty: none anywhere.
    head_activation: of the last block and of the hidden dense layer; `activation` elsewhere.
    tta_flip: test-time augmentation: the network's answer is the mean of its answers to an image
    and to the image mirrored left to right.
    tta_shift: likewise the mean over the image and the image moved by one pixel up, down, to
    the left and to the right; with `tta_flip` over these five and their mirror images.
    """

    filters: tuple[int, ...]
    dense_units: int
    batch_normalization: bool = False
    pca_filters: bool = False
    padding: Literal["valid", "same"] = "valid"
    blocks_without_pooling: tuple[int, ...] = ()
    residual: tuple[int, ...] = ()
    activation: str = "relu"
    head_activation: str = "relu"
    tta_flip: bool = False
    tta_shift: bool = False
    block_dropout: float = 0.0
    flatten_dropout: float = 0.0
    dense_dropout: float = 0.0


@dataclass(frozen=True)
class Training:
    """Adam on sparse categorical cross-entropy.

    weight_decay: every step also shrinks all weights by this share of the learning rate
    (AdamW, Loshchilov and Hutter, arXiv:1711.05101).
    learning_rate: the constant rate, or the peak of the one-cycle schedule (a linear
    rise over the first `warm_up` share of all steps, then half a cosine down to zero).
    horizontal_flip: in every epoch, half of the training images, drawn anew, are mirrored left
    to right. Validation and test images never are.
    random_shift: in every epoch, each training image moves by up to this many pixels either way.
    random_erasing: in every epoch, half of the training images lose a square of up to this many
    pixels on each side, at a random place (Zhong et al., arXiv:1708.04896). 0: none.
    validation_too: the validation images are trained on as well, and so validate nothing: for a
    plan in which nothing is left to choose.
    """

    epochs: int
    batch_size: int = 128
    learning_rate: float = 0.001
    schedule: Schedule = "constant"
    warm_up: float = 0.25
    weight_decay: float = 0.0
    horizontal_flip: bool = False
    random_shift: int = 0
    random_erasing: int = 0
    validation_too: bool = False
    train_rows: int | None = None  # None: all; a number: the first rows, for rehearsals


@dataclass(frozen=True)
class Plan:
    """One network and its training."""

    network: NetworkConfig
    training: Training

    def as_dict(self) -> dict[str, Any]:
        """Plain values, as written to metrics.json."""
        return asdict(self)


@dataclass(frozen=True)
class Recipe:
    """What `fmnist-ref run` trains: the baseline, the comparison, the final network."""

    name: str
    why: str
    baseline: Plan
    dropout_rates: tuple[float, ...]
    epochs_compared: tuple[int, ...]
    final: Plan


def _baseline(epochs: int, train_rows: int | None = None) -> Plan:
    """The starting project's kind: two convolutions, heavy dropout, a constant rate, and
    stopped after few epochs."""
    return Plan(
        NetworkConfig(
            filters=(16, 32),
            dense_units=64,
            block_dropout=0.4,
            flatten_dropout=0.4,
            dense_dropout=0.4,
        ),
        Training(epochs=epochs, learning_rate=0.002, train_rows=train_rows),
    )


FAST = Recipe(
    name="fast",
    why="the target with a margin, in under a minute of training on two cores",
    baseline=_baseline(epochs=6),
    dropout_rates=(0.0, 0.2, 0.4),
    epochs_compared=(3, 6, 9),
    final=Plan(
        NetworkConfig(
            filters=(16, 48, 128),
            dense_units=128,
            batch_normalization=True,
            pca_filters=True,
            head_activation="silu",
            dense_dropout=0.3,
        ),
        Training(
            epochs=6,
            batch_size=256,
            learning_rate=0.012,
            schedule="one-cycle",
            weight_decay=0.2,
            horizontal_flip=True,
        ),
    ),
)

BEST = replace(
    FAST,
    name="best",
    why="a larger, residual network: ten to fifteen minutes of training on two cores",
    final=Plan(
        NetworkConfig(
            filters=(16, 32, 64, 128),
            dense_units=128,
            batch_normalization=True,
            pca_filters=True,
            padding="same",
            blocks_without_pooling=(1,),
            residual=(0, 1, 1, 1),
            activation="silu",
            head_activation="silu",
            dense_dropout=0.3,
            tta_flip=True,
            tta_shift=True,
        ),
        Training(
            epochs=15,
            batch_size=256,
            learning_rate=0.006,
            schedule="one-cycle",
            weight_decay=0.2,
            horizontal_flip=True,
            random_shift=1,
            validation_too=True,
        ),
    ),
)

RECIPES: dict[str, Recipe] = {
    recipe.name: recipe
    for recipe in (
        FAST,
        replace(
            FAST,
            name="plain",
            why="the network that lessons show: every filter learned, ReLU and Adam throughout",
            final=Plan(
                NetworkConfig(
                    filters=(32, 48, 96),
                    dense_units=128,
                    batch_normalization=True,
                    block_dropout=0.05,
                    flatten_dropout=0.2,
                    dense_dropout=0.4,
                ),
                Training(
                    epochs=16, learning_rate=0.005, schedule="one-cycle", horizontal_flip=True
                ),
            ),
        ),
        BEST,
        replace(
            BEST,
            name="hour",
            why="`best`, half as wide again, longer and with erased squares: an hour on two cores",
            final=Plan(
                replace(BEST.final.network, filters=(16, 48, 96, 192)),
                replace(BEST.final.training, epochs=22, learning_rate=0.005, random_erasing=8),
            ),
        ),
        Recipe(
            name="rehearsal",
            why="every stage on 6,000 images in half a minute; its scores mean nothing",
            baseline=_baseline(epochs=2, train_rows=6000),
            dropout_rates=(0.1, 0.4),
            epochs_compared=(1, 2),
            final=Plan(
                NetworkConfig(filters=(16, 32), dense_units=64, batch_normalization=True),
                Training(epochs=3, learning_rate=0.005, schedule="one-cycle", train_rows=6000),
            ),
        ),
    )
}


def recipe_named(name: str) -> Recipe:
    """Raises CourseError that lists the recipes when there is none of that name."""
    if name not in RECIPES:
        known = "; ".join(f"{recipe.name} ({recipe.why})" for recipe in RECIPES.values())
        raise CourseError(f"there is no recipe '{name}'; the recipes are: {known}.")
    return RECIPES[name]
