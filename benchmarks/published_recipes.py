"""Recipes that people would use, re-created from their published descriptions, and ours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from fmnist_lab.errors import CourseError
from fmnist_ref import models, preprocess
from fmnist_ref.recipes import RECIPES, Plan

if TYPE_CHECKING:
    import keras

Layer = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Published:
    """A recipe of somebody else: Keras's names and arguments, a constant learning rate.

    `whole_cap`: takes all of --cap-minutes on a laptop's CPU, and so gets one seed.
    """

    name: str
    source: str
    layers: tuple[Layer, ...]
    optimizer: tuple[str, dict[str, Any]]
    batch_size: int
    epochs: int
    whole_cap: bool = False


def _convolution(filters: int, size: int, activation: str = "relu", **more: Any) -> Layer:
    settings = {"filters": filters, "kernel_size": size, "activation": activation}
    return "Conv2D", {"padding": "same", **settings, **more}


def _dense(units: int, activation: str = "relu", **more: Any) -> Layer:
    return "Dense", {"units": units, "activation": activation, **more}


def _dropout(rate: float) -> Layer:
    return "Dropout", {"rate": rate}


_POOL: Layer = ("MaxPooling2D", {"pool_size": 2})
_MEAN_POOL: Layer = ("AveragePooling2D", {"pool_size": 2})
_FLATTEN: Layer = ("Flatten", {})
_HE = {"kernel_initializer": "he_normal"}

# Where a description ends in logits, the softmax is a layer here; the loss is the same.
PUBLISHED: dict[str, Published] = {
    recipe.name: recipe
    for recipe in (
        Published(
            name="starting-project",
            source=(
                "the kind of network of a student's first notebook: two convolutions with pooling "
                "and dropout, Adam at 0.001, batches of 32, no schedule; in these numbers "
                "github.com/hepheir/2020_Study-Notitle, src/examples/a.py, which trains 10 "
                "epochs; here 20"
            ),
            layers=(
                _convolution(32, 3),
                _POOL,
                _dropout(0.25),
                _convolution(32, 3),
                _POOL,
                _dropout(0.25),
                _FLATTEN,
                _dense(128),
                _dropout(0.5),
                _dense(10, "softmax"),
            ),
            optimizer=("Adam", {"learning_rate": 0.001}),
            batch_size=32,
            epochs=20,
        ),
        Published(
            name="zalando",
            source=(
                "the convnet baseline of github.com/zalandoresearch/fashion-mnist, "
                "benchmark/convnet.py (TensorFlow's MNIST tutorial network): plain gradient "
                "descent at 0.001, batches of 400, 100 times 2,000 steps, here 1,667 epochs"
            ),
            layers=(
                _convolution(32, 5),
                _POOL,
                _convolution(64, 5),
                _POOL,
                _FLATTEN,
                _dense(1024),
                _dropout(0.4),
                _dense(10, "softmax"),
            ),
            optimizer=("SGD", {"learning_rate": 0.001}),
            batch_size=400,
            epochs=1667,
            whole_cap=True,
        ),
        Published(
            name="hands-on",
            source=(
                "A. Géron, Hands-On Machine Learning with Scikit-Learn, Keras and TensorFlow, "
                "3rd edition, chapter 14 (github.com/ageron/handson-ml3, "
                "14_deep_computer_vision_with_cnns): He initialisation, Nadam at its default "
                "0.001, Keras's default batches of 32, 10 epochs"
            ),
            layers=(
                _convolution(64, 7, **_HE),
                _POOL,
                _convolution(128, 3, **_HE),
                _convolution(128, 3, **_HE),
                _POOL,
                _convolution(256, 3, **_HE),
                _convolution(256, 3, **_HE),
                _POOL,
                _FLATTEN,
                _dense(128, **_HE),
                _dropout(0.5),
                _dense(64, **_HE),
                _dropout(0.5),
                _dense(10, "softmax"),
            ),
            optimizer=("Nadam", {"learning_rate": 0.001}),
            batch_size=32,
            epochs=10,
            whole_cap=True,
        ),
        Published(
            name="lenet",
            source=(
                "Zhang, Lipton, Li, Smola, Dive into Deep Learning, section LeNet "
                "(github.com/d2l-ai/d2l-en, chapter_convolutional-neural-networks/lenet.md, "
                "editions before 1.0): sigmoid, average pooling, Xavier initialisation, plain "
                "gradient descent at 0.9, batches of 256, 10 epochs"
            ),
            # Keras's own initialisation, Glorot's uniform, is the one that is called Xavier's
            layers=(
                _convolution(6, 5, "sigmoid"),
                _MEAN_POOL,
                _convolution(16, 5, "sigmoid", padding="valid"),
                _MEAN_POOL,
                _FLATTEN,
                _dense(120, "sigmoid"),
                _dense(84, "sigmoid"),
                _dense(10, "softmax"),
            ),
            optimizer=("SGD", {"learning_rate": 0.9}),
            batch_size=256,
            epochs=10,
        ),
    )
}


def find(name: str) -> Published | Plan:
    """A published recipe, or the final plan of one of ours, which trains on as many images.

    Raises CourseError for neither.
    """
    if name in PUBLISHED:
        return PUBLISHED[name]
    if name in RECIPES:
        plan = RECIPES[name].final
        return replace(plan, training=replace(plan.training, validation_too=False))
    known = ", ".join((*PUBLISHED, *RECIPES))
    raise CourseError(f"there is no recipe '{name}'; the recipes are: {known}.")


def build(recipe: Published | Plan, rows: int, steps_per_execution: int) -> keras.Model:
    """The network, compiled for a training on `rows` images."""
    import keras

    if isinstance(recipe, Plan):
        model = models.build(recipe.network)
        steps = -(-rows // recipe.training.batch_size) * recipe.training.epochs
        models.compile_for(model, recipe.training, steps)
        return model
    side = preprocess.IMAGE_SIDE
    model = keras.Sequential([keras.Input((side, side, 1))])
    for name, settings in recipe.layers:
        model.add(getattr(keras.layers, name)(**settings))
    optimizer, settings = recipe.optimizer
    model.compile(
        optimizer=getattr(keras.optimizers, optimizer)(**settings),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        steps_per_execution=steps_per_execution,
        jit_compile=False,
    )
    return model
